import type { TestApp } from "./app.ts";
import { anAgreement } from "./family-factories.ts";

/** The verb that leads to each state that a referral may end in. */
const ENDS = {
  declined: "decline",
  completed: "complete",
  "left-early": "leave",
  "did-not-start": "not-start",
  closed: "withdraw",
} as const;

export type End = keyof typeof ENDS;

/** A referral ends, as the app writes it: the log's line, then the state. */
export async function endsAs(t: TestApp, referralId: string, to: End, at = "2026-02-27T10:00:00.000Z") {
  const { version, state } = await t.db
    .selectFrom("referral")
    .where("id", "=", referralId)
    .select(["version", "state"])
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto("referral_event")
    .values({
      referral_id: referralId,
      version: version + 1,
      verb: ENDS[to],
      from_state: state,
      to_state: to,
      at,
      by: t.people.bob.userId,
    })
    .execute();
  await t.db
    .updateTable("referral")
    .set({ state: to, version: version + 1 })
    .where("id", "=", referralId)
    .execute();
}

/** The carer's answer to sharing with Willow, after the yes that the referral was sent with. */
export const saysOfSharing = (
  t: TestApp,
  who: { familyId: string; carerId: string },
  answer: "given" | "withdrawn" | "declined",
  at = "2026-02-26T10:00:00.000Z",
) =>
  anAgreement(
    t,
    { familyId: who.familyId, personId: who.carerId },
    { purpose: "share-with-provider", provider_id: t.organisations.willow, answer, at },
  );

/** The council's file goes on: the carer has another family name, the child too, and what they need is put otherwise. */
export async function fileChanges(t: TestApp, who: { carerId: string; childId: string }) {
  for (const id of [who.carerId, who.childId])
    await t.db.updateTable("person").set({ family_name: "Laterday", version: 2 }).where("id", "=", id).execute();
  await t.db
    .updateTable("need")
    .set({ access: "A ramp, since later", version: 2 })
    .where("person_id", "=", who.carerId)
    .execute();
}

/** What the council and the provider of the told world are called here. */
export async function namesOf(t: TestApp) {
  const rows = await t.db.selectFrom("organisation").select(["id", "name"]).execute();
  const nameOf = (id: string) => rows.find((row) => row.id === id)!.name;
  return { north: nameOf(t.organisations.north), willow: nameOf(t.organisations.willow) };
}
