import {
  type Change,
  type Crossing,
  type CutOff,
  type Definition,
  type Direction,
  type GoalsChange,
  type NotPaired,
  type RatingChange,
  shownScore,
  type Threshold,
} from "../../../measures/index.ts";
import { BEHAVIOURS } from "../../behaviour/index.ts";
import { type StoredScore, timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { bandSaid, NOT_VERIFIED, scoreSaid } from "../scoring/score-page.ts";
import { caveatSaid } from "./caveat-words.ts";
import type { MeasureChange, ScaleChange } from "./change-queries.ts";
import type { PairRefusal } from "./pairing.ts";

const REFUSED: Record<PairRefusal | NotPaired, string> = {
  "nothing-before": "Nothing was asked before the course, so there is nothing to compare with.",
  "before-not-answered": "The first questionnaire was not answered, so there is nothing to compare with.",
  "not-answered": "Not answered yet.",
  "outside-ages": "Not compared: the child was outside the ages that the form is made for.",
  unpaired: "Not compared: what was asked was changed after enrolment, with a reason.",
  "another-child": "Not compared: one of the two was answered about another child.",
  "another-informant": "Not compared: one of the two was answered by somebody else.",
  "another-form": "Not compared: one of the two was answered on another form.",
  "answered-too-early": "Not compared: the first was answered too long before session 1.",
  "answered-out-of-order": "Not compared: the second was filled in on the same day as the first or before it.",
  "different-measure": "Not compared: another measure was used.",
  "different-edition": "Not compared: another edition of the measure was used.",
  "forms-not-paired": "Not compared: the two forms are not made to be compared in this order.",
  "different-informant": "Not compared: somebody else answered.",
  "no-such-scale": "Not compared: this scale is not in the measure any more.",
  "no-first-score": "Not compared: there is no score before.",
  "no-second-score": "Not compared: there is no score after.",
};

const LOWER_OR_HIGHER: Record<Direction, string> = {
  "higher-is-worse": "lower is better",
  "higher-is-better": "higher is better",
};

const CROSSED: Record<Crossing | "no-cut-off", string> = {
  "left-clinical-range": "Moved out of the clinical range",
  "entered-clinical-range": "Moved into the clinical range",
  "stayed-clinical": "In the clinical range both times",
  "stayed-outside": "Outside the clinical range both times",
  "no-cut-off": "No cut-off",
};

const CLINICAL: Record<CutOff["clinical"], (value: string) => string> = {
  ge: (value) => `${value} or more`,
  gt: (value) => `more than ${value}`,
  le: (value) => `${value} or less`,
  lt: (value) => `less than ${value}`,
};

const RELIABLE: Record<Change["reliable"], string> = {
  improved: "Reliably better",
  worse: "Reliably worse",
  none: "Within measurement error",
  "no-threshold": "No threshold available",
};

/** "7 better", "3 worse", "no change": improvement is always the positive direction on screen (docs/rules/pairing-and-change.md). */
export const improvementSaid = (improvement: number): string =>
  improvement === 0 ? "no change" : `${shownScore(Math.abs(improvement))} ${improvement > 0 ? "better" : "worse"}`;

const signed = (value: number): string => `${value < 0 ? "−" : value > 0 ? "+" : ""}${shownScore(Math.abs(value))}`;

const sourcesSaid = (definition: Definition, source: readonly string[]): string =>
  source.map((id) => definition.references[id]?.text ?? id).join("; ");

/** A threshold with its method, its source and its mark (docs/rules/pairing-and-change.md). A computed one is reached only when exceeded. */
export function thresholdSaid(definition: Definition, threshold: Threshold | null): string {
  if (!threshold) return "";
  const { points, counts, source, status } = threshold;
  const least = Math.floor(points) + 1;
  const reach =
    counts === "reached"
      ? `${shownScore(points)} points or more`
      : `more than ${shownScore(points)} points (${least} in whole points)`;
  const mark = status === "verified" ? "" : NOT_VERIFIED;
  const how = counts === "reached" ? "published" : "Jacobson and Truax, 1.96";
  return `${reach}, ${how}${mark}: ${sourcesSaid(definition, source)}`;
}

const cutOffSaid = (change: Change): string => {
  if (!change.cutOff) return "";
  const { label, value, clinical, status } = change.cutOff;
  return `${label}: ${CLINICAL[clinical](shownScore(value))}${status === "verified" ? "" : NOT_VERIFIED}`;
};

/** Reliable improvement that leaves the clinical range is recovery (docs/rules/pairing-and-change.md). */
const isRecovered = ({ reliable, crossing }: Change): boolean =>
  reliable === "improved" && crossing === "left-clinical-range";

const scoreWithBand = (definition: Definition, score: StoredScore | undefined): string => {
  if (!score) return "–";
  const band = bandSaid(definition, score);
  return band ? `${scoreSaid(score)}, ${band}` : scoreSaid(score);
};

/** "Total difficulties went from 21 to 14: 7 better. Reliably better." in plain words. */
function sentence({ title, before, after, change }: ScaleChange): string {
  if (!change || !before || !after) return "";
  const [from, to] = [scoreSaid(before), scoreSaid(after)];
  const moved =
    from === to ? `stayed at ${from}` : `went from ${from} to ${to}: ${improvementSaid(change.improvement)}`;
  const beyond =
    change.reliable === "none"
      ? "That is no more than the measure’s own error."
      : change.reliable === "no-threshold"
        ? "There is no threshold to say whether that is more than the measure’s own error."
        : "That is more than the measure’s own error.";
  return `${title} ${moved}. ${beyond}${isRecovered(change) ? " It is now outside the clinical range." : ""}`;
}

const scaleRow = (definition: Definition, row: ScaleChange) => {
  const { change } = row;
  const start = [
    { text: row.title },
    { text: scoreWithBand(definition, row.before) },
    { text: scoreWithBand(definition, row.after) },
  ];
  if (!change) return [...start, { text: row.why ? REFUSED[row.why] : "", colspan: 3 }];
  return [
    ...start,
    { text: `${improvementSaid(change.improvement)} (${signed(change.delta)}, ${LOWER_OR_HIGHER[change.direction]})` },
    { text: RELIABLE[change.reliable] },
    { text: isRecovered(change) ? `${CROSSED[change.crossing]}: recovered` : CROSSED[change.crossing] },
  ];
};

const factRow = (definition: Definition, { title, change }: ScaleChange) =>
  change
    ? [
        [
          { text: title },
          { text: thresholdSaid(definition, change.threshold) || "No threshold available" },
          { text: cutOffSaid(change) || "No cut-off" },
        ],
      ]
    : [];

const goalRows = ({ goals, labels }: GoalsChange & { labels: ReadonlyMap<number, string> }) =>
  goals.map(({ goal, before, after, improvement }) => [
    { text: labels.get(goal) ?? `Goal ${goal}` },
    { text: String(before), format: "numeric" },
    { text: String(after), format: "numeric" },
    { text: improvementSaid(improvement) },
  ]);

const goalsSaid = (definition: Definition, { mean, reliable, threshold, goals }: GoalsChange): string =>
  mean === null
    ? "No goal was rated both times."
    : `On average over ${goals.length} ${goals.length === 1 ? "goal" : "goals"}: ${improvementSaid(mean)}. ${RELIABLE[reliable ?? "no-threshold"]}, at ${thresholdSaid(definition, threshold).replace(/\.$/, "")}.`;

const behaviourSaid = (code: string): string => (BEHAVIOURS as Record<string, string>)[code] ?? code;

const recountRows = (definition: Definition, changes: readonly RatingChange[]) =>
  changes.map(({ behaviour, rating, beforeLabel, afterLabel, improvement }) => [
    { text: behaviourSaid(behaviour) },
    { text: (definition.kind === "recount" && definition.ratings.find(({ id }) => id === rating)?.title) || rating },
    { text: beforeLabel === afterLabel ? `${beforeLabel}, the same now` : `${beforeLabel}, now ${afterLabel}` },
    { text: improvement === null ? "" : improvement === 0 ? "the same" : improvement > 0 ? "better" : "worse" },
  ]);

/** What changed on one measure between two occasions: a table by kind of measure, its sentences, and what stands beside it. */
export function changePage(one: MeasureChange) {
  const { definition, second, scales } = one;
  const formCaveats = [
    ...new Set(scales.map(({ change }) => change?.caveat).filter((text) => text !== null && text !== undefined)),
  ];
  const isCompared = one.why === null;
  return {
    heading: `${definition.acronym}: ${timepointSaid("T1").toLowerCase()} and ${timepointSaid(second.timepoint).toLowerCase()}`,
    title: definition.title,
    href: assessmentPaths.show(second.id),
    why: one.why === null ? null : REFUSED[one.why],
    caveats: [...one.caveats.map(caveatSaid), ...formCaveats],
    sentences: isCompared ? scales.map(sentence).filter(Boolean) : [],
    scales: isCompared ? scales.map((row) => scaleRow(definition, row)) : [],
    facts: isCompared ? scales.flatMap((row) => factRow(definition, row)) : [],
    goals: one.goals ? goalRows(one.goals) : [],
    goalsSaid: one.goals ? goalsSaid(definition, one.goals) : null,
    recount: one.recount ? recountRows(definition, one.recount) : [],
  };
}
