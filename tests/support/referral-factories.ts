import type { TestApp } from "./app.ts";
import { aHousehold } from "./family-factories.ts";
import { aProgramme, type ProgrammeMade } from "./programme-factories.ts";
import { AT, type OrganisationName } from "./world.ts";

export { aProgramme, type ProgrammeMade };

const MADE = { created_at: AT, created_by: "seed" };

export type Household = { familyId: string; carerId: string; childId: string };

/** An offer to a household that its carer accepted: a parenting programme, unless told. Its log has the offer and the yes. */
export async function anAcceptedOffer(
  t: TestApp,
  { familyId, carerId, childId }: Household,
  support: "parenting" | "cbt" = "parenting",
): Promise<{ id: string }> {
  const id = t.newId();
  await t.db
    .insertInto("offer")
    .values({
      id,
      family_id: familyId,
      carer_id: carerId,
      child_id: childId,
      support,
      state: "accepted",
      version: 2,
      ...MADE,
    })
    .execute();
  for (const [index, state] of (["offered", "accepted"] as const).entries())
    await t.db
      .insertInto("offer_event")
      .values({ offer_id: id, version: index + 1, state, on_day: "2026-02-02", at: AT, by: "seed" })
      .execute();
  return { id };
}

const ROAD = [
  ["open", null, "draft"],
  ["submit", "draft", "submitted"],
  ["accept", "submitted", "accepted"],
  ["wait", "accepted", "waiting"],
  ["enrol", "waiting", "enrolled"],
  ["start", "enrolled", "started"],
] as const;

const ASIDE = {
  "information-requested": [...ROAD.slice(0, 2), ["ask", "submitted", "information-requested"]],
  declined: [...ROAD.slice(0, 2), ["decline", "submitted", "declined"]],
  closed: [...ROAD.slice(0, 2), ["withdraw", "submitted", "closed"]],
} as const;

type Reached = "draft" | "submitted" | "accepted" | "waiting" | "enrolled" | "started" | keyof typeof ASIDE;

export type ReferralMade = Household & {
  id: string;
  reference: string;
  version: number;
  offerId: string;
  programmeId: string;
  versionId: string;
  state: Reached;
};

export type ReferralGiven = {
  from?: OrganisationName;
  to?: OrganisationName;
  household?: Household;
  offerId?: string;
  programme?: ProgrammeMade;
  /** Who made it: Alice of North, unless told. */
  by?: string;
  /** Instant of the first event; each later one is an hour on. */
  at?: string;
};

const movesTo = (
  state: Reached,
): readonly (readonly [(typeof ROAD)[number][0] | "ask" | "decline" | "withdraw", string | null, Reached])[] =>
  state in ASIDE ? ASIDE[state as keyof typeof ASIDE] : ROAD.slice(0, ROAD.findIndex(([, , to]) => to === state) + 1);

/** Six letters and digits that no other id of the tests gives: three digits of an id say whose world it is, five which it is there. */
const referenceOf = (id: string): string => {
  const [world, at] = [Number.parseInt(id.slice(20, 23), 16), Number(id.slice(-5))];
  return `R-${(world * 100_000 + at).toString(36).padStart(6, "0")}`;
};

/** Inserts a referral with its whole log, its needs, its availability and the agreement to share. */
async function insertReferral(t: TestApp, state: Reached, given: ReferralGiven): Promise<ReferralMade> {
  const from = given.from ?? "north";
  const programme = given.programme ?? (await aProgramme(t, { of: given.to ?? "willow" }));
  const household = given.household ?? (await aHousehold(t, { of: from }));
  const { familyId, carerId, childId } = household;
  const offerId = given.offerId ?? (await anAcceptedOffer(t, household, programme.route)).id;
  const id = t.newId();
  const reference = referenceOf(id);
  const moves = movesTo(state);
  const by = given.by ?? t.people.alice.userId;
  const first = Date.parse(given.at ?? "2026-02-23T10:00:00.000Z");
  const at = (index: number) => new Date(first + index * 3_600_000).toISOString();
  const isDraft = state === "draft";
  const isOver = state === "declined" || state === "closed";
  const before = isOver ? "submitted" : state;
  await t.db
    .insertInto("referral")
    .values({
      id,
      reference,
      family_id: familyId,
      carer_id: carerId,
      child_id: childId,
      offer_id: offerId,
      programme_id: programme.programmeId,
      from_organisation_id: t.organisations[from],
      to_organisation_id: t.organisations[given.to ?? "willow"],
      source: "1C",
      reason: isDraft ? null : "Mornings before school are very hard.",
      draft: isDraft ? JSON.stringify({ done: [] }) : null,
      state: before,
      submitted_at: isDraft ? null : at(1),
      version: moves.length,
      created_at: at(0),
      created_by: by,
    })
    .execute();
  for (const [index, [verb, from_state, to_state]] of moves.entries())
    await t.db
      .insertInto("referral_event")
      .values({ referral_id: id, version: index + 1, verb, from_state, to_state, at: at(index), by })
      .execute();
  const made = { id, reference, version: moves.length, offerId, ...programme, familyId, carerId, childId, state };
  if (!isDraft) await insertSubmission(t, made, t.organisations[given.to ?? "willow"]);
  if (isOver) await t.db.updateTable("referral").set({ state }).where("id", "=", id).execute();
  return made;
}

/** What a submitted referral carries: the agreement to share, needs, when the carer can come, one goal. */
async function insertSubmission(t: TestApp, made: ReferralMade, providerId: string) {
  await t.db
    .insertInto("agreement")
    .values({
      id: t.newId(),
      person_id: made.carerId,
      family_id: made.familyId,
      purpose: "share-with-provider",
      provider_id: providerId,
      answer: "given",
      wording_version: "1",
      how: "in-person",
      at: AT,
      by: "seed",
    })
    .execute();
  await t.db
    .insertInto("need")
    .values({ person_id: made.carerId, childcare: "yes", transport: "no", ...MADE })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await t.db
    .insertInto("availability")
    .values({ person_id: made.carerId, day: 2, part: "morning" })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await t.db
    .insertInto("goal")
    .values({
      id: t.newId(),
      referral_id: made.id,
      number: 1,
      words: "Get to school without a row",
      short_label: "School",
      whose: "carer",
      ...MADE,
    })
    .execute();
}

/** A referral from North to Willow by Alice, in a state: `await aReferral(t).submitted()`. */
export const aReferral = (t: TestApp, given: ReferralGiven = {}) => ({
  draft: () => insertReferral(t, "draft", given),
  submitted: () => insertReferral(t, "submitted", given),
  informationRequested: () => insertReferral(t, "information-requested", given),
  declined: () => insertReferral(t, "declined", given),
  closed: () => insertReferral(t, "closed", given),
  accepted: () => insertReferral(t, "accepted", given),
  waiting: () => insertReferral(t, "waiting", given),
  enrolled: () => insertReferral(t, "enrolled", given),
  started: () => insertReferral(t, "started", given),
});
