import { addDays, type Day } from "../../../src/domain/calendar.ts";
import { tellAtHome } from "../at-home.ts";
import { carer, course } from "../cbt.ts";
import { AT_HOME_OUTCOMES, CBT_OUTCOMES, fatesOf, GROUP_OUTCOMES } from "../fates.ts";
import { candidate, group, notTooEarly } from "../parenting.ts";
import type { Candidate } from "../run-story.ts";
import { tellRun } from "../run-story.ts";
import type { World } from "../world.ts";
import { SESSIONS_OF_A_GROUP } from "./longer-programme.ts";
import type { Told } from "./size.ts";

/** Who works with a family of this number: the one team. */
export const workerFor = (number: number): string => (number % 3 === 1 ? "user-marcus" : "user-priya");

export const ofTheTeam = (number: number, one: Candidate): Candidate => ({
  ...one,
  coming: { ...one.coming, worker: workerFor(number) },
});

/** Numbers of families whose files are closed at their first review (`afterwards` keeps every fourth open). */
export const thatClose = (from: number, count: number): number[] =>
  Array.from({ length: 2 * count }, (_, at) => from + at)
    .filter((number) => number % 4 !== 1)
    .slice(0, count);

const VENUES = ["Willow Tree Family Centre, garden room", "St Hilda’s church hall, small hall"] as const;

export const groupFates = fatesOf(GROUP_OUTCOMES, 64, SESSIONS_OF_A_GROUP);
export const courseFates = fatesOf(CBT_OUTCOMES, 17);

/** A group of families of these numbers that begins on a day. */
export const tellGroup = (world: World, startOn: Day, numbers: readonly number[], at = 0): void =>
  tellRun(
    world,
    group(
      startOn,
      VENUES[at % VENUES.length]!,
      at % 2 === 0 ? "10:00" : "18:00",
      numbers.map((number) => ofTheTeam(number, candidate(number, startOn, groupFates[number % groupFates.length]!))),
    ),
  );

export const tellCourse = (world: World, startOn: Day, numbers: readonly number[]): void =>
  tellRun(
    world,
    course(
      startOn,
      numbers.map((number) => ofTheTeam(number, carer(number, startOn, courseFates[number % courseFates.length]!))),
      8,
    ),
  );

/**
 * Runs that are over, with everything that belongs to them: begun as early as there is a route rule, so that their follow-up
 * questionnaires are in and their families' files closed.
 */
export function tellPastRuns(world: World, { groups, courses, atHome, people }: Told): void {
  for (let at = 0; at < groups; at++)
    tellGroup(world, notTooEarly(world, world.first, at), thatClose(2 + 12 * at, people), at);
  for (let at = 0; at < courses; at++)
    tellCourse(world, notTooEarly(world, world.first, at), thatClose(82 + 8 * at, Math.min(6, people)));
  const fates = fatesOf(AT_HOME_OUTCOMES, 9, 8);
  for (const [at, number] of thatClose(70, atHome).entries())
    tellAtHome(world, {
      number,
      startOn: addDays(notTooEarly(world, world.first, at), 14),
      fate: fates[at]!,
      worker: workerFor(number),
    });
}
