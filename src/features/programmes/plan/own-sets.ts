import { doseOf, type Template } from "../template.ts";
import { defaultWindow, type PlanItem, type PlanTimepoint } from "./plan.ts";

type Line = Omit<PlanItem, "position">;

/** As many weeks as a template may have sessions: one enrolment schedules them all in one commit. */
const MOST_WEEKS = 60;

/**
 * When each of our own question sets is asked. Both are off unless a plan ticks them (docs/rules/people-and-words.md): feedback at the middle
 * session and after, the weekly check-in once a week from session 1 to the last session.
 */
const OCCASIONS: Readonly<Record<string, (template: Template) => PlanTimepoint[]>> = {
  feedback: (template) => [...middleOf(template), "T2"],
  "weekly-check-in": (template) =>
    Array.from({ length: Math.min(MOST_WEEKS, doseOf(template).weeks) }, (_, index): PlanTimepoint => `W${index + 1}`),
};

export const OWN_SETS: readonly string[] = Object.keys(OCCASIONS);
export const isOwnSet = (measureId: string): boolean => Object.hasOwn(OCCASIONS, measureId);

/** The middle session: the core session with as many core sessions up to it as half of them, rounded up. */
function middleOf({ sessions }: Template): PlanTimepoint[] {
  const core = sessions.filter((session) => session.core);
  const middle = core[Math.ceil(core.length / 2) - 1];
  return middle ? [`S${middle.number}`] : [];
}

/**
 * The lines of our own sets that are ticked, for the sessions of this template. A window that a line of the plan before had
 * for the same rule is kept.
 */
export const ownLines = (before: readonly PlanItem[], ticked: readonly string[], template: Template): Line[] =>
  OWN_SETS.filter((measureId) => ticked.includes(measureId)).flatMap((measureId) =>
    (OCCASIONS[measureId]?.(template) ?? []).map((timepoint): Line => {
      const usual = defaultWindow(timepoint);
      const had = before.find((line) => line.measureId === measureId && line.window.rule === usual.rule)?.window;
      return {
        measureId,
        form: "standard",
        informant: "carer",
        about: "carer",
        timepoint,
        window: had ?? usual,
      };
    }),
  );
