import { type TestApp, testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";

export type Typed = Record<string, string | number | readonly string[]>;

/** A household of North's with Alice signed in, and the fields of a check that she would post. */
export async function aHouseholdToCheck() {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const form = (more: Typed = {}): Typed => ({
    key: t.newId(),
    childId: who.childId,
    carerId: who.carerId,
    "onDay-day": 27,
    "onDay-month": 2,
    "onDay-year": 2026,
    source: "visit",
    behaviour: ["refuses"],
    "howOften-refuses": "4",
    "challenge-refuses": "3",
    ...more,
  });
  return { t, who, form, url: `/families/${who.familyId}/checks/new` };
}

export const checksOf = (t: TestApp, familyId: string) =>
  t.db
    .selectFrom("behaviour_check")
    .where("family_id", "=", familyId)
    .orderBy("created_at")
    .orderBy("id")
    .selectAll()
    .execute();

export const itemsOf = (t: TestApp, checkId: string) =>
  t.db.selectFrom("behaviour_item").where("check_id", "=", checkId).orderBy("behaviour").selectAll().execute();

export const concernsOf = (t: TestApp, familyId: string) =>
  t.db.selectFrom("concern").where("family_id", "=", familyId).orderBy("kind").selectAll().execute();
