import { tellCaseload } from "../caseload.ts";
import { tellComingCourse } from "../cbt.ts";
import { tellComingGroup, tellCurrentGroup } from "../current.ts";
import { notTooEarly } from "../parenting.ts";
import { tellReferralsUnderWay } from "../referrals-under-way.ts";
import { onWeekday, type World } from "../world.ts";
import { tellCourse, tellGroup, thatClose } from "./past.ts";
import type { Told } from "./size.ts";

/** How many days ago a run began that has ended and whose follow-up is still to come, and one that goes on. */
const ENDED = [150, 260] as const;
const GOING_ON = [85, 50, 15] as const;
const PEOPLE = 7;

/** The present as the demonstration has it: its caseload, its referrals under way, and the group whose session is today. */
export function tellDemonstrationsPresent(world: World): void {
  tellCurrentGroup(world);
  tellReferralsUnderWay(world);
  tellCaseload(world);
}

/** More runs around today: some that ended lately, some in their second, eighth or last weeks, two that are to begin. */
export function tellRunsAroundToday(world: World, { recent, running }: Told): void {
  for (const [at, days] of ENDED.slice(0, recent).entries())
    tellGroup(world, notTooEarly(world, onWeekday(world.ago(days), 2 + at), at), thatClose(50 + 12 * at, PEOPLE), at);
  if (recent > 0) tellCourse(world, notTooEarly(world, world.ago(140), 0), thatClose(402, 5));
  for (const [at, days] of GOING_ON.slice(0, running).entries())
    tellGroup(world, onWeekday(world.ago(days), 2 + (at % 3)), thatClose(116 + 11 * at, PEOPLE), at);
  if (running > 0) {
    tellCourse(world, onWeekday(world.ago(30), 4), thatClose(412, 5));
    tellComingGroup(world);
    tellComingCourse(world);
  }
}
