import { TASK_KEYS } from "../../src/features/referrals/referral/tasks.ts";
import { addressOf } from "../permissions/records.ts";
import type { TestApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { aCheck, aConcern, aDecision, aNeedAssessment, anOffer } from "../support/behaviour-factories.ts";
import { aContact, aHousehold, anAgreement } from "../support/family-factories.ts";
import { aReferral } from "../support/referral-factories.ts";
import { type AnEnrolment, anEnrolment, aReferredFamily, aRun } from "../support/run-factories.ts";
import { AT, type OrganisationName } from "../support/world.ts";

const MADE = { created_at: AT, created_by: "seed" };

/** A family of an organisation with everything on file that a practitioner can put there. */
async function aKnownFamily(t: TestApp, of: OrganisationName) {
  const home = await aHousehold(t, { of });
  await aContact(t, home.carerId, { confidential: "yes" });
  const undecided = await aHousehold(t, { of });
  await aCheck(t, undecided);
  const check = await aCheck(t, home);
  const decision = await aDecision(t, home, check.id);
  await t.db
    .insertInto("letter_printing")
    .values({ id: t.newId(), decision_id: decision.id, left_out: "[]", at: AT, by: "seed" })
    .execute();
  await aNeedAssessment(t, home);
  await anOffer(t, home, { state: "offered", support: "navigator", on: "2026-02-01" });
  await anAgreement(t, { familyId: home.familyId, personId: home.carerId });
  const organisation_id = t.organisations[of];
  const concern = { organisation_id, source_id: check.id };
  await aConcern(t, home, concern);
  await aConcern(t, home, { ...concern, kind: "weapon", state: "closed" });
  await aHousehold(t, { of, closed_on: "2026-02-20" });
  await aHousehold(t, { of });
  const to = of === "north" ? "willow" : "rowan";
  await aReferral(t, { from: of, to }).draft();
  await aReadyDraft(t, of, to);
  await aReferral(t, { from: of, to }).submitted();
  await aReferral(t, { from: of, to }).informationRequested();
  await anOffer(t, await aHousehold(t, { of }), { state: "accepted" });
}

/** A draft with every page saved and the carer's yes: its answers can be checked. */
async function aReadyDraft(t: TestApp, from: OrganisationName, to: OrganisationName) {
  const { id, familyId, carerId } = await aReferral(t, { from, to }).draft();
  const provider_id = t.organisations[to];
  await anAgreement(t, { familyId, personId: carerId }, { purpose: "share-with-provider", provider_id });
  await t.db
    .updateTable("referral")
    .set({ draft: JSON.stringify({ done: TASK_KEYS }) })
    .where("id", "=", id)
    .execute();
}

/** Leave to come of everybody: each can end their own. */
async function everybodyHasLeave(t: TestApp) {
  for (const { userId } of Object.values(t.people))
    await t.db
      .insertInto("absence")
      .values({
        id: t.newId(),
        user_id: userId,
        first_day: "2026-05-04",
        last_day: "2026-05-08",
        made_at: AT,
        made_by: userId,
      })
      .execute();
}

/** Everybody has a second role: they can choose. */
async function secondRoles(t: TestApp) {
  for (const person of Object.values(t.people))
    await t.db
      .insertInto("membership")
      .values({
        id: `second-${person.userId}`,
        user_id: person.userId,
        organisation_id: person.organisationId,
        role: person.role === "auditor" ? "evaluator" : "auditor",
        from_on: "2026-01-05",
        ...MADE,
      })
      .execute();
}

/** Something that changed for everybody: of a run where they deliver one, else of their leave. */
async function everybodyHasNews(t: TestApp) {
  for (const [at, { userId, organisationId }] of Object.values(t.people).entries())
    await t.db
      .insertInto("news")
      .values({
        id: 1_000 + at,
        user_id: userId,
        organisation_id: organisationId,
        verb: "leave.written",
        at: AT,
        by: t.people.nadia.userId,
      })
      .execute();
}

/** Willow itself refers somebody to a programme of its own, who lets it see what she answered. */
async function aReferralWithinWillow(t: TestApp) {
  const run = await aRun(t);
  const family = await aReferredFamily(t, {
    programme: run.programme,
    state: "enrolled",
    fromOrganisationId: t.organisations.willow,
  });
  await answered(t, await anEnrolment(t, { run, family }));
}

/** Somebody who let the referrer see scores has answered. */
async function answered(t: TestApp, who: AnEnrolment) {
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "council-sees-scores" });
  await aResponse(t, await anAssessment(t, who, { measureId: "phq-9" }), [1, 1, 1, 1, 1, 1, 1, 1, 0]);
}

/** Somebody is on duty at Willow too, on Tuesdays. */
const aDutyDay = (t: TestApp) =>
  t.db
    .insertInto("duty_entry")
    .values({
      organisation_id: t.organisations.willow,
      slot: "2",
      version: 1,
      state: "set",
      duty_id: t.people.bob.userId,
      at: AT,
      by: "seed",
    })
    .execute();

/** What factories leave out since their tests do not look there: the log of an offer, the check that a concern came from. */
async function makeWhole(t: TestApp) {
  const offers = await t.db
    .selectFrom("offer")
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("offer_event as e").whereRef("e.offer_id", "=", "offer.id").select("e.offer_id"))),
    )
    .select(["id", "version"])
    .execute();
  for (const { id } of offers)
    for (const [at, state] of (["offered", "accepted"] as const).entries())
      await t.db
        .insertInto("offer_event")
        .values({ offer_id: id, version: at + 1, state, on_day: "2026-02-02", at: AT, by: "seed" })
        .execute();
  const concerns = await t.db
    .selectFrom("concern")
    .innerJoin("person as child", (join) =>
      join.onRef("child.family_id", "=", "concern.family_id").on("child.kind", "=", "child"),
    )
    .innerJoin("person as carer", (join) =>
      join.onRef("carer.family_id", "=", "concern.family_id").on("carer.kind", "=", "carer"),
    )
    .leftJoin("behaviour_check as c", "c.id", "concern.source_id")
    .where("concern.source", "=", "behaviour-check")
    .where("c.id", "is", null)
    .select(["concern.source_id as id", "concern.family_id as familyId", "child.id as childId", "carer.id as carerId"])
    .execute();
  for (const { id, ...who } of concerns) await aCheck(t, who, { id: id! });
}

/** Routes whose records (tests/permissions/records.ts) the people of this world find by their links: one for each state that a page needs. */
const RECORDS: readonly string[] = [
  "/families/:familyId/locking",
  "/referrals/:id/acceptance",
  "/referrals/:id/waiting",
  "/referrals/:id/answer",
  "/waiting/:id/enrolling",
  "/runs/:id",
  "/sessions/:id/register",
  "/sessions/:id/reinstating",
  "/enrolments/:id/notes/:noteId/correcting",
  "/enrolments/:id/taking-back",
  "/assessments/:id/keying",
  "/assessments/:id/fhir",
  "/assessments/:id/rescored",
  "/assessments/:id/second-keying",
  "/assessments/:id/adjudication",
  "/assessments/:id/clarifications",
  "/assessments/:id/reopening",
  "/measures/:id/wordings/:language/:number",
  "/programmes/:id",
  "/users/:id",
  "/users/:id/enabling",
  "/users/invitations/:id",
  "/concerns/waiting",
  "/duty/days/:slot",
];

/** One world that holds a record for every page, and for every role one that it can get to. */
export async function fillWorld(t: TestApp): Promise<void> {
  for (const path of RECORDS) await addressOf(t, path);
  await aKnownFamily(t, "north");
  await aKnownFamily(t, "willow");
  await aReferralWithinWillow(t);
  await answered(t, await anEnrolment(t, { run: await aRun(t) }));
  await everybodyHasLeave(t);
  await everybodyHasNews(t);
  await aDutyDay(t);
  await secondRoles(t);
  await makeWhole(t);
}
