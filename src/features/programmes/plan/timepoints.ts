import type { Occasion } from "../../../measures/occasions.ts";
import { doseOf, type Template } from "../template.ts";
import type { PlanTimepoint } from "./plan.ts";

/** As many weeks as a template may have sessions: one enrolment schedules them all in one commit. */
const MOST_WEEKS = 60;

/** The middle session: the core session with as many core sessions up to it as half of them, rounded up. */
function middleOf({ sessions }: Template): PlanTimepoint[] {
  const core = sessions.filter((session) => session.core);
  const middle = core[Math.ceil(core.length / 2) - 1];
  return middle ? [`S${middle.number}`] : [];
}

const weeksOf = (template: Template): PlanTimepoint[] =>
  Array.from({ length: Math.min(MOST_WEEKS, doseOf(template).weeks) }, (_, index): PlanTimepoint => `W${index + 1}`);

const TIMEPOINTS: Readonly<Record<Occasion, (template: Template) => PlanTimepoint[]>> = {
  before: () => ["T1"],
  "each-session": ({ sessions }) => sessions.map(({ number }): PlanTimepoint => `S${number}`),
  "middle-session": middleOf,
  "each-week": weeksOf,
  after: () => ["T2"],
  "follow-up": () => ["T3"],
};

/** The timepoints of an occasion in a programme of these sessions: none where it has no such session. */
export const timepointsOf = (occasion: Occasion, template: Template): PlanTimepoint[] => TIMEPOINTS[occasion](template);

const KINDS = ["T", "S", "W"];

/** Before, after and follow-up, then the sessions, then the weeks: how a plan lists them. */
export const inPlanOrder = (one: PlanTimepoint, other: PlanTimepoint): number =>
  KINDS.indexOf(one.charAt(0)) - KINDS.indexOf(other.charAt(0)) || Number(one.slice(1)) - Number(other.slice(1));
