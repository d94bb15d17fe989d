import { Conflict } from "../../../db/conflict.ts";
import { searched, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { reading } from "../../../web/reading.ts";
import { note, once, save } from "../../../web/save.ts";
import { findAlike } from "../finding/search-queries.ts";
import { familyPaths } from "../paths.ts";
import { listOnFile } from "./alike-queries.ts";
import { type FamilyAlike, familiesAlike, type TypedPerson, termsFor } from "./lookalikes.ts";
import { childrenAskedFor, MOST_CHILDREN, type NewFamily, parseNewFamily, typedPeople } from "./new-family-form.ts";
import { lookalikesPage, newFamilyPage } from "./new-family-page.ts";
import { openFamily } from "./opening-queries.ts";

export const openingRoutes = factory.createApp();

openingRoutes.get(
  "/new",
  reading(
    "family:write",
    {},
    () => ({}),
    "nothing-personal",
    (c) => page(c, "@families/opening/new", newFamilyPage(1, dayOf(c.var.now))),
  ),
);

openingRoutes.post("/new", can("family:write"), once(), async (c) => {
  const { now } = c.var;
  const today = dayOf(now);
  const data = await c.req.formData();
  const [count, values] = [childrenAskedFor(data), typedValues(data)];
  if (data.get("add") === "child")
    return page(
      c,
      "@families/opening/new",
      newFamilyPage(Math.min(count + 1, MOST_CHILDREN), today, { values, errors: [] }, undefined, "added"),
    );
  const form = parseNewFamily(data, today);
  const alike = await lookAlike(c, typedPeople(data));
  const confirmed = [values.different ?? []].flat();
  const wrong = form.ok ? unconfirmed(values, alike, confirmed) : form.error;
  if (!form.ok || wrong)
    return page(c, "@families/opening/new", newFamilyPage(count, today, wrong!, { alike, confirmed }), 422);
  return open(c, form.value);
});

openingRoutes.post("/new/lookalikes", can("family:write"), async (c) => {
  const data = await c.req.formData();
  const alike = await lookAlike(c, typedPeople(data));
  const confirmed = data.getAll("different").map(String);
  return page(c, "@families/opening/lookalikes", lookalikesPage(alike, confirmed, dayOf(c.var.now)));
});

/** Families on file like the one being typed in. That they were shown is kept in the trail. */
async function lookAlike(c: AppContext, typed: readonly TypedPerson[]): Promise<FamilyAlike[]> {
  const { deps, actor } = c.var;
  if (typed.length === 0) return [];
  const people = await listOnFile(deps.db, actor, await findAlike(deps.db, actor, termsFor(typed)));
  const alike = familiesAlike(typed, people);
  if (alike.length > 0)
    await note(
      c,
      searched(
        actor,
        "families",
        "lookalikes",
        alike.map((family) => family.familyId),
      ),
    );
  return alike;
}

function unconfirmed(
  values: FormProblem["values"],
  alike: readonly FamilyAlike[],
  confirmed: readonly string[],
): FormProblem | null {
  const open = alike.filter((family) => !confirmed.includes(family.familyId));
  if (open.length === 0) return null;
  return problem(
    values,
    "different",
    "This family may be on file already. Open that one, or tick that it is a different family",
  );
}

const TRIES = 4;

/** Opens the family. Now and then a made reference is another family's: then the next id gives another. */
async function open(c: AppContext, typed: NewFamily, tries = TRIES): Promise<Response> {
  const { deps, actor, now } = c.var;
  const id = deps.newId();
  const opening = { id, today: dayOf(now), at: instantText(now), newId: deps.newId };
  const entry = wrote(actor, "family", id, { ...typed }, { familyId: id });
  try {
    return await save(c, entry, openFamily(deps.db, actor, opening, typed), `${familyPaths.show(id)}?did=opened`);
  } catch (error) {
    const isTaken = error instanceof Conflict && error.what.includes("family.reference");
    if (!isTaken || tries === 0) throw error;
    return open(c, typed, tries - 1);
  }
}
