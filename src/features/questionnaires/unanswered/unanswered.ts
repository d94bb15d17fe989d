import { err, ok, type Result } from "../../../domain/result.ts";
import { type Assessment, NOT_COLLECTED, type NotCollectedReason } from "../assessment/assessment.ts";
import { markNotCollected, preferNotTo, type Refusal, type Step } from "../sheet/step.ts";

/** Why nothing came: the reasons of one form, and that they would rather not (docs/rules/reasons.md). */
export const WHY = { ...NOT_COLLECTED, "preferred-not-to": "They would rather not answer" } as const;
export type Why = keyof typeof WHY;

const isReason = (why: Why): why is NotCollectedReason => why !== "preferred-not-to";

/** What of a pack is neither answered nor accounted for. */
export const unanswered = (pack: readonly Assessment[]): Assessment[] =>
  pack.filter(({ state, askedWith }) => !askedWith && (state === "scheduled" || state === "open"));

/** Each step of each form of a pack counts it on: a form made of another number was made of something that changed since. */
export const versionOf = (pack: readonly Assessment[]): number => pack.reduce((sum, { version }) => sum + version, 0);

export type Ended = { assessment: Assessment; steps: Step[] };

/** Said once for a pack, the reason stands with each form of it that nobody answered; what was answered stays as it is. */
export function endPack(pack: readonly Assessment[], version: number, why: Why): Result<Ended[], Refusal> {
  if (version !== versionOf(pack)) return err("changed-since");
  const left = unanswered(pack);
  if (left.length === 0) return err("ended-already");
  const ended = left.flatMap((assessment): Ended[] => {
    const steps = isReason(why)
      ? markNotCollected(assessment, assessment.version, why)
      : preferNotTo(assessment, assessment.version);
    return steps.ok ? [{ assessment, steps: steps.value }] : [];
  });
  return ok(ended);
}
