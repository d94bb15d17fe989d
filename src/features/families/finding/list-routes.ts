import { z } from "zod";
import { type AuditEntry, listed, searched } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { PAGE_SIZE, type PlaceAsked, placeOf } from "../../../domain/paging.ts";
import { err, ok } from "../../../domain/result.ts";
import { parseForm, problem, text, typedValues } from "../../../forms/form.ts";
import { listChanged } from "../../../tells/news-queries.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, type PageModel, page } from "../../../web/factory.ts";
import { id, listQuery, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { familyPaths } from "../paths.ts";
import { findColleague } from "../worker/worker-queries.ts";
import { foundPage, listPage, searchPage } from "./list-page.ts";
import { countFamilies, FAMILY_KEYS, type FamilyFilter, listFamilies, listFamiliesById } from "./list-queries.ts";
import { findSearch, MOST_REASONS, recordSearch, searchFamilies } from "./search-queries.ts";
import { readSearch } from "./search-terms.ts";

export const listRoutes = factory.createApp();

const asked = {
  ...listQuery.shape,
  ...placeQuery.shape,
  state: z.enum(["open", "closed"]).default("open"),
  sort: z.enum(["reference", "due", "name"]).default("reference"),
  whose: z.enum(["mine", "team"]).default("team"),
  worker: id.optional(),
  search: id.optional(),
};

listRoutes.get(
  "/",
  reading(
    "family:read",
    {},
    (c, { search, page: number, state, sort, whose, worker, ...place }) =>
      search
        ? found(c, search, number)
        : // Nothing falls due for who is closed.
          list(c, { state, sort: state === "open" ? sort : "reference", whose, worker }, place),
    (_, { entry }) => entry,
    (c, { model }) => page(c, "@families/finding/list", model),
    asked,
  ),
);

/** A list of families, with what the trail keeps of it. */
type Shown = { entry: AuditEntry; model: PageModel };

async function list(c: AppContext, filter: FamilyFilter, place: PlaceAsked): Promise<Shown | undefined> {
  const { deps, actor, now } = c.var;
  const worker = filter.worker ? await findColleague(deps.db, actor, filter.worker) : undefined;
  if (filter.worker && !worker) return undefined;
  const [count, families, changed] = await Promise.all([
    countFamilies(deps.db, actor, filter),
    listFamilies(deps.db, actor, filter, placeOf(place, FAMILY_KEYS[filter.sort])),
    listChanged(deps.db, actor, dayOf(now)),
  ]);
  const shown = families.rows.map((family) => family.id);
  return {
    entry: listed(actor, "families", shown),
    model: listPage(families, count, { ...filter, workerName: worker?.name }, dayOf(now), changed.families),
  };
}

async function found(c: AppContext, searchId: string, number: number): Promise<Shown | undefined> {
  const { deps, actor, now } = c.var;
  const typed = await findSearch(deps.db, actor, searchId);
  const terms = typed === undefined ? null : readSearch(typed);
  if (typed === undefined || !terms) return undefined;
  const matches = await searchFamilies(deps.db, actor, terms);
  const ids = [...new Set(matches.map((match) => match.familyId))];
  const shown = ids.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE);
  const families = await listFamiliesById(deps.db, actor, shown);
  const isCut = matches.length >= MOST_REASONS;
  const outcome = { typed, searchId, families, matches, count: ids.length, page: number, isCut };
  return { entry: searched(actor, "families", searchId, shown), model: foundPage(outcome, dayOf(now)) };
}

const NOTHING_TO_FIND = "Enter a name, a reference, a birth date, a postcode or a telephone number";

/** What was searched for is kept under an id of its own, and only that stands in the address of what was found. */
act(listRoutes, {
  path: "/search",
  permission: "family:read",
  params: {},
  find: () => ({}),
  look: "nothing-personal",
  parse: (data) => {
    const form = parseForm(z.object({ q: text("Search", 200) }), data);
    if (form.ok && readSearch(form.value.q)) return form;
    return err(!form.ok && form.error.values.q ? form.error : problem(typedValues(data), "q", NOTHING_TO_FIND));
  },
  decide: ({ q }, _, c) => ok({ id: c.var.deps.newId(), typed: q, at: instantText(c.var.now) }),
  page: (_, form) => ["@families/finding/search", searchPage(form)],
  tells: "nobody",
  audit: (search, _, c) => searched(c.var.actor, "families", search.id, []),
  writes: (search, _, c) => recordSearch(c.var.deps.db, c.var.actor, search),
  did: (search) => familyPaths.found(search.id),
});
