import { instantText } from "../../src/domain/calendar.ts";
import { RECOGNITION_WORDS } from "../../src/features/runs/joining/recognition-words.ts";
import { systemClock } from "../../src/host.ts";
import { newFamily } from "../faults/new-family.ts";
import { cookieOf, type Fields, type TestApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { anAcceptedOffer, aProgramme, aReferral } from "../support/referral-factories.ts";
import { aRun, aRunProgramme } from "../support/run-factories.ts";
import { manyReferredFamilies } from "./many-families.ts";
import type { Race, Round } from "./race.ts";

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

/** Makes a table again with the same rows and no key, index or trigger. */
const withoutKeys = (table: string): string[] => [
  `create table bare_${table} as select * from ${table}`,
  `drop table ${table}`,
  `create table ${table} as select * from bare_${table}`,
];

/** Fifty people, one place left: the facilitator's team enrols all of them at once. */
async function lastPlace(t: TestApp): Promise<Round> {
  const programme = await aRunProgramme(t);
  const run = await aRun(t, { programme, places: 1, startOn: "2027-03-16" });
  const families = await manyReferredFamilies(t, programme, 50);
  const presses = families.map(({ referralId }, at) => ({
    path: `/waiting/${referralId}/enrolling`,
    cookie: cookieOf(t.people.bob),
    fields: {
      key: `enrol-${referralId}`,
      version: 3,
      run: run.runId,
      "fromOn-day": 2,
      "fromOn-month": 3,
      "fromOn-year": 2026,
      initial: "J",
      word: RECOGNITION_WORDS[at % RECOGNITION_WORDS.length]!,
      owner: t.people.bob.userId,
    },
  }));
  return { presses, count: `select count(*) as n from enrolment where run_id = '${run.runId}'` };
}

/** Two people of a team refer the same carer to the same programme, ten times each, every time with a form of its own. */
async function sameReferral(t: TestApp): Promise<Round> {
  const household = await aHousehold(t);
  const { programmeId } = await aProgramme(t);
  const { id: offerId } = await anAcceptedOffer(t, household);
  const presses = numbers(20).map((at) => ({
    path: `/referrals/new?offer=${offerId}`,
    cookie: cookieOf(at % 4 < 2 ? t.people.alice : t.people.nadia),
    fields: { key: `refer-${offerId}-${at}`, programme: programmeId, child: household.childId },
  }));
  return { presses, count: `select count(*) as n from referral where carer_id = '${household.carerId}'` };
}

let families = 0;

/** One form of a new family, sent twenty times by an impatient hand. */
async function sameForm(t: TestApp): Promise<Round> {
  const n = 500 + ++families;
  const key = `form-${t.newId()}`;
  const fields: Fields = Object.fromEntries(newFamily(n, key));
  const presses = numbers(20).map(() => ({ path: "/families/new", cookie: cookieOf(t.people.alice), fields }));
  const mobile = fields["contact-mobile"];
  return { presses, count: `select count(*) as n from contact where folded = '${mobile}'` };
}

/** Two people of a team write the reason of the same draft, both from the page as it stood before. */
async function sameDraft(t: TestApp): Promise<Round> {
  // Of now by the machine's clock, which a server process has: its timer deletes a draft that was forgotten long ago.
  const draft = await aReferral(t, { at: instantText(systemClock.now()) }).draft();
  const presses = numbers(20).map((at) => ({
    path: `/referrals/${draft.id}/reason`,
    cookie: cookieOf(at % 4 < 2 ? t.people.alice : t.people.nadia),
    fields: { key: `write-${draft.id}-${at}`, version: draft.version, source: "1C", reason: `Why now, by hand ${at}` },
  }));
  return {
    presses,
    count: `select count(*) as n from referral_event where referral_id = '${draft.id}' and version = ${draft.version + 1}`,
  };
}

export const RACES: readonly Race[] = [
  {
    name: "fifty enrolments into the last place",
    withoutIt: ["drop trigger place_taken_once"],
    prepare: lastPlace,
  },
  {
    name: "two referrals of one carer to one programme",
    withoutIt: ["drop index referral_open_once"],
    prepare: sameReferral,
  },
  {
    name: "one form sent twenty times",
    withoutIt: withoutKeys("idempotency"),
    prepare: sameForm,
    sameAnswerForAll: true,
  },
  {
    name: "two editors of one draft",
    withoutIt: ["drop trigger referral_in_order", ...withoutKeys("referral_event")],
    prepare: sameDraft,
  },
];
