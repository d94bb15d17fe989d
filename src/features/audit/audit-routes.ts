import type { Actor } from "../../domain/actor.ts";
import { type AuditVerb, auditEntry, looked, searched } from "../../domain/audit-entry.ts";
import { instantText } from "../../domain/calendar.ts";
import { addressOf, type Page, type PlaceAsked, placeOf } from "../../domain/paging.ts";
import { err, ok } from "../../domain/result.ts";
import { BLANK } from "../../forms/form.ts";
import { act } from "../../web/act.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, placeQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { findAuditedFamily, findFamilySearch, keepFamilySearch } from "./audited-family-queries.ts";
import { readReference } from "./family-reference.ts";
import { auditPaths } from "./paths.ts";
import type { TrailFilter, TrailLine } from "./trail.ts";
import { parseFamilySearch, parseFilter } from "./trail-form.ts";
import { familySearchPage, familyTrailPage, trailPage } from "./trail-page.ts";
import { LINE_KEY, listActors, listFamilyTrail, listTrail } from "./trail-queries.ts";

export const audit = factory.createApp();

const NONE: Page<TrailLine> = { rows: [], previous: undefined, next: undefined };
const NO_FILTER: TrailFilter = { actorId: null, verb: null, from: null, to: null, subjectId: null };

/** Reading the trail is itself in the trail; the filters used are named, not their values. */
const readTrail = (actor: Actor, filter: TrailFilter) => ({
  ...auditEntry("read", actor, "audit", "list"),
  fields: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null)),
});

/** The filters of an address, for another place in the same list. */
const otherPlace = (search: URLSearchParams) => (place: PlaceAsked) => {
  const { after: _after, before: _before, ...filters } = Object.fromEntries(search);
  return addressOf(auditPaths.trail, { ...filters, ...place });
};

/** The page of the trail: what the filters of an address let through, or what is wrong with them. */
async function findTrail(c: AppContext, place: PlaceAsked) {
  const { deps, actor } = c.var;
  const search = new URL(c.req.url).searchParams;
  const shown = { people: await listActors(deps.db, actor), search, href: otherPlace(search) };
  const form = parseFilter(search);
  if (!form.ok) return { shown, lines: NONE, filter: NO_FILTER, form: form.error };
  const { actor: actorId, verb, from, to, subject } = form.value;
  const filter = {
    actorId: actorId || null,
    verb: (verb || null) as AuditVerb | null,
    from,
    to,
    subjectId: subject || null,
  };
  const lines = await listTrail(deps.db, actor, filter, placeOf(place, LINE_KEY));
  return { shown, lines, filter, form: { values: Object.fromEntries(search), errors: [] } };
}

audit.get(
  "/",
  reading(
    "audit:read",
    {},
    findTrail,
    (c, { filter }) => readTrail(c.var.actor, filter),
    (c, { shown, lines, filter, form }) =>
      page(c, "@audit/trail", trailPage({ ...shown, lines, filter }, form), form.errors.length > 0 ? 422 : 200),
    placeQuery.shape,
  ),
);

const NO_FAMILY = "There is no family of your organisation with this reference or id";

/** Keeps what was searched for and goes to it under an opaque id: nothing of a family stands in an address (ASVS 14.2.1). */
act(audit, {
  path: "/families",
  permission: "audit:read",
  params: {},
  find: () => ({}),
  look: "nothing-personal",
  parse: parseFamilySearch,
  decide: async ({ reference }, _, c) => {
    const { deps, actor } = c.var;
    const family = await findAuditedFamily(deps.db, actor, { reference: readReference(reference), id: reference });
    return family
      ? ok({ searchId: deps.newId(), family })
      : err({ text: NO_FAMILY, field: "reference", status: 422 as const });
  },
  page: (_, form) => ["@audit/family-search", familySearchPage(form ?? BLANK)],
  tells: "nobody",
  audit: ({ searchId, family }, _, c) => searched(c.var.actor, "audit-family", searchId, [family.id]),
  writes: ({ searchId, family }, _, c) =>
    keepFamilySearch(c.var.deps.db, c.var.actor, searchId, family, instantText(c.var.now)),
  did: ({ searchId }) => auditPaths.family(searchId),
});

audit.get(
  "/families/:id",
  reading(
    "audit:read",
    { id },
    async (c, { id: searchId, ...place }) => {
      const { deps, actor } = c.var;
      const family = await findFamilySearch(deps.db, actor, searchId);
      return family && { searchId, family, lines: await listFamilyTrail(deps.db, family.id, placeOf(place, LINE_KEY)) };
    },
    (c, { searchId, family }) => looked(c.var.actor, "audit", searchId, family.id),
    (c, { searchId, family, lines }) => {
      const href = (place: PlaceAsked) => addressOf(auditPaths.family(searchId), place);
      return page(c, "@audit/family-trail", familyTrailPage(family, { lines, href }, c.var.actor));
    },
    placeQuery.shape,
  ),
);
