import { bandStrip, type Point, trajectory } from "../../../charts/score-chart.ts";
import type { Ground } from "../../../charts/score-shade.ts";
import { ageOn, longDay } from "../../../domain/calendar.ts";
import { cutOffOf, type Definition, defaultBandSystem, shownScore, thresholdsOf } from "../../../measures/index.ts";
import { type Assessment, byOccasion, type StoredScore, timepointSaid } from "../assessment/assessment.ts";
import { bandSaid, provenanceSaid, scoreSaid } from "../scoring/score-page.ts";
import { thresholdSaid } from "./change-page.ts";
import type { Answered } from "./score-sheet-queries.ts";

type Scored = { assessment: Assessment; score: StoredScore };
type OneScale = Definition["scales"][number];

/** The bands of a scale in the default system, for who answered and how old the child was; none where they differ by time. */
function bandsFor(definition: Definition, scale: OneScale, { informantRole, aboutBirthOn, completedOn }: Assessment) {
  const age = aboutBirthOn && completedOn ? ageOn(aboutBirthOn, completedOn) : null;
  const system = defaultBandSystem(definition);
  return scale.bands.find(
    ({ system: id, informants, ages }) =>
      id === system &&
      informants.includes(informantRole) &&
      (!ages || (age !== null && age >= ages.from && age <= ages.to)),
  )?.bands;
}

const groundOf = (definition: Definition, scale: OneScale, assessment: Assessment): Ground => ({
  ...scale.range,
  isHigherWorse: scale.direction === "higher-is-worse",
  bands: bandsFor(definition, scale, assessment) ?? [],
});

const pointOf = ({ assessment, score }: Scored): Point => ({
  occasion: timepointSaid(assessment.timepoint),
  value: score.value ?? 0,
  label: shownScore(score.value ?? 0),
  day: assessment.completedOn,
});

/** "After, 2 March 2026: 14, slightly raised." */
const occasionSaid = (definition: Definition, { assessment, score }: Scored): string => {
  const day = assessment.completedOn ? `, ${longDay(assessment.completedOn)}` : "";
  const band = bandSaid(definition, score);
  return `${timepointSaid(assessment.timepoint)}${day}: ${scoreSaid(score)}${band ? `, ${band}` : ""}.`;
};

const bandsSaid = ({ bands }: Ground): string =>
  bands.length === 0
    ? "There are no bands for this scale."
    : `Bands: ${bands.map(({ name, from }) => `${name} from ${shownScore(from)}`).join("; ")}.`;

function scaleSheet(definition: Definition, scale: OneScale, all: readonly Scored[], id: string) {
  const scored = all.filter(({ score }) => score.value !== null);
  const latest = scored.at(-1)?.assessment;
  if (!latest) return [];
  const ground = groundOf(definition, scale, latest);
  const threshold = thresholdsOf(scale, latest.informantRole)[0] ?? null;
  const cutOff = cutOffOf(scale, latest.informantRole)?.value ?? null;
  const points = scored.map(pointOf);
  const path = trajectory(ground, points, { error: threshold?.points ?? null, cutOff });
  return [
    {
      id,
      title: scale.title,
      better: ground.isHigherWorse ? "lower is better" : "higher is better",
      strip: bandStrip(ground, points),
      trajectory: path,
      bands: bandsSaid(ground),
      sentence: all.map((one) => occasionSaid(definition, one)).join(" "),
      error: threshold
        ? `Bracket at the first score: a change beyond it is more than the measure’s own error (${thresholdSaid(definition, threshold)}).`
        : "No threshold available to say what is more than the measure’s own error.",
      provenance: all.map(({ score }) => provenanceSaid(definition, score)),
    },
  ];
}

function measureSheet(answered: readonly Answered[], index: number) {
  const { definition, assessment } = answered[0]!;
  const scales = definition.scales.flatMap((scale, at) => {
    const all = answered.flatMap(({ assessment: one, scores }) => {
      const score = scores.find(({ scale: id }) => id === scale.id);
      return score ? [{ assessment: one, score }] : [];
    });
    return scaleSheet(definition, scale, all, `sheet-${index}-${at}`);
  });
  return scales.length === 0
    ? []
    : [
        {
          heading: `${definition.acronym}, about ${assessment.aboutName}, answered by ${assessment.informantName}`,
          scales,
        },
      ];
}

/** Forms of the same measure, about the same person and by the same person, the earliest occasion first. */
export const sameAsked = (answered: readonly Answered[]): Answered[][] =>
  [
    ...Map.groupBy(
      answered,
      ({ assessment: a }) => `${a.measureId} ${a.edition} ${a.aboutId} ${a.informantId}`,
    ).values(),
  ].map((same) => same.toSorted((a, b) => byOccasion(a.assessment.timepoint, b.assessment.timepoint)));

/** Goals and recounts have tables of their own; our own questions have no bands and never stand beside a measure that has. */
const isOnSheet = ({ definition: { kind, standardised } }: Answered): boolean =>
  standardised && kind !== "goals" && kind !== "recount";

/** The score sheet of a family on a run: each scale on its bands, and over time. */
export const scoreSheet = (answered: readonly Answered[]) =>
  sameAsked(answered.filter(isOnSheet)).flatMap(measureSheet);
