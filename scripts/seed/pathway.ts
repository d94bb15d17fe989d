import { addDays, type Day } from "../../src/domain/calendar.ts";
import type { Household } from "./households.ts";
import { assessNeed, checkBehaviour, decideToOffer, openFamily, replyTo } from "./journey.ts";
import { acceptReferral, type Draft, writeReferral } from "./referring.ts";
import type { Visitor } from "./visitor.ts";
import { daysOn, type ProgrammeKey, type World, working } from "./world.ts";

/** A family on its way to a programme: who works with them, and when they came. */
export type Coming = {
  told: Household;
  worker: string;
  openedOn: Day;
  programme: ProgrammeKey;
  provider: string;
  /** A family that has a file already and comes again. */
  known?: Known;
};

type Known = { familyId: string; carerId: string; childId: string };

export type Referred = { familyId: string; carerId: string; childId: string; referralId: string };

export const routeOf = (programme: ProgrammeKey): Draft["route"] => (programme === "cbt-group" ? "cbt" : "parenting");

const DONE = [
  "Talked through what keeps everybody safe at home; a plan is on file and the school knows.",
  "Rang the duty social worker the same day. No further action; looked at again at the next visit.",
  "Spoke to the GP practice with the carer. An appointment is booked.",
] as const;

/** Concerns that a check raised are closed by whoever recorded it, each by itself, with what was done. */
export async function closeConcernsOf({ ledger }: World, worker: Visitor, familyId: string, told: Household) {
  const open = await ledger.openConcerns(familyId);
  if (open.length === 0) return;
  const done = told.chance.pick(DONE);
  for (const { id } of open) await worker.fill(`/concerns/${id}/closing`, { done });
}

/** Opens the family and asks what things are like at home. */
export async function openAndCheck(world: World, coming: Coming) {
  const { told, worker: userId, openedOn } = coming;
  const worker = world.as(userId);
  const { chance } = told;
  await world.diary.until(working(openedOn), `${chance.whole(9, 15)}:${chance.whole(10, 55)}`.padStart(5, "0"));
  const known = coming.known ?? (await openFile(world, worker, told));
  await world.diary.until(daysOn(openedOn, chance.whole(0, 4)), "14:10");
  const { familyId, ...who } = known;
  const { behaviours, ownWords } = told;
  return { ...known, checkId: await checkBehaviour(worker, familyId, { ...who, behaviours, ownWords }) };
}

async function openFile({ ledger }: World, worker: Visitor, told: Household): Promise<Known> {
  const familyId = await openFamily(worker, told);
  const [carer] = await ledger.people(familyId, "carer");
  const [child] = await ledger.people(familyId, "child");
  return { familyId, carerId: carer!.id, childId: child!.id };
}

const NEED_NOTES = [
  "Low for some months and not sleeping; asked for something that is not about the child.",
  "Worn out and anxious since the order was made. Wants to talk to somebody who is not family.",
  "Guilty whenever there is a quiet hour. Tearful at each visit since the summer.",
] as const;

/** From a check to an offer that the carer accepts, some days later. */
async function offerAccepted(world: World, coming: Coming, found: Awaited<ReturnType<typeof openAndCheck>>) {
  const { told, programme, worker: userId, openedOn } = coming;
  const worker = world.as(userId);
  const route = routeOf(programme);
  if (route === "cbt") await assessNeed(worker, found.familyId, found.carerId, told.chance.pick(NEED_NOTES));
  await decideToOffer(worker, found.checkId, [route]);
  await closeConcernsOf(world, worker, found.familyId, told);
  await world.diary.until(daysOn(openedOn, 5 + told.chance.whole(0, 6)), "11:20");
  const offerId = await world.ledger.offer(found.carerId, route);
  await replyTo(worker, offerId, "accepted");
  return offerId;
}

/** Tells a family from its opening to an offer that the carer accepts. */
export async function offered(world: World, coming: Coming) {
  const found = await openAndCheck(world, coming);
  return { ...found, offerId: await offerAccepted(world, coming, found) };
}

/** Tells a family from its opening to a referral that the provider has accepted. */
export async function comeToProgramme(world: World, coming: Coming): Promise<Referred> {
  const { told, programme, provider, openedOn, worker } = coming;
  const { offerId, ...found } = await offered(world, coming);
  const route = routeOf(programme);
  const draft = { offerId, programmeId: world.programmes[programme], childId: found.childId, told, route };
  await world.diary.until(daysOn(openedOn, 13 + told.chance.whole(0, 3)), "15:05");
  const referralId = await writeReferral(world.as(worker), world.ledger, {
    ...draft,
    days: told.chance.shuffled([1, 2, 3, 4, 5]).slice(0, 3),
  });
  await world.diary.until(daysOn(addDays(openedOn, 17), told.chance.whole(0, 3)), "09:40");
  await acceptReferral(world.as(provider), referralId, route);
  return { ...found, referralId };
}
