import { addDays } from "../../src/domain/calendar.ts";
import { afterwards } from "./afterwards.ts";
import { AT_HOME_OUTCOMES, fatesOf } from "./fates.ts";
import { type Household, household } from "./households.ts";
import { notTooEarly, runName, workerOf } from "./parenting.ts";
import type { Fate } from "./participant.ts";
import { tellRun } from "./run-story.ts";
import { type World, working } from "./world.ts";

const DAN = "user-dan";
const FIRST_NUMBER = 70;

const BEGAN = [486, 401, 333, 262, 171] as const;

export type AtHome = { number: number; startOn: string; fate: Fate; worker?: string; told?: Partial<Household> };

/** Tells one course at home, from the day it is planned. */
export function tellAtHome(
  world: World,
  { number, startOn, fate, worker = workerOf(number), told = {} }: AtHome,
): void {
  tellRun(world, {
    programme: "parenting-one-to-one",
    minutes: 60,
    people: [{ coming: { told: household(number, addDays(startOn, -90), told), worker }, fate, also: afterwards }],
    facts: {
      name: runName("At home", startOn),
      venue: "The carer’s home",
      venueConfidential: "yes",
      startOn,
      time: "14:00",
      facilitator: DAN,
    },
  });
}

/** Tells the courses at home: five finished, families 70 to 74; one going on, with a family that came to the provider itself. */
export function tellCoursesAtHome(world: World): void {
  const fates = fatesOf(AT_HOME_OUTCOMES, 9, 8);
  BEGAN.forEach((began, at) => {
    const startOn = notTooEarly(world, world.ago(began), at);
    tellAtHome(world, { number: FIRST_NUMBER + at, startOn, fate: fates[at]! });
  });
  const now: Fate = { first: "home", last: "in-session", missed: [] };
  tellAtHome(world, { number: 75, startOn: working(world.ago(30)), fate: now, worker: DAN });
}
