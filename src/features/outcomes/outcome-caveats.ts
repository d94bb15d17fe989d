import type { ScaleOutcome } from "./cohort.ts";

type Known = {
  /** The forms before and after ask about different periods (a pair's caveat in the measure's definition). */
  formCaveat: string | null;
  thresholdUnverified: boolean;
  cutOffUnverified: boolean;
  /** What made the scores, a text each: revision and scorer. */
  versions: readonly string[];
  /** The version of the definition by which thresholds and cut-offs are read. */
  readUnder: string;
  late: number;
  severalEnrolments: number;
  isGroup: boolean;
};

/**
 * What must stand beside a result and can't be switched off (docs/rules/statistics.md 3.1; docs/rules/statistics.md 2.9, 3.1). The first two are
 * always there.
 */
export function outcomeCaveats(outcome: ScaleOutcome, known: Known): string[] {
  const { counts, pairs, reliable } = outcome;
  const withBefore = counts.both + counts.beforeOnly;
  const missing = withBefore === 0 ? 0 : counts.beforeOnly / withBefore;
  const said: (string | false | null)[] = [
    "There is no comparison group here, so these numbers show what changed, not what caused it.",
    "Some improvement is expected without any programme, because people often join when things are at their worst.",
    missing > 0.3 && "More than 30% of those with a first score have no last score. They may have done differently.",
    withBefore > 0 &&
      counts.both / withBefore < 0.6 &&
      "Results may not represent everyone: fewer than 60% of those with a first score have both.",
    pairs.length > 0 && pairs.length < 20 && "Small group: early picture only.",
    outcome.modeChanged > 0 &&
      "Some answered in one way before and in another way after (alone, by telephone, with help). That can move a score by itself.",
    known.formCaveat,
    known.versions.length > 1 &&
      `These scores were made by several versions (${known.versions.join("; ")}). Changes are read under ${known.readUnder}; another edition is never compared.`,
    known.late > 0 && "Answers given after the window closed are kept, and left out of these numbers.",
    outcome.notPaired > 0 &&
      "Some have two scores that can’t be compared (another person answered, or another form). They count as before only.",
    known.severalEnrolments > 0 &&
      "Some carers were on more than one run. Answers about themselves count once; answers about two children of one carer are not independent, and the interval is not adjusted for that.",
    known.isGroup && "People in one group influence each other. The interval is not adjusted for group.",
    reliable !== null &&
      pairs.length >= 20 &&
      "About 1 in 40 would seem reliably better, and about 1 in 40 reliably worse, by chance alone.",
    known.thresholdUnverified && "The threshold of reliable change has not been verified against its source.",
    known.cutOffUnverified && "The cut-off has not been verified against its source.",
  ];
  return said.filter((text): text is string => typeof text === "string" && text !== "");
}
