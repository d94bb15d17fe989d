import { defaultBandSystem } from "./bands.ts";
import type { Definition } from "./definition.ts";
import type { ScaleScore, UnscoredReason } from "./scale-score.ts";

const REASONS: Record<UnscoredReason, string> = {
  "not-answered": "not answered",
  "too-many-missing": "too many answers missing",
  "scale-missing": "one of the scales that it adds has no score",
};

/** Up to two decimals, none that are not needed: 7, 9.51, 6.67. */
export const shownScore = (value: number): string => String(Math.round(value * 100) / 100);

/** Why there is no score, in words for a page. */
export const reasonWords = (reason: UnscoredReason): string => REASONS[reason];

/** The band of a scored scale in the measure's default system, or nothing. */
export const shownBand = (definition: Definition, score: ScaleScore): string =>
  (score.kind === "scored" && score.bands.find((one) => one.system === defaultBandSystem(definition))?.name) || "";

/** What a score is made of: answers that were counted, or a total that somebody else made of answers that nobody here saw. */
export const countsSaid = ({ answered, items }: Pick<ScaleScore, "answered" | "items">, isTyped: boolean): string =>
  isTyped ? "typed from the owner’s form" : `${answered} of ${items} answered`;

/**
 * Where a score comes from, in one line for a page: "conduct 7 = 6.67 rounded, 3 of 5 answered, SDQ 1.0", or, of a typed
 * total, "intensity 150, typed from the owner’s form, ECBI 1.0" (docs/rules/scores.md).
 */
export function provenanceLine(definition: Definition, score: ScaleScore, isTyped = false): string {
  const counts = `${countsSaid(score, isTyped)}, ${definition.acronym} ${definition.version}`;
  if (score.kind === "unscored") return `${score.scale} has no score: ${reasonWords(score.reason)}, ${counts}`;
  const rounded = score.raw === score.value ? "" : ` = ${shownScore(score.raw)} rounded`;
  return `${score.scale} ${shownScore(score.value)}${rounded}, ${counts}`;
}
