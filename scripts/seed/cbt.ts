import { addDays } from "../../src/domain/calendar.ts";
import { isWorkingDay } from "../../src/domain/working-time.ts";
import { afterwards } from "./afterwards.ts";
import { chance } from "./chance.ts";
import type { Course } from "./course.ts";
import { CBT_OUTCOMES, fatesOf, withAbsences } from "./fates.ts";
import { household, MILD } from "./households.ts";
import { notTooEarly, runName, workerOf } from "./parenting.ts";
import type { Fate, Participant } from "./participant.ts";
import type { OnRun } from "./participation.ts";
import { type Candidate, type RunTold, tellRun } from "./run-story.ts";
import { daysOn, onWeekday, type World, working } from "./world.ts";

const RUTH = "user-ruth";
const FIRST_NUMBER = 80;

/** Ninth answers of PHQ-9 that somebody must look at, by the number of the family. */
const RISK: Readonly<Record<number, Course["risk"]>> = {
  82: { T1: 1 },
  85: { T1: 2, S2: 1 },
  89: { S5: 1 },
  94: { S3: 1 },
};

const DONE = [
  "Rang at home. Passing thoughts and no plan; not alone this weekend. Safety plan written together, GP told with the carer’s agreement.",
  "Spoke after the session. It has been like that for years, no plan and no means. Has the crisis line number and will ring the GP tomorrow.",
  "Rang back the same afternoon. Thoughts when sleep does not come; nothing that would be acted on. Agreed to look at it together each week.",
] as const;

const dayOfOccasion = ({ sessions }: OnRun, timepoint: string) =>
  sessions[timepoint === "T1" ? 0 : Number(timepoint.slice(1)) - 1]!.day;

/** A risk answer is acknowledged within hours and closed, with what was done, by the next working day. */
async function lookAfter(world: World, person: Participant, run: OnRun, timepoint: string) {
  const ruth = world.as(RUTH);
  const day = dayOfOccasion(run, timepoint);
  await world.diary.until(day, "13:35");
  const [raised] = (await world.ledger.openConcerns(person.familyId)).filter(({ source }) => source === "answer");
  if (!raised) return;
  await ruth.send(`/concerns/${raised.id}/acknowledging`, { version: raised.version });
  if (person.course.risk[timepoint]! >= 2)
    await ruth.fill(`/concerns/${raised.id}/sharing`, { sharedWith: "The GP, and the kinship team", carerTold: "yes" });
  await world.diary.until(daysOn(day, 1), "11:15");
  await ruth.fill(`/concerns/${raised.id}/closing`, { done: person.told.chance.pick(DONE) });
}

function withRisk(world: World, person: Participant, run: OnRun): void {
  afterwards(world, person, run);
  world.diary.tell(async () => {
    for (const timepoint of Object.keys(person.course.risk)) await lookAfter(world, person, run, timepoint);
  });
}

/** Somebody who comes to the CBT group; by their number they may give an answer that somebody must look at. */
export function carer(number: number, on: string, fate: Fate, more: Partial<Candidate> = {}): Candidate {
  const told = household(number, addDays(on, -90), { behaviours: chance(number).pick(MILD) });
  const risk = RISK[number] ?? {};
  // Who comes for a ninth answer comes to that session.
  const missed = fate.missed.filter((session) => !(`S${session}` in risk));
  const caughtUp = fate.caughtUp && missed.includes(fate.caughtUp) ? fate.caughtUp : undefined;
  const firstly = "T1" in risk && fate.first !== "missing" ? { first: "in-session" as const } : {};
  return {
    coming: { told, worker: workerOf(number) },
    fate: { ...fate, missed, caughtUp, ...firstly },
    course: { risk },
    also: withRisk,
    ...more,
  };
}

const FINISHED = [
  { began: 530, people: 6 },
  { began: 362, people: 6 },
  { began: 188, people: 5 },
] as const;

/** A run of the CBT group. */
export const course = (startOn: string, people: readonly Candidate[], open: number): RunTold => ({
  programme: "cbt-group",
  minutes: 120,
  asksEachSession: true,
  people,
  facts: {
    name: runName("Steady Ground", startOn),
    venue: "Harbour House, first floor",
    startOn,
    time: "10:30",
    facilitator: RUTH,
    open,
  },
});

/** Tells three finished CBT groups. Families 80 to 96. */
export function tellFinishedCourses(world: World): void {
  const fates = fatesOf(CBT_OUTCOMES, 17);
  let number = FIRST_NUMBER - 1;
  FINISHED.forEach(({ began, people }, at) => {
    const startOn = notTooEarly(world, world.ago(began), at);
    const candidates = Array.from({ length: people }, () => {
      number += 1;
      return carer(number, startOn, fates[number - FIRST_NUMBER]!);
    });
    tellRun(world, course(startOn, candidates, 8));
  });
}

/** The last working day before today. */
function yesterday({ ago }: World): string {
  let day = ago(1);
  while (!isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

/** Tells the CBT group that begins in two weeks: three have a place, and one gave an answer that somebody must look at now. */
export function tellComingCourse(world: World): void {
  const startOn = onWeekday(world.ago(-14), 4);
  const asked: Fate = withAbsences({ first: "telephone", last: "in-session" }, 3);
  const coming = (number: number, fate: Fate, risk: Course["risk"]) =>
    carer(number, startOn, fate, {
      openedOn: world.ago(150 - number),
      placedOn: working(world.ago(104 - number)),
      course: { risk },
      also: afterwards,
    });
  const oyinkansola = coming(98, { ...asked, firstOn: yesterday(world) }, { T1: 1 });
  const { told } = oyinkansola.coming;
  const adeleke = { familyName: "Adeleke", sex: "F", ethnicity: "BAFR" } as const;
  told.carer = { ...told.carer, ...adeleke, givenName: "Oyinkansola", language: "en", interpreter: "no" };
  told.children = told.children.map((child) => ({ ...child, ...adeleke, givenName: "Temi" }));
  tellRun(world, course(startOn, [coming(97, asked, {}), oyinkansola, coming(99, asked, {})], 8));
}
