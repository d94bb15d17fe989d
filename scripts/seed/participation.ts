import { addDays, type Day } from "../../src/domain/calendar.ts";
import type { Chance } from "./chance.ts";
import { completeEnrolment, leaveEarly, makeUpFor } from "./delivering.ts";
import type { PlannedSession } from "./ledger.ts";
import { keyOccasion, notCollected, preferredNotTo, tried } from "./measuring.ts";
import { comesTo, type Participant } from "./participant.ts";
import { daysOn, type World, working } from "./world.ts";

export type OnRun = { runId: string; time: string; sessions: PlannedSession[]; people: Participant[] };

const later = (time: string, hours: number): string => `${Number(time.slice(0, 2)) + hours}${time.slice(2)}`;

/** Tells everything that happens to one person on a run, but for the registers. */
export function tellParticipant(world: World, run: OnRun, person: Participant): void {
  const from = person.told.chance;
  const days = { spare: from.whole(2, 8), answering: from.whole(2, 12), late: from.whole(3, 14) };
  world.diary.tell(() => firstQuestionnaires(world, run, person, days));
  if (person.fate.caughtUp) world.diary.tell(() => catchingUp(world, run, person, person.fate.caughtUp!));
  world.diary.tell(async () => {
    if (person.fate.leaves) await leaving(world, run, person, from);
    else await staying(world, run, person, from);
    await lastQuestionnaires(world, run, person, days);
    if (person.fate.followUp) await followUp(world, person, days);
  });
}

type Days = { spare: number; answering: number; late: number };

async function firstQuestionnaires(world: World, { sessions, time }: OnRun, person: Participant, days: Days) {
  const [one, two] = [sessions[0]!, sessions[1]!];
  const { first, reason } = person.fate;
  if (first === "missing") {
    await world.diary.until(daysOn(two.day, 6), "15:00");
    return notCollected(world, person, "T1", reason ?? "we-did-not-ask");
  }
  if (first === "in-session") {
    const { day } = comesTo(person, 1) ? one : two;
    await world.diary.until(day, later(time, 2));
    return keyOccasion(world, person, "T1", { on: day, mode: "in-session" });
  }
  const before = person.fate.firstOn ?? working(addDays(one.day, -days.spare));
  const day = first === "late" ? daysOn(two.day, days.late) : before;
  await world.diary.until(day, "14:00");
  return keyOccasion(world, person, "T1", { on: day, mode: first === "home" ? "read-aloud" : "telephone" });
}

async function catchingUp(world: World, run: OnRun, person: Participant, number: number) {
  const missed = run.sessions.find((session) => session.number === number)!;
  const day = daysOn(missed.day, 2);
  await world.diary.until(day, "12:30");
  await makeUpFor(world, run.runId, person, missed, day);
}

async function leaving(world: World, run: OnRun, person: Participant, from: Chance) {
  const { after, reason, decidedBy } = person.fate.leaves!;
  const last = run.sessions[Math.max(1, after - 1)]!;
  const day = daysOn(last.day, from.whole(1, 4));
  await world.diary.until(day, "16:20");
  person.leftOn = day;
  await leaveEarly(world, person, { on: day, reason, decidedBy });
}

async function staying(world: World, run: OnRun, person: Participant, from: Chance) {
  const last = run.sessions.at(-1)!;
  const day = person.fate.last === "in-session" ? last.day : daysOn(last.day, from.whole(1, 5));
  await world.diary.until(day, person.fate.last === "in-session" ? later(run.time, 3) : "15:10");
  await completeEnrolment(world, person);
}

/** When the last questionnaires open and close, as the app has it after all that moved them. */
async function windowOf(world: World, person: Participant, timepoint: string) {
  const [first] = await world.ledger.asked(person.enrolmentId, timepoint);
  if (!first) throw new Error(`Nothing is asked at ${timepoint}`);
  return first;
}

async function lastQuestionnaires(world: World, run: OnRun, person: Participant, days: Days) {
  const { last, reason } = person.fate;
  const now = run.sessions.at(-1)!.day;
  if (last === "in-session" && !person.fate.leaves)
    return keyOccasion(world, person, "T2", { on: now, mode: "in-session" });
  const { opensOn, closesOn } = await windowOf(world, person, "T2");
  const asking = person.fate.leaves ? opensOn : now;
  if (last === "declined") {
    await world.diary.until(daysOn(asking, 7), "11:40");
    return preferredNotTo(world, person, "T2");
  }
  if (last === "missing") return triedInVain(world, person, asking, closesOn, reason);
  if (last === "late") await world.diary.until(daysOn(asking, 9), "10:20").then(() => call(world, person, "no-answer"));
  const day = last === "late" ? daysOn(closesOn, days.late) : daysOn(asking, days.answering);
  await world.diary.until(day, "14:30");
  if (last === "telephone" && days.answering > 5) await call(world, person, "answered-here");
  return keyOccasion(world, person, "T2", { on: day, mode: "telephone" });
}

const call = (world: World, person: Participant, outcome: string) => tried(world, person, "T2", "telephone", outcome);

async function triedInVain(world: World, person: Participant, asking: Day, closesOn: Day, reason = "could-not-reach") {
  if (reason === "could-not-reach")
    for (const [after, outcome] of [
      [4, "no-answer"],
      [11, "left-message"],
      [23, "no-answer"],
    ] as const) {
      await world.diary.until(daysOn(asking, after), "10:45");
      await call(world, person, outcome);
    }
  await world.diary.until(daysOn(closesOn, 2), "16:00");
  await notCollected(world, person, "T2", reason);
}

async function followUp(world: World, person: Participant, days: Days) {
  const { opensOn } = await windowOf(world, person, "T3");
  const day = daysOn(opensOn, 12 + days.late);
  await world.diary.until(day, "10:50");
  await keyOccasion(world, person, "T3", { on: day, mode: "telephone" });
}
