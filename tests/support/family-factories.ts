import type { Insertable } from "kysely";
import { familyReference } from "../../src/features/families/family/family-reference.ts";
import { nameKeys } from "../../src/features/families/finding/name-fold.ts";
import type { DB } from "../../src/generated/schema.d.ts";
import type { TestApp } from "./app.ts";
import { AT, type OrganisationName } from "./world.ts";

type Given<T extends keyof DB> = Partial<Insertable<DB[T]>>;
type Rows = Pick<TestApp, "db" | "newId" | "organisations">;

const MADE = { created_at: AT, created_by: "seed" };

/** An open family without people; North's unless told. */
export async function aFamily(t: Rows, given: Given<"family"> & { of?: OrganisationName } = {}) {
  const { of = "north", ...columns } = given;
  const id = columns.id ?? t.newId();
  const row = {
    id,
    organisation_id: t.organisations[of],
    reference: familyReference(id),
    opened_on: "2026-01-05",
    review_due_on: "2026-07-05",
    ...MADE,
    ...columns,
  };
  await t.db.insertInto("family").values(row).execute();
  return { id, reference: row.reference };
}

async function aPerson(t: Rows, row: Insertable<DB["person"]>) {
  await t.db.insertInto("person").values(row).execute();
  const keys = nameKeys([row.given_name, row.family_name ?? null, row.known_as ?? null]);
  if (keys.length > 0)
    await t.db
      .insertInto("name_key")
      .values(keys.map((key) => ({ person_id: row.id, ...key })))
      .execute();
  return { id: row.id };
}

const PERSON = {
  birth_certainty: "exact",
  sex: "F",
  ethnicity: "WBRI",
  ethnicity_stated_by: "self",
  disability: "no",
  language: "en",
  interpreter: "no",
  reading_help: "no",
  ...MADE,
} as const;

/** Margaret O'Neill, born 1961, unless told. */
export const aCarer = (t: Rows, familyId: string, given: Given<"person"> = {}) =>
  aPerson(t, {
    id: t.newId(),
    family_id: familyId,
    kind: "carer",
    given_name: "Margaret",
    family_name: "O'Neill",
    birth_on: "1961-04-12",
    ...PERSON,
    ...given,
  });

/** Jayden Smith, 8 years old on the tests' day (2 March 2026), unless told. */
export const aChild = (t: Rows, familyId: string, given: Given<"person"> = {}) =>
  aPerson(t, {
    id: t.newId(),
    family_id: familyId,
    kind: "child",
    given_name: "Jayden",
    family_name: "Smith",
    birth_on: "2017-06-14",
    ...PERSON,
    sex: "M",
    ethnicity_stated_by: "carer",
    ...given,
  });

export async function anArrangement(
  t: Rows,
  who: { familyId: string; carerId: string; childId: string },
  given: Given<"care_arrangement"> = {},
) {
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    carer_id: who.carerId,
    child_id: who.childId,
    kind: "special-guardianship",
    relationship: "grandparent",
    from_on: "2022-09-01",
    parental_responsibility: "yes",
    ...MADE,
    ...given,
  } as const;
  await t.db.insertInto("care_arrangement").values(row).execute();
  return { id: row.id };
}

export async function aContact(t: Rows, personId: string, given: Given<"contact"> = {}) {
  const row = {
    id: t.newId(),
    person_id: personId,
    kind: "mobile",
    value: "07700 900123",
    folded: "07700900123",
    confidential: "no",
    safe: "yes",
    shared: "no",
    ...MADE,
    ...given,
  } as const;
  await t.db.insertInto("contact").values(row).execute();
  return { id: row.id };
}

export async function anAgreement(
  t: Rows,
  who: { familyId: string; personId: string },
  given: Given<"agreement"> = {},
) {
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    person_id: who.personId,
    purpose: "contact-text",
    answer: "given",
    wording_version: "1",
    how: "in-person",
    at: AT,
    by: "seed",
    ...given,
  } as const;
  await t.db.insertInto("agreement").values(row).execute();
  return { id: row.id };
}

/** Something said about somebody once, for everybody; by North unless told. */
export async function aFact(
  t: Rows,
  personId: string,
  given: Pick<Insertable<DB["person_fact"]>, "kind"> & Given<"person_fact">,
) {
  const row = {
    id: t.newId(),
    person_id: personId,
    on_day: "2026-03-01",
    organisation_id: t.organisations.north,
    at: AT,
    by: "seed",
    ...given,
  };
  await t.db.insertInto("person_fact").values(row).execute();
  return { id: row.id };
}

/** A whole family: Margaret O'Neill raises her grandson Jayden Smith under a special guardianship order. */
export async function aHousehold(t: Rows, given: Given<"family"> & { of?: OrganisationName } = {}) {
  const family = await aFamily(t, given);
  const carer = await aCarer(t, family.id);
  const child = await aChild(t, family.id);
  const arrangement = await anArrangement(t, { familyId: family.id, carerId: carer.id, childId: child.id });
  return {
    familyId: family.id,
    reference: family.reference,
    carerId: carer.id,
    childId: child.id,
    arrangementId: arrangement.id,
  };
}
