import { HIDDEN } from "../../disclosure/suppression.ts";
import { feedbackMeasure } from "../../measures/index.ts";
import { FEWEST, type FeedbackAnswer, type FeedbackLine, GROUPS, type ShownLine, shownFeedback } from "./feedback.ts";
import type { FeedbackRow } from "./feedback-queries.ts";
import type { ShownStep } from "./funnel.ts";

export type Feedback = { asked: readonly FeedbackRow[]; declined: readonly FeedbackAnswer[] };

type Funnel = readonly Pick<ShownStep, "n">[];

const OCCASIONS = [
  { who: "At the middle session", isOf: (timepoint: string) => timepoint.startsWith("S") },
  { who: "After", isOf: (timepoint: string) => timepoint === "T2" },
] as const;

/** The counts that a funnel shows. */
const countsShown = (funnel: Funnel): number[] => funnel.flatMap(({ n }) => (n === HIDDEN ? [] : [Number(n)]));

/** Every question on every occasion, and last the one that is asked of those who declined. */
function linesOf({ asked, declined }: Feedback, toReferral: Funnel, own: Funnel): FeedbackLine[] {
  const measure = feedbackMeasure();
  if (!measure) return [];
  const { scales, offerFeedback } = measure;
  const onCourse = OCCASIONS.flatMap(({ who, isOf }) =>
    scales.map(({ id, title }) => ({
      question: title,
      who,
      answers: asked.filter(({ scale, timepoint }) => scale === id && isOf(timepoint)),
      tells: countsShown(own),
    })),
  );
  const explained = scales.find(({ items }) => items.includes(offerFeedback.askedOnDeclining));
  if (!explained) return onCourse;
  const who = "Those who declined this route";
  return [...onCourse, { question: explained.title, who, answers: declined, tells: countsShown(toReferral) }];
}

const WHYS = {
  "too-few": `not shown: fewer than ${FEWEST} people answered`,
  "too-close": HIDDEN,
} as const;

const cellsOf = ({ question, who, people, groups, why }: ShownLine) => [
  { text: `${question}: ${who.charAt(0).toLowerCase()}${who.slice(1)}` },
  { text: why ? WHYS[why] : String(people), format: "numeric" },
  ...GROUPS.map((_, i) => ({ text: String(groups[i] ?? ""), format: "numeric" })),
];

/** Our own feedback as a table of its own, apart from every standardised measure, beside the two funnels as they are shown. */
export const feedbackPanel = (feedback: Feedback, toReferral: Funnel, own: Funnel) => ({
  head: [
    { text: "Question, 0 not at all to 10 completely" },
    { text: "People", format: "numeric" },
    ...GROUPS.map(({ said }) => ({ text: said, format: "numeric" })),
  ],
  rows: shownFeedback(linesOf(feedback, toReferral, own)).map(cellsOf),
  note: `Our own questions, not standardised. Told of at least ${FEWEST} people. Those who declined are of the whole partnership, whenever they were asked.`,
});
