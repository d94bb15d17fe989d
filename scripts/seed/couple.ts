import { chance } from "./chance.ts";
import { courseOf } from "./course.ts";
import { enrol } from "./delivering.ts";
import { addCarer, otherSupport } from "./family-life.ts";
import { type Household, household } from "./households.ts";
import { replyTo } from "./journey.ts";
import type { Participant } from "./participant.ts";
import { type OnRun, tellParticipant } from "./participation.ts";
import { acceptReferral, writeReferral } from "./referring.ts";
import { daysOn, type World } from "./world.ts";

/** The number of the partner in the fiction: who they are and how it goes for them. */
const PARTNER = 150;

/** A word from the end of the list, which nobody who came by themselves has been given. */
const LAST_WORD = 31;

const partnerOf = (told: Household): Household => ({
  ...told,
  number: PARTNER,
  chance: chance(PARTNER),
  carer: {
    ...household(PARTNER, told.arrangement.fromOn).carer,
    givenName: "Terry",
    familyName: told.carer.familyName,
    sex: "M",
  },
});

/** The partner of somebody who has a place wants to come too: a carer, an offer, a referral and a place of their own. */
export async function partnerComesToo(world: World, first: Participant, run: OnRun): Promise<void> {
  const { familyId, childId, worker: userId, keyedBy } = first;
  const [worker, provider, told] = [world.as(userId), world.as(keyedBy), partnerOf(first.told)];
  const carerId = await addCarer(worker, world.ledger, familyId, childId, told);
  await otherSupport(worker, familyId, { carerId, childId, support: "parenting", state: "offered" });
  const offerId = await world.ledger.offer(carerId, "parenting");
  await replyTo(worker, offerId, "accepted");
  const programmeId = world.programmes["parenting-group"];
  const draft = { offerId, programmeId, childId, told, route: "parenting" as const, days: [2, 4] };
  const referralId = await writeReferral(worker, world.ledger, draft);
  await world.diary.until(daysOn(worker.today(), 1), "09:50");
  await acceptReferral(provider, referralId, "parenting", `Comes with ${first.told.carer.givenName}.`);
  await enrol(provider, referralId, run.runId, { at: LAST_WORD, attendsWith: first.enrolmentId });
  const enrolmentId = (await world.ledger.enrolment(referralId)).id;
  const goals = await world.ledger.goals(referralId);
  const fate = { ...first.fate, missed: [], caughtUp: undefined };
  const partner = { ...first, told, fate, course: courseOf(PARTNER), carerId, referralId, enrolmentId, goals };
  run.people.push(partner);
  tellParticipant(world, run, partner);
}
