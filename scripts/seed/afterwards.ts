import { addDays } from "../../src/domain/calendar.ts";
import { agree, closeFamily, endArrangement, setReview } from "./family-life.ts";
import type { Behaviours } from "./households.ts";
import { checkBehaviour } from "./journey.ts";
import type { Participant } from "./participant.ts";
import type { OnRun } from "./participation.ts";
import { daysOn, type World } from "./world.ts";

const SHARED = ["council-sees-attendance", "council-sees-goals", "council-sees-scores"] as const;

/** What the carer agrees to at the first meeting, and an objection where there is one; their own worker writes it down. */
async function firstMeeting(world: World, person: Participant) {
  const { familyId, carerId: personId, told, fate, worker } = person;
  const shared = SHARED.slice(0, told.chance.pick([0, 1, 1, 2, 3]));
  for (const purpose of shared) await agree(world.as(worker), { familyId, personId, purpose });
  if (fate.objects)
    await agree(world.as(worker), { familyId, personId, purpose: "evaluation-objection", how: "telephone" });
}

const calmer = (behaviours: Behaviours): Behaviours =>
  Object.fromEntries(
    Object.entries(behaviours).map(([code, { howOften }]) => [
      code,
      { howOften: String(Math.max(0, Number(howOften) - 2)), challenge: "1" },
    ]),
  );

const DAYS_BETWEEN_REVIEWS = 150;

/** Asks again what things are like at home: for most they are calmer than when they came. */
const asksAgain = (world: World, { familyId, carerId, childId, told, worker }: Participant) =>
  checkBehaviour(world.as(worker), familyId, {
    carerId,
    childId,
    source: "review-meeting",
    behaviours: calmer(told.behaviours),
    ownWords: "Better than it was. Some weeks are still hard, but we talk about it now.",
  });

/** A review some months on. Most files are closed then; the others are looked at again twice a year. */
async function reviews(world: World, { sessions }: OnRun, person: Participant) {
  const { familyId, told } = person;
  let day = daysOn(sessions.at(-1)!.day, 62 + (told.number % 40));
  for (; day < world.today; day = daysOn(day, DAYS_BETWEEN_REVIEWS)) {
    await world.diary.until(day, "13:15");
    if (told.number % 3 === 0 || told.number % 4 === 1) await asksAgain(world, person);
    if (told.number % 4 !== 1) return closeFamily(world.as(person.worker), familyId);
    await setReview(world.as(person.worker), familyId, daysOn(day, DAYS_BETWEEN_REVIEWS + 20));
  }
}

/** A child who moved: the arrangement has ended. */
async function moved(world: World, person: Participant) {
  const leftOn = person.leftOn!;
  await world.diary.until(daysOn(leftOn, 5), "09:30");
  const worker = world.as(person.worker);
  await endArrangement(worker, world.ledger, person.familyId, addDays(leftOn, -9), "child-returned-to-parent");
}

/** What happens in the family beside the run. */
export function afterwards(world: World, person: Participant, run: OnRun): void {
  world.diary.tell(async () => {
    await firstMeeting(world, person);
    if (person.fate.leaves?.reason === "child-moved") {
      await world.diary.until(daysOn(run.sessions[person.fate.leaves.after - 1]!.day, 8), "17:00");
      await moved(world, person);
    }
    await reviews(world, run, person);
  });
}
