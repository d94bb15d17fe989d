import { type Day, longDay } from "../../../domain/calendar.ts";
import { timepointSaid } from "../assessment/assessment.ts";
import type { EnrolmentNamed } from "../assessment/assessment-queries.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { madeBySaid } from "../scoring/rescoring.ts";
import { bandSaid, scoreSaid } from "../scoring/score-page.ts";
import { changePage } from "./change-page.ts";
import type { MeasureChange } from "./change-queries.ts";
import { sameAsked } from "./score-sheet-page.ts";
import type { Answered } from "./score-sheet-queries.ts";

/** "After (2 March 2026): total difficulties 14 (slightly raised), conduct problems 3." */
function occasionText({ assessment, definition, scores }: Answered): string {
  const said = definition.scales.flatMap((scale) => {
    const score = scores.find(({ scale: id }) => id === scale.id);
    if (!score) return [];
    const band = bandSaid(definition, score);
    return [`${scale.title.toLowerCase()} ${scoreSaid(score).toLowerCase()}${band ? ` (${band})` : ""}`];
  });
  const day = assessment.completedOn ? ` (${longDay(assessment.completedOn)})` : "";
  return `${timepointSaid(assessment.timepoint)}${day}: ${said.join(", ")}.`;
}

function measureText(same: readonly Answered[], changes: readonly MeasureChange[]): string {
  const { assessment, definition } = same[0]!;
  const ids = new Set(same.map((one) => one.assessment.id));
  const changed = changes.filter(({ second }) => ids.has(second.id)).flatMap((one) => changePage(one).sentences);
  const scores = same.flatMap((one) => one.scores);
  const isOneScorer = new Set(scores.map(({ scorer }) => scorer)).size < 2;
  const versions = new Set(scores.map((one) => (isOneScorer ? `${one.edition}.${one.revision}` : madeBySaid(one))));
  return [
    `${definition.title} about ${assessment.aboutName}, answered by ${assessment.informantName}.`,
    ...same.map(occasionText),
    ...changed,
    `(${definition.acronym} ${[...versions].join("; ")})`,
  ].join(" ");
}

/**
 * What somebody copies into the council's record (docs/rules/people-and-words.md): plain text, with the day and where it comes from, and
 * no answers. Our own questions are in no sentence beside a standardised measure. Empty when nothing was answered.
 */
export function copyOutText(
  enrolment: EnrolmentNamed,
  answered: readonly Answered[],
  changes: readonly MeasureChange[],
  { organisation, today }: { organisation: string; today: Day },
): string {
  const told = answered.filter(({ definition, scores }) => definition.standardised && scores.length > 0);
  const texts = sameAsked(told).map((same) => measureText(same, changes));
  if (texts.length === 0) return "";
  const source = `Source: Kinstep, ${organisation}, ${enrolment.runName}, copied on ${longDay(today)}. Scores describe answers on a day; they do not say what caused a change.`;
  return [...texts, source].join("\n");
}

/** The paragraph on a page of its own, to be chosen and copied. */
export const copyOutPage = (enrolment: EnrolmentNamed, text: string) => ({
  title: `Copy out: measures of ${enrolment.carerName}`,
  breadcrumbs: [
    { text: enrolment.runName, href: neighbours.run(enrolment.runId) },
    { text: enrolment.carerName, href: neighbours.enrolment(enrolment.id) },
    { text: "Measures", href: assessmentPaths.ofEnrolment(enrolment.id) },
  ],
  text,
  backHref: assessmentPaths.ofEnrolment(enrolment.id),
});
