import { addDays } from "../../src/domain/calendar.ts";
import type { TestApp } from "../support/app.ts";
import { anAssessment, aQuery, aResponse } from "../support/assessment-factories.ts";
import { aCheck, aConcern, aDecision, aNeedAssessment, anOffer } from "../support/behaviour-factories.ts";
import { aContact, aFact, aHousehold, anAgreement } from "../support/family-factories.ts";
import { scoredAgain } from "../support/made-again-factories.ts";
import { anAcceptedOffer, aProgramme, aReferral } from "../support/referral-factories.ts";
import { aWording } from "../support/registry-factories.ts";
import { type AnEnrolment, aMark, anEnrolment, aReferredFamily, aRun } from "../support/run-factories.ts";
import { aDrawnResponse, aSecondKeying } from "../support/second-keying-factories.ts";
import { AT } from "../support/world.ts";

const MADE = { created_at: AT, created_by: "seed" };

/** Nobody has two leaves on a day. */
let leaves = 0;

/** The address of a route with real ids in it, each of a record of North or Willow. */
export type Address = string;

/** A route's address on records of North, and of Willow which works with it, in the state that the page is for. */
export async function addressOf(t: TestApp, path: string): Promise<Address> {
  const ids = (await MAKERS[path.split("/")[1] ?? ""]?.(t, path)) ?? {};
  const address = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`No record for ${name} of ${path}: add one to tests/permissions/records.ts`);
    return id;
  });
  return ids.query ? `${address}?${ids.query}` : address;
}

/** Ids by the parameter's name; `query` goes behind the address. */
type Ids = Record<string, string | undefined>;
type Maker = (t: TestApp, path: string) => Promise<Ids>;

/** Somebody else of North, for a lock or an account that is none of the test's people. */
async function aColleague(t: TestApp, disabledAt: string | null = null): Promise<string> {
  const id = t.newId();
  const at = { created_at: AT, updated_at: AT };
  await t.db
    .insertInto("user")
    .values({ id, name: "Colleague", email: `${id}@example.org`, email_verified: 1, disabled_at: disabledAt, ...at })
    .execute();
  await t.db
    .insertInto("membership")
    .values({
      id: `m-${id}`,
      user_id: id,
      organisation_id: t.organisations.north,
      role: "practitioner",
      from_on: "2026-01-05",
      ...MADE,
    })
    .execute();
  return id;
}

const families: Maker = async (t, path) => {
  const home = await aHousehold(t, path.includes("reopening") ? { closed_on: "2026-02-20" } : {});
  const contact = await aContact(t, home.carerId, { confidential: "yes" });
  const hold = t.newId();
  await t.db
    .insertInto("hold")
    .values({ id: hold, person_id: home.carerId, from_on: "2026-03-01", until_on: "2026-03-20", ...MADE })
    .execute();
  const lock = t.newId();
  const other = await aColleague(t);
  await t.db
    .insertInto("family_lock")
    .values({
      id: lock,
      family_id: home.familyId,
      user_id: other,
      kind: "i-know-this-family",
      from_at: AT,
      created_by: "seed",
    })
    .execute();
  const fact = path.includes(":factId") ? (await aFact(t, home.carerId, { kind: "not-asked-again" })).id : undefined;
  return {
    factId: fact,
    familyId: home.familyId,
    personId: home.carerId,
    contactId: contact.id,
    arrangementId: home.arrangementId,
    holdId: hold,
    lockId: lock,
  };
};

const ofBehaviour = async (t: TestApp) => {
  const home = await aHousehold(t);
  const check = await aCheck(t, home);
  return { home, check };
};

const checks: Maker = async (t) => ({ id: (await ofBehaviour(t)).check.id });

const ASKED = /information|answer$/;

/** The referrer may see scores where the carer agreed. */
async function aReferralWithScores(t: TestApp): Promise<string> {
  const { who } = await programmeOf(t);
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "council-sees-scores" });
  return who.referralId;
}

const referrals: Maker = async (t, path) => {
  if (path.endsWith("/new"))
    return { query: `offer=${(await anAcceptedOffer(t, await aHousehold(t), "parenting")).id}` };
  if (path.includes("/scores")) return { id: await aReferralWithScores(t) };
  const referral = aReferral(t);
  if (/acceptance|late-reason|contact$|question|declining|withdrawal|amendment|submission|:id$/.test(path))
    return { id: (await referral.submitted()).id };
  if (path.endsWith("/waiting")) return { id: (await referral.accepted()).id };
  return { id: (ASKED.test(path) ? await referral.informationRequested() : await referral.draft()).id };
};

const programmeOf = async (t: TestApp) => {
  const run = await aRun(t);
  const who = await anEnrolment(t, { run });
  await anAssessment(t, who, { measureId: "phq-9" });
  return { run, who };
};

const sessions: Maker = async (t, path) => {
  const run = await aRun(t, { startOn: "2026-03-02" });
  const who = await anEnrolment(t, { run });
  const session = run.sessions[0]!;
  if (path.includes("reinstating"))
    await t.db
      .updateTable("session")
      .set({ status: "cancelled", cancelled_reason: "staff", version: 2 })
      .where("id", "=", session.id)
      .execute();
  return { id: session.id, enrolmentId: who.enrolmentId };
};

const enrolments: Maker = async (t, path) => {
  const run = await aRun(t, { startOn: "2026-01-06", sessions: 6 });
  const who = await anEnrolment(t, { run, state: "started" });
  for (const session of run.sessions) await aMark(t, { enrolmentId: who.enrolmentId, sessionId: session.id });
  await t.db.updateTable("session").set({ status: "held", version: 2 }).where("run_id", "=", run.runId).execute();
  const note = t.newId();
  await t.db
    .insertInto("note")
    .values({ id: note, enrolment_id: who.enrolmentId, text: "Came with her sister.", ...MADE })
    .execute();
  const task = t.newId();
  await t.db
    .insertInto("task")
    .values({
      id: task,
      organisation_id: t.organisations.willow,
      kind: "two-absences",
      subject_kind: "enrolment",
      subject_id: who.enrolmentId,
      text: "Ring",
      due_on: "2026-03-04",
      ...MADE,
    })
    .execute();
  const fact = path.includes(":factId") ? (await aFact(t, who.carerId, { kind: "not-asked-again" })).id : undefined;
  if (path === "/enrolments/:id/taking-back")
    await t.as("bob").post(`/enrolments/${who.enrolmentId}/completing`, { key: "ended", version: "1" });
  return { id: who.enrolmentId, noteId: note, taskId: task, factId: fact };
};

/** Keyed by Cora and drawn; for settling, keyed again by Bob, who had something else. */
async function aFormKeyedTwice(t: TestApp, who: AnEnrolment, path: string): Promise<string> {
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  const response = await aDrawnResponse(t, asked, [1, 1, 1, 1, 1, 1, 1]);
  if (path.includes("adjudication")) await aSecondKeying(t, response.id, { "2": 3 });
  return asked.id;
}

/** An answered form with an open query. */
async function aFormInDoubt(t: TestApp, who: AnEnrolment): Promise<Ids> {
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  const { id: responseId } = await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1]);
  return { id: asked.id, clarificationId: await aQuery(t, asked, responseId, "2") };
}

/** An answered form whose score was made again and is another one. */
async function aScoreMadeAgain(t: TestApp, who: AnEnrolment): Promise<Ids> {
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  await scoredAgain(t, await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1]), { total: { value: 20 } });
  return { id: asked.id };
}

const assessments: Maker = async (t, path) => {
  const { who } = await programmeOf(t);
  if (path.endsWith("/rescored")) return aScoreMadeAgain(t, who);
  if (/second-keying|adjudication/.test(path)) return { id: await aFormKeyedTwice(t, who, path) };
  if (path.includes("clarifications")) return aFormInDoubt(t, who);
  const asked = await anAssessment(t, who, { measureId: "bpses" });
  if (/fhir|otherwise/.test(path)) await aResponse(t, asked, [3, 3, 3, 3, 3]);
  if (path.includes("reopening"))
    await t.db
      .updateTable("assessment")
      .set({ state: "preferred-not-to", version: 2 })
      .where("id", "=", asked.id)
      .execute();
  const fact = path.includes(":factId") ? (await aFact(t, who.carerId, { kind: "not-asked-again" })).id : undefined;
  return { id: path.startsWith("/follow-up") ? asked.packId : asked.id, factId: fact };
};

/** A concern of North's, of which its administrator was told that it waits. */
const concerns: Maker = async (t, path) => {
  const { id } = await aConcern(t, await aHousehold(t), path.includes("reopening") ? { state: "closed" } : {});
  const told = { concern_id: id, user_id: t.people.ada.userId, step: "administrator", why: "due", at: AT } as const;
  if (path === "/concerns/waiting") await t.db.insertInto("concern_told").values(told).execute();
  return { id };
};

/** Leave of Alice, and somebody on duty in North on Mondays. */
const duty: Maker = async (t) => {
  const alice = t.people.alice.userId;
  const id = t.newId();
  leaves += 1;
  const day = addDays("2026-04-01", leaves);
  const kept = { user_id: alice, first_day: day, last_day: day, made_at: AT, made_by: alice };
  await t.db
    .insertInto("absence")
    .values({ id, ...kept })
    .execute();
  const version = await t.db
    .selectFrom("duty_entry")
    .where("organisation_id", "=", t.organisations.north)
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  const entry = {
    organisation_id: t.organisations.north,
    slot: "1",
    version: Number(version.n) + 1,
    state: "set",
  } as const;
  await t.db
    .insertInto("duty_entry")
    .values({ ...entry, duty_id: alice, at: AT, by: "seed" })
    .execute();
  return { id, slot: "1" };
};

const MAKERS: Record<string, Maker> = {
  duty,
  leave: duty,
  families,
  checks,
  decisions: async (t) => {
    const { home, check } = await ofBehaviour(t);
    const { id } = await aDecision(t, home, check.id);
    const printingId = t.newId();
    await t.db
      .insertInto("letter_printing")
      .values({ id: printingId, decision_id: id, left_out: "[]", at: AT, by: "seed" })
      .execute();
    return { id, printingId };
  },
  "need-assessments": async (t) => ({ id: (await aNeedAssessment(t, await aHousehold(t))).id }),
  offers: async (t) => ({ id: (await anOffer(t, await aHousehold(t))).id }),
  concerns,
  referrals,
  team: async (t) => {
    await aReferral(t).submitted();
    return { userId: t.people.alice.userId };
  },
  cohorts: async (t) => {
    const { run } = await programmeOf(t);
    return { programmeId: run.programme.programmeId, measureId: "phq-9", scale: "total" };
  },
  extracts: async (t) => ({ programmeId: (await programmeOf(t)).run.programme.programmeId }),
  measures: async (t, path) => {
    if (path.includes(":language")) await aWording(t, { measureId: "phq-9", language: "en" });
    return { id: "phq-9", language: "en", number: "1" };
  },
  programmes: async (t, path) =>
    path.includes("/plan/")
      ? { id: (await aProgramme(t)).programmeId, series: "bpses" }
      : { id: (await aRun(t)).programme.programmeId, number: "1" },
  waiting: async (t) => {
    const run = await aRun(t, { startOn: "2026-04-07" });
    return { id: (await aReferredFamily(t, { programme: run.programme, state: "accepted" })).referralId };
  },
  runs: async (t, path) =>
    path === "/runs/new"
      ? { query: `programme=${(await aRun(t)).programme.programmeId}` }
      : { id: (await aRun(t, { startOn: "2026-04-07", venueConfidential: "yes" })).runId },
  sessions,
  enrolments,
  assessments,
  "follow-up": assessments,
  users: async (t, path) => {
    const invitation = t.newId();
    await t.db
      .insertInto("invitation")
      .values({
        id: invitation,
        email: `${invitation}@example.org`,
        name: "New Person",
        organisation_id: t.organisations.north,
        role: "practitioner",
        token_hash: invitation,
        expires_at: "2026-03-09T09:00:00.000Z",
        ...MADE,
      })
      .execute();
    const userId = await aColleague(t, path.includes("enabling") ? AT : null);
    return { id: path.includes("invitations") ? invitation : userId, membershipId: `m-${userId}` };
  },
  audit: async (t) => {
    const [home, id] = [await aHousehold(t), t.newId()];
    const terms = JSON.stringify({ id: home.familyId, reference: home.reference });
    const { userId, organisationId } = t.people.audrey;
    await t.db
      .insertInto("saved_search")
      .values({ id, user_id: userId, organisation_id: organisationId, kind: "audit-family", terms, at: AT })
      .execute();
    return { id };
  },
  invitations: async () => ({ token: "no-such-token" }),
};
