import { Temporal } from "temporal-polyfill";
import { addDays, type Day, longDay, weekdayName } from "../../src/domain/calendar.ts";
import { afterwards } from "./afterwards.ts";
import { fatesOf, GROUP_OUTCOMES } from "./fates.ts";
import { type Household, household } from "./households.ts";
import type { Fate } from "./participant.ts";
import { type Candidate, type RunTold, tellRun } from "./run-story.ts";
import { onWeekday, type World } from "./world.ts";

const DAN = "user-dan";

/** How many days ago each finished group began, how many came to it, and where. */
const FINISHED = [
  { began: 655, people: 9, venue: "Willow Tree Family Centre, garden room", time: "10:00" },
  { began: 577, people: 10, venue: "St Hilda’s church hall, small hall", time: "18:00" },
  { began: 495, people: 9, venue: "Willow Tree Family Centre, garden room", time: "10:00", cancelled: 6 },
  { began: 406, people: 9, venue: "Millbrook library, upstairs room", time: "12:30" },
  { began: 318, people: 9, venue: "Willow Tree Family Centre, garden room", time: "10:00" },
  { began: 226, people: 10, venue: "St Hilda’s church hall, small hall", time: "18:00" },
  { began: 95, people: 9, venue: "Willow Tree Family Centre, garden room", time: "10:00" },
] as const;

/** "Larkfield Tuesdays from May 2026": a run is called by its day and when it begins. */
export function runName(what: string, startOn: Day): string {
  const { dayOfWeek } = Temporal.PlainDate.from(startOn);
  return `${what} ${weekdayName(dayOfWeek)}s from ${longDay(startOn).replace(/^\d+ /, "")}`;
}

/** The workers of the councils: most families are Millbrook's. */
export const workerOf = (number: number): string =>
  number % 6 === 5 ? "user-ewa" : number % 3 === 1 ? "user-marcus" : "user-priya";

export const candidate = (number: number, on: Day, fate: Fate, told: Partial<Household> = {}): Candidate => ({
  coming: { told: household(number, addDays(on, -90), told), worker: workerOf(number) },
  fate,
  also: afterwards,
});

/** A run of the parenting group. */
export const group = (startOn: Day, venue: string, time: string, people: readonly Candidate[]): RunTold => ({
  programme: "parenting-group",
  minutes: 120,
  people,
  facts: {
    name: runName("Larkfield", startOn),
    venue,
    startOn,
    time,
    facilitator: DAN,
    coLeaders: ["user-jo"],
    open: 10,
  },
});

/** Families come up to four months before their group begins; nobody can come before the told time. */
export function notTooEarly({ first }: World, startOn: Day, number: number): Day {
  const earliest = addDays(first, 125 + 7 * number);
  return onWeekday(startOn > earliest ? startOn : earliest, 2 + (number % 3));
}

/** Tells the seven finished groups. Families 1 to 65. */
export function tellFinishedGroups(world: World): void {
  const fates = fatesOf(GROUP_OUTCOMES, 64);
  let number = 0;
  FINISHED.forEach(({ began, people, venue, time, ...more }, at) => {
    const startOn = notTooEarly(world, world.ago(began), at);
    const candidates = Array.from({ length: people }, () => {
      number += 1;
      return candidate(number, startOn, fates[number - 1]!);
    });
    const cancelled = "cancelled" in more ? { cancelled: { number: more.cancelled, reason: "staff" } } : {};
    tellRun(world, { ...group(startOn, venue, time, candidates), ...cancelled });
  });
}
