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
  const compared = changes.filter(({ second }) => ids.has(second.id)).map(changePage);
  const changed = compared.flatMap(({ sentences }) => sentences);
  // What stands beside a change on the page goes along with it: a number without its caveats is another number.
  const caveats = compared.flatMap(({ caveats, why }) => (why === null ? caveats : [why]));
  const scores = same.flatMap((one) => one.scores);
  const isOneScorer = new Set(scores.map(({ scorer }) => scorer)).size < 2;
  const versions = new Set(scores.map((one) => (isOneScorer ? `${one.edition}.${one.revision}` : madeBySaid(one))));
  return [
    `${definition.title} about ${assessment.aboutName}, answered by ${assessment.informantName}.`,
    ...same.map(occasionText),
    ...changed,
    ...new Set(caveats),
    `(${definition.acronym} ${[...versions].join("; ")})`,
  ].join(" ");
}

export type CopyOutOf = { carerName: string; runName: string };
export type CopyOutBy = { organisation: string; today: Day };

/** Why there is nothing to copy where the carer has not said yes: not asked is not yes. */
export const NOT_FOR_COUNCIL =
  "The carer has not agreed that the council sees what their answers add up to, so nothing of it goes into the council’s record.";

/**
 * What somebody copies into the council's record (docs/rules/people-and-words.md): plain text, with the day, where it comes from and
 * what stands beside each change, and no answers. `answered` is what the carer lets the council see. Our own questions are in no
 * sentence beside a standardised measure. Empty when nothing of it was answered.
 */
export function copyOutText(
  { runName }: CopyOutOf,
  answered: readonly Answered[],
  changes: readonly MeasureChange[],
  { organisation, today }: CopyOutBy,
): string {
  const told = answered.filter(({ definition, scores }) => definition.standardised && scores.length > 0);
  const texts = sameAsked(told).map((same) => measureText(same, changes));
  if (texts.length === 0) return "";
  const source = `Source: Kinstep, ${organisation}, ${runName}, copied on ${longDay(today)}. Scores describe answers on a day; they do not say what caused a change.`;
  return [...texts, source].join("\n");
}

type CopyOut = { text: string; isAgreed: boolean };

const emptySaid = ({ isAgreed }: CopyOut): string =>
  isAgreed ? "Nothing that the council may see has been answered yet, so there is nothing to copy." : NOT_FOR_COUNCIL;

/** The paragraph on a page of its own, to be chosen and copied. */
export const copyOutPage = (enrolment: EnrolmentNamed, copyOut: CopyOut) => ({
  title: `Copy out: measures of ${enrolment.carerName}`,
  breadcrumbs: [
    { text: enrolment.runName, href: neighbours.run(enrolment.runId) },
    { text: enrolment.carerName, href: neighbours.enrolment(enrolment.id) },
    { text: "Measures", href: assessmentPaths.ofEnrolment(enrolment.id) },
  ],
  text: copyOut.text,
  empty: emptySaid(copyOut),
  backHref: assessmentPaths.ofEnrolment(enrolment.id),
});

/** The same for whoever made the referral, out of what the carer shares with them. */
export const referrerCopyOutPage = (referralId: string, referralHref: string, copyOut: CopyOut) => ({
  title: "Copy out: scores and goals that the carer shares with you",
  breadcrumbs: [
    { text: "Referral", href: referralHref },
    { text: "Scores and goals", href: assessmentPaths.forReferrer(referralId) },
  ],
  text: copyOut.text,
  empty: emptySaid(copyOut),
  backHref: assessmentPaths.forReferrer(referralId),
});
