import { Temporal } from "temporal-polyfill";
import { dayOf, longDay } from "../../../domain/calendar.ts";
import {
  type Definition,
  defaultBandSystem,
  provenanceLine,
  reasonWords,
  type ScaleScore,
  shownScore,
  type UnscoredReason,
  unverifiedBehind,
} from "../../../measures/index.ts";
import type { StoredScore } from "../assessment/assessment.ts";

/** The mark beside everything that rests on a fact that nobody has checked against its source. */
export const NOT_VERIFIED = " (not verified)";

/** The band of a stored score in the measure's default system, marked where its table was not verified; else nothing. */
export function bandSaid(definition: Definition, score: StoredScore | undefined): string {
  const system = defaultBandSystem(definition);
  const band = score?.bands.find((one) => one.system === system);
  return band ? `${band.name}${band.status === "verified" ? "" : NOT_VERIFIED}` : "";
}

const asScaleScore = (score: StoredScore): ScaleScore => {
  const { scale, answered, items, value, raw, prorated, bands } = score;
  const counts = { scale, answered, items };
  if (value === null) return { ...counts, kind: "unscored", reason: score.reason as UnscoredReason };
  return { ...counts, kind: "scored", value, raw: raw ?? value, prorated, bands };
};

/**
 * "conduct 7 = 6.67 rounded, 3 of 5 answered, SDQ 1.3, scored 4 March 2026" (docs/rules/scores.md), with what of it rests on facts
 * that nobody has checked against their source.
 */
export function provenanceSaid(definition: Definition, score: StoredScore): string {
  const asScored = { ...definition, version: `${score.edition}.${score.revision}` };
  const scale = definition.scales.find(({ id }) => id === score.scale);
  const marks = unverifiedBehind(scale, score);
  const mark = marks.length > 0 ? `. Not verified: ${marks.join(", ")}` : "";
  return `${provenanceLine(asScored, asScaleScore(score), score.isTyped)}, scored ${longDay(dayOf(Temporal.Instant.from(score.at)))}${mark}`;
}

/** The score, or why there is none: never an empty place that could be read as 0. */
export const scoreSaid = (score: StoredScore): string =>
  score.value === null ? `No score: ${reasonWords(score.reason as UnscoredReason)}` : shownScore(score.value);

/** A row a scale, in the order of the definition: its score, its band, and where it comes from, how many were answered among it. */
export const scoreRows = (
  definition: Definition,
  scores: readonly StoredScore[],
  titles: ReadonlyMap<string, string>,
) =>
  definition.scales.flatMap(({ id, title }) => {
    const score = scores.find(({ scale }) => scale === id);
    return score
      ? [
          [
            { text: titles.get(id) ?? title },
            { text: scoreSaid(score), format: score.value === null ? undefined : "numeric" },
            { text: bandSaid(definition, score) },
            { text: `${provenanceSaid(definition, score)}${score.prorated ? ". Prorated" : ""}` },
          ],
        ]
      : [];
  });
