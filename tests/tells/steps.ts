import type { TellVerb } from "../../src/tells/telling.ts";
import type { TestApp } from "../support/app.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { aContact } from "../support/family-factories.ts";
import { aReferral, type ReferralMade } from "../support/referral-factories.ts";
import type { PersonName } from "../support/world.ts";

/** A family of North with a referral to Willow and a concern, as the steps below act on them. */
export type World = { t: TestApp; referral: ReferralMade; concernId: string; contactId: string };

export async function aWorld(t: TestApp): Promise<World> {
  const referral = await aReferral(t).submitted();
  const { familyId, carerId } = referral;
  const { id: contactId } = await aContact(t, carerId, { value: "07700 900417" });
  const { id: concernId } = await aConcern(t, referral, { organisation_id: t.organisations.north });
  const by = t.people.alice.userId;
  await t.db
    .insertInto("family_worker")
    .values({ family_id: familyId, turn: 1, user_id: by, at: "2026-01-05T09:00:00.000Z", by })
    .onConflict((kept) => kept.doNothing())
    .execute();
  await t.db.deleteFrom("news").execute();
  return { t, referral, concernId, contactId };
}

type Sent = { path: string; fields: Record<string, string | number> };

/** One thing that somebody may do next: what is sent, and what it tells of where it is done. `only`: it is between the carer and one provider. `by`: whose it is to do, where it is not anybody's. */
export type Step = { verb: TellVerb; only?: "willow"; by?: "north" | "willow"; send: (world: World) => Promise<Sent> };

const HOLD = {
  "fromOn-day": 2,
  "fromOn-month": 3,
  "fromOn-year": 2026,
  "untilOn-day": 9,
  "untilOn-month": 3,
  "untilOn-year": 2026,
};
const TODAY = { "onDay-day": 2, "onDay-month": 3, "onDay-year": 2026 };

const versionOf = async ({ t }: World, table: "referral" | "family" | "concern" | "contact", id: string) =>
  (await t.db.selectFrom(table).where("id", "=", id).select("version").executeTakeFirstOrThrow()).version;

const ofReferral =
  (act: string, more: Sent["fields"] = {}) =>
  async (world: World): Promise<Sent> => ({
    path: `/referrals/${world.referral.id}/${act}`,
    fields: { version: await versionOf(world, "referral", world.referral.id), note: "Noted", ...more },
  });

const ofFamily =
  (act: string, more: Sent["fields"] = {}) =>
  async (world: World): Promise<Sent> => ({
    path: `/families/${world.referral.familyId}/${act}`,
    fields: { version: await versionOf(world, "family", world.referral.familyId), ...more },
  });

const ofCarer =
  (act: string, more: Sent["fields"]) =>
  async ({ referral: { familyId, carerId } }: World): Promise<Sent> => ({
    path: `/families/${familyId}/people/${carerId}/${act}`,
    fields: more,
  });

const ofConcern =
  (act: string, more: Sent["fields"] = {}) =>
  async (world: World): Promise<Sent> => ({
    path: `/concerns/${world.concernId}/${act}`,
    fields: { version: await versionOf(world, "concern", world.concernId), ...more },
  });

const sharing =
  (answer: string) =>
  async (world: World): Promise<Sent> => ({
    path: `/families/${world.referral.familyId}/people/${world.referral.carerId}/agreements/new`,
    fields: {
      purpose: "share-with-provider",
      providerId: world.t.organisations.willow,
      answer,
      how: "in-person",
      ...TODAY,
    },
  });

const handOver =
  (to: PersonName) =>
  async ({ t, referral: { familyId } }: World): Promise<Sent> => {
    const turns = t.db
      .selectFrom("family_worker")
      .where("family_id", "=", familyId)
      .select(({ fn }) => fn.max("turn").as("turn"));
    const { turn } = await turns.executeTakeFirstOrThrow();
    return { path: `/families/${familyId}/worker`, fields: { version: turn ?? 0, to: t.people[to].userId, note: "" } };
  };

const answered = (answer: string) =>
  ofCarer("agreements/new", { purpose: "research", answer, how: "in-person", ...TODAY });

export const STEPS: readonly Step[] = [
  { verb: "referral.accept", by: "willow", send: ofReferral("acceptance") },
  { verb: "referral.ask", by: "willow", send: ofReferral("question") },
  { verb: "referral.answer", by: "north", send: ofReferral("answer") },
  { verb: "referral.wait", by: "willow", send: ofReferral("waiting") },
  { verb: "referral.decline", by: "willow", send: ofReferral("declining", { reason: "no-place" }) },
  { verb: "referral.withdraw", by: "north", send: ofReferral("withdrawal", { reason: "carer-asked" }) },
  {
    verb: "carer.reached",
    by: "willow",
    send: ofReferral("contact", { outcome: "spoke", how: "telephone", ...TODAY }),
  },
  {
    verb: "carer.tried",
    by: "willow",
    send: ofReferral("contact", { outcome: "no-answer", how: "telephone", ...TODAY }),
  },
  { verb: "agreement.given", only: "willow", by: "north", send: sharing("given") },
  { verb: "agreement.withdrawn", only: "willow", by: "north", send: sharing("withdrawn") },
  { verb: "agreement.given", send: answered("given") },
  { verb: "agreement.declined", send: answered("declined") },
  { verb: "hold.made", send: ofCarer("holds/new", { reason: "", ...HOLD }) },
  { verb: "person.interpreter", send: ofCarer("learned", { kind: "interpreter", language: "Urdu", ...TODAY }) },
  { verb: "person.not-asked-again", send: ofCarer("learned", { kind: "not-asked-again", ...TODAY }) },
  {
    verb: "person.died",
    send: async (world) => ofCarer("learned", { kind: "died", whom: world.referral.carerId, ...TODAY })(world),
  },
  {
    verb: "contact.added",
    by: "north",
    send: ofCarer("contacts/new", { kind: "mobile", value: "07700 900123", confidential: "no", safe: "yes" }),
  },
  {
    verb: "contact.ended",
    by: "north",
    send: async (world) =>
      ofFamily(`contacts/${world.contactId}/ending`, { version: await versionOf(world, "contact", world.contactId) })(
        world,
      ),
  },
  { verb: "family.closed", by: "north", send: ofFamily("closing") },
  { verb: "family.handed-over", by: "north", send: handOver("nadia") },
  { verb: "family.handed-over", by: "north", send: handOver("alice") },
  { verb: "concern.acknowledged", by: "north", send: ofConcern("acknowledging") },
  {
    verb: "concern.shared",
    by: "north",
    send: ofConcern("sharing", { sharedWith: "A school", carerTold: "yes", note: "" }),
  },
  { verb: "concern.closed", by: "north", send: ofConcern("closing", { done: "Rung" }) },
  { verb: "concern.reopened", by: "north", send: ofConcern("reopening", { why: "Not over" }) },
];
