import { measureById } from "../../../measures/index.ts";
import { type Assessment, byOccasion, STATES, timepointSaid } from "../assessment/assessment.ts";
import type { EnrolmentNamed } from "../assessment/assessment-queries.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { changePage } from "./change-page.ts";
import type { MeasureChange } from "./change-queries.ts";
import { scoreSheet } from "./score-sheet-page.ts";
import type { Answered } from "./score-sheet-queries.ts";

const nameOf = ({ measureId }: Assessment): string => measureById(measureId)?.acronym ?? measureId;

/** Measures down, occasions across; a cell says where it stands and leads to it. */
function gridOf(assessments: readonly Assessment[], isLinked: boolean) {
  const occasions = [...new Set(assessments.map(({ timepoint }) => timepoint))].sort(byOccasion);
  const rows = [...Map.groupBy(assessments, ({ measureId, aboutId }) => `${measureId} ${aboutId}`).values()];
  return {
    head: [{ text: "Measure" }, ...occasions.map((one) => ({ text: timepointSaid(one) }))],
    rows: rows.map((asked) => [
      { text: `${nameOf(asked[0]!)}, about ${asked[0]!.aboutName}` },
      ...occasions.map((occasion) =>
        cellOf(
          asked.find(({ timepoint }) => timepoint === occasion),
          isLinked,
        ),
      ),
    ]),
  };
}

function cellOf(one: Assessment | undefined, isLinked: boolean) {
  if (!one) return { text: "–" };
  const text = one.state === "done" && one.lateDays ? `${STATES.done}, late` : STATES[one.state];
  if (!isLinked) return { text };
  return { text, href: assessmentPaths.show(one.id), hiddenText: `${nameOf(one)}, ${timepointSaid(one.timepoint)}` };
}

const withSomething = (changes: readonly MeasureChange[]) =>
  changes.filter(({ why, first }) => why !== "not-answered" && (first !== undefined || why !== "nothing-before"));

/** What one person on a run was asked and answered, and what changed, measure by measure. */
export function measuresPage(
  enrolment: EnrolmentNamed,
  assessments: readonly Assessment[],
  changes: readonly MeasureChange[],
  { answered, text }: { answered: readonly Answered[]; text: string },
) {
  return {
    title: `Measures: ${enrolment.carerName}`,
    breadcrumbs: [
      { text: enrolment.runName, href: neighbours.run(enrolment.runId) },
      { text: enrolment.carerName, href: neighbours.enrolment(enrolment.id) },
    ],
    intro: `The child these questions are about: ${enrolment.childName}.`,
    grid: gridOf(assessments, true),
    sheets: scoreSheet(answered),
    copyOut: text === "" ? null : { text, href: assessmentPaths.copyOut(enrolment.id) },
    changes: withSomething(changes).map(changePage),
    empty: "Nothing has been asked yet. What is planned is scheduled at enrolment.",
  };
}

/** What the organisation that made the referral sees, where the carer agreed to it: results, and no answers. */
export function referrerPage(
  assessments: readonly Assessment[],
  changes: readonly MeasureChange[],
  referralHref: string,
) {
  return {
    title: "Scores and goals that the carer shares with you",
    breadcrumbs: [{ text: "Referral", href: referralHref }],
    intro: `${assessments[0]?.informantName ?? "The carer"} agreed that you see these. They can change their mind at any time.`,
    grid: gridOf(assessments, false),
    changes: withSomething(changes).map((one) => ({ ...changePage(one), href: null })),
    empty: "Nothing has been asked yet.",
  };
}
