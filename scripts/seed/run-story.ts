import { addDays, type Day } from "../../src/domain/calendar.ts";
import { closureOn, sessionDays } from "../../src/features/runs/delivery/session-dates.ts";
import { type Course, courseOf } from "./course.ts";
import { cancelSession, closeRun, enrol, makeRun, markRegister, type RunFacts } from "./delivering.ts";
import type { PlannedSession } from "./ledger.ts";
import { keyOccasion } from "./measuring.ts";
import { comesTo, type Fate, type Participant } from "./participant.ts";
import { type OnRun, tellParticipant } from "./participation.ts";
import { type Coming, comeToProgramme, type Referred } from "./pathway.ts";
import { daysOn, type World, working } from "./world.ts";

/** Somebody who is on their way to this run, and how it will turn out for them. */
export type Candidate = {
  coming: Omit<Coming, "openedOn" | "programme" | "provider">;
  fate: Fate;
  course?: Partial<Course>;
  /** The days on which the family came and on which they are given a place, where it matters which. */
  openedOn?: Day;
  placedOn?: Day;
  /** What else happens once they have a place. */
  also?: (world: World, person: Participant, run: OnRun) => void;
};

export type RunTold = {
  programme: Coming["programme"];
  facts: RunFacts;
  minutes: number;
  people: readonly Candidate[];
  cancelled?: { number: number; reason: string };
  /** Who marks the register of a session; the facilitator where it is not said. */
  marks?: (number: number) => string;
  /** Are PHQ-9 and GAD-7 asked at each session? */
  asksEachSession?: boolean;
};

const DAYS_TO_CLOSE = 58;

/** Tells one run from the day it is planned to the day it is closed, with everybody on it. */
export function tellRun(world: World, told: RunTold): void {
  const { startOn, facilitator, time } = told.facts;
  const people: Participant[] = [];
  let run: OnRun | undefined;
  world.diary.tell(async () => {
    await world.diary.until(working(addDays(startOn, -62)), "16:00");
    // A run is not made for a closed day: whoever plans it enters the open day, a week or more later, that the page names.
    const [first] = sessionDays(startOn, [0], (day) => closureOn(day, []));
    const facts = { ...told.facts, startOn: first!.day };
    const runId = await makeRun(world.as(facilitator), world.programmes[told.programme], facts);
    run = { runId, time, sessions: await world.ledger.sessions(runId), people };
    if (told.cancelled) world.diary.tell(() => cancelling(world, run!, told));
    await registers(world, run, told, people);
    await world.diary.until(daysOn(run.sessions.at(-1)!.day, DAYS_TO_CLOSE), "16:30");
    if (people.every(({ fate, leftOn }) => fate.leaves === undefined || leftOn !== null))
      await closeRun(world.as(facilitator), runId);
  });
  told.people.forEach((candidate, at) => {
    const { chance } = candidate.coming.told;
    const openedOn = candidate.openedOn ?? addDays(startOn, -chance.whole(48, 120));
    const placedOn = candidate.placedOn ?? working(addDays(startOn, -chance.whole(7, 26)));
    const coming: Coming = { ...candidate.coming, openedOn, programme: told.programme, provider: facilitator };
    world.diary.tell(async () => {
      const referred = await comeToProgramme(world, coming);
      await world.diary.until(placedOn, "11:50");
      const person = await takePlace(world, told, run!, { candidate, referred, at });
      people.push(person);
      tellParticipant(world, run!, person);
      candidate.also?.(world, person, run!);
    });
  });
}

type Placing = { candidate: Candidate; referred: Referred; at: number };

async function takePlace(world: World, { facts }: RunTold, run: OnRun, placing: Placing): Promise<Participant> {
  const { told } = placing.candidate.coming;
  await enrol(world.as(facts.facilitator), placing.referred.referralId, run.runId, { at: placing.at });
  return {
    told,
    fate: placing.candidate.fate,
    course: courseOf(told.number, placing.candidate.course),
    ...placing.referred,
    enrolmentId: (await world.ledger.enrolment(placing.referred.referralId)).id,
    goals: await world.ledger.goals(placing.referred.referralId),
    sessions: run.sessions.length,
    worker: placing.candidate.coming.worker,
    keyedBy: facts.facilitator,
    leftOn: null,
  };
}

async function cancelling(world: World, { sessions }: OnRun, { cancelled, facts }: RunTold) {
  const session = sessions.find(({ number }) => number === cancelled!.number)!;
  await world.diary.until(addDays(session.day, -1), "17:05");
  await cancelSession(world.as(facts.facilitator), session, cancelled!.reason);
}

const hoursAfter = (time: string, hours: number): string => `${Number(time.slice(0, 2)) + hours}${time.slice(2)}`;

async function registers(world: World, { sessions }: OnRun, told: RunTold, people: readonly Participant[]) {
  for (const session of sessions) {
    if (session.number === told.cancelled?.number) continue;
    await world.diary.until(session.day, hoursAfter(told.facts.time, 2));
    const there = people.filter(({ leftOn }) => leftOn === null || leftOn >= session.day);
    const marker = told.marks?.(session.number) ?? told.facts.facilitator;
    if (there.length > 0) await markRegister(world.as(marker), session, there, told.minutes);
    if (told.asksEachSession) await sessionForms(world, session, there);
  }
}

async function sessionForms(world: World, session: PlannedSession, there: readonly Participant[]) {
  const sitting = { on: session.day, mode: "in-session" };
  for (const person of there)
    if (comesTo(person, session.number)) await keyOccasion(world, person, `S${session.number}`, sitting);
}
