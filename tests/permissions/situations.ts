import { SEEN_IN } from "../../src/features/sharing/index.ts";
import type { TestApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aCheck, aConcern, aDecision, aNeedAssessment } from "../support/behaviour-factories.ts";
import { aCarer, aChild, aContact, aFamily, anArrangement } from "../support/family-factories.ts";
import { aReferral, type ProgrammeMade } from "../support/referral-factories.ts";
import { type ARun, aMark, anEnrolment } from "../support/run-factories.ts";
import { type End, endsAs, saysOfSharing } from "../support/sharing-factories.ts";
import { AT } from "../support/world.ts";

export type State = keyof typeof SEEN_IN;
/** When the carer said no to sharing with the provider, if they did. */
type No = "never" | "at-work" | "after-the-end";
export type Situation = { name: string; state: State; wasSent: boolean; no: No };

const isOver = (state: State) => SEEN_IN[state][0] === "as-it-was";

/** Every state of a referral, with a carer who agrees, who said no while the provider was at work, and who said no after the end. */
export const SITUATIONS: readonly Situation[] = [
  ...(Object.keys(SEEN_IN) as State[]).flatMap((state) =>
    (["never", "at-work", "after-the-end"] as const)
      .filter((no) => no === "never" || (no === "at-work" ? state !== "draft" : isOver(state)))
      .map((no) => ({ name: no === "never" ? state : `${state}, a no ${no}`, state, wasSent: state !== "draft", no })),
  ),
  { name: "closed before it was sent", state: "closed", wasSent: false, no: "never" },
];

/** What stands before an end. */
const BEFORE: Partial<Record<State, "draft" | "submitted" | "enrolled" | "started">> = {
  declined: "submitted",
  closed: "submitted",
  completed: "started",
  "left-early": "started",
  "did-not-start": "enrolled",
};

const ON_A_RUN: readonly State[] = ["enrolled", "started", "completed", "left-early", "did-not-start"];

/** What can be recognised on a page, each of one situation: facts as they were while the provider was at work, and as they are since. */
export const marksOf = (tag: string) => ({
  first: `Mar${tag}`,
  child: `Jay${tag}`,
  family: `Was${tag}`,
  familyNow: `Now${tag}`,
  need: `Ramp${tag}`,
  needNow: `Lift${tag}`,
  number: `07700 900${tag}`,
  numberNow: `07700 800${tag}`,
});
export type Mark = keyof ReturnType<typeof marksOf>;

export type Made = { tag: string; ids: Record<string, Record<string, string>>; isOnARun: boolean };

const reach = (t: TestApp, state: State, given: Parameters<typeof aReferral>[1]) => {
  const made = aReferral(t, given);
  return state === "information-requested" ? made.informationRequested() : made[state as "submitted"]();
};

/** A family of North in one situation with Willow, whose file has changed since; with the ids of all there is of it, by the first part of an address. */
export async function make(t: TestApp, situation: Situation, tag: string, run: ARun): Promise<Made> {
  const m = marksOf(tag);
  const { id: familyId } = await aFamily(t);
  const carer = await aCarer(t, familyId, { given_name: m.first, family_name: m.family });
  const child = await aChild(t, familyId, { given_name: m.child, family_name: m.family });
  const home = { familyId, carerId: carer.id, childId: child.id };
  const { id: arrangementId } = await anArrangement(t, home);
  const { id: contactId } = await aContact(t, carer.id, { value: m.number, folded: m.number.replaceAll(" ", "") });
  const before = situation.wasSent ? (BEFORE[situation.state] ?? situation.state) : "draft";
  const programme = run.programme as ProgrammeMade;
  const referral = await reach(t, before, { household: home, programme });
  await t.db
    .insertInto("need")
    .values({
      person_id: carer.id,
      childcare: "no",
      transport: "no",
      access: m.need,
      created_at: AT,
      created_by: "seed",
    })
    .onConflict((there) => there.doUpdateSet({ access: m.need, version: 2 }))
    .execute();
  const check = await aCheck(t, home);
  const ids: Made["ids"] = {
    families: { familyId, personId: carer.id, contactId, arrangementId },
    referrals: { id: referral.id },
    waiting: { id: referral.id },
    checks: { id: check.id },
    decisions: { id: (await aDecision(t, home, check.id)).id },
    "need-assessments": { id: (await aNeedAssessment(t, home)).id },
    offers: { id: referral.offerId },
  };
  const isOnARun = ON_A_RUN.includes(situation.state);
  if (isOnARun) Object.assign(ids, await onTheRun(t, run, { ...home, referralId: referral.id }));
  if (situation.no === "at-work") await saysOfSharing(t, home, "withdrawn", "2026-02-25T10:00:00.000Z");
  if (situation.state !== before) await endsAs(t, referral.id, situation.state as End);
  if (situation.no === "after-the-end") await saysOfSharing(t, home, "withdrawn", "2026-02-28T10:00:00.000Z");
  await goesOn(t, home, m);
  return { tag, ids, isOnARun };
}

/** A place, a mark, a note, questions to ask, and a concern of the provider's own. */
async function onTheRun(
  t: TestApp,
  run: ARun,
  who: { familyId: string; carerId: string; childId: string; referralId: string },
) {
  const enrolled = await anEnrolment(t, { run, family: who });
  const asked = await anAssessment(t, enrolled, { measureId: "sdq-p4-17" });
  await aMark(t, { enrolmentId: enrolled.enrolmentId, sessionId: run.sessions[0]!.id });
  const noteId = t.newId();
  await t.db
    .insertInto("note")
    .values({ id: noteId, enrolment_id: enrolled.enrolmentId, text: "Came early.", created_at: AT, created_by: "seed" })
    .execute();
  const concern = await aConcern(t, who, { organisation_id: t.organisations.willow, about_id: who.carerId });
  return {
    enrolments: { id: enrolled.enrolmentId, noteId },
    assessments: { id: asked.id },
    "follow-up": { id: asked.packId },
    concerns: { id: concern.id },
  };
}

/** The council's file after all that: other names, another need, one more number. */
async function goesOn(t: TestApp, home: { carerId: string; childId: string }, m: ReturnType<typeof marksOf>) {
  for (const id of [home.carerId, home.childId])
    await t.db.updateTable("person").set({ family_name: m.familyNow, version: 2 }).where("id", "=", id).execute();
  await t.db
    .updateTable("need")
    .set((eb) => ({ access: m.needNow, version: eb("version", "+", 1) }))
    .where("person_id", "=", home.carerId)
    .execute();
  await aContact(t, home.carerId, { value: m.numberNow, folded: m.numberNow.replaceAll(" ", ""), safe: "no" });
}
