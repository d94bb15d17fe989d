import type { Day } from "../../../domain/calendar.ts";
import { measureById } from "../../../measures/index.ts";
import { type Assessment, byOccasion, timepointSaid } from "../assessment/assessment.ts";
import type { EnrolmentNamed } from "../assessment/assessment-queries.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { stateSaid } from "../schedule/state-said.ts";
import { changePage } from "./change-page.ts";
import type { MeasureChange } from "./change-queries.ts";
import { scoreSheet } from "./score-sheet-page.ts";
import type { Answered } from "./score-sheet-queries.ts";

const nameOf = ({ measureId }: Assessment): string => measureById(measureId)?.acronym ?? measureId;

/** Measures down, occasions across; a cell says where it stands and leads to it. */
function gridOf(assessments: readonly Assessment[], isLinked: boolean, today: Day) {
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
          today,
        ),
      ),
    ]),
  };
}

function cellOf(one: Assessment | undefined, isLinked: boolean, today: Day) {
  if (!one) return { text: "–" };
  const { text } = stateSaid(one, today);
  if (!isLinked) return { text };
  return { text, href: assessmentPaths.show(one.id), hiddenText: `${nameOf(one)}, ${timepointSaid(one.timepoint)}` };
}

const withSomething = (changes: readonly MeasureChange[]) =>
  changes.filter(({ why, first }) => why !== "not-answered" && (first !== undefined || why !== "nothing-before"));

/** The text for the council's record; where there is none, why. */
type CopyOut = { text: string; why: string };

/** What one person on a run was asked and answered, and what changed, measure by measure. */
export function measuresPage(
  enrolment: EnrolmentNamed,
  assessments: readonly Assessment[],
  changes: readonly MeasureChange[],
  { answered, copyOut, today }: { answered: readonly Answered[]; copyOut: CopyOut; today: Day },
) {
  return {
    title: `Measures: ${enrolment.carerName}`,
    breadcrumbs: [
      { text: enrolment.runName, href: neighbours.run(enrolment.runId) },
      { text: enrolment.carerName, href: neighbours.enrolment(enrolment.id) },
    ],
    intro: `The child these questions are about: ${enrolment.childName}.`,
    grid: gridOf(assessments, true, today),
    sheets: scoreSheet(answered),
    copyOut: answered.length === 0 ? null : { ...copyOut, href: assessmentPaths.copyOut(enrolment.id) },
    changes: withSomething(changes).map(changePage),
    empty: "Nothing has been asked yet. What is planned is scheduled at enrolment.",
  };
}

/** What the organisation that made the referral sees, where the carer agreed to it: results, and no answers. */
export function referrerPage(
  assessments: readonly Assessment[],
  changes: readonly MeasureChange[],
  { referralId, referralHref, text, today }: { referralId: string; referralHref: string; text: string; today: Day },
) {
  return {
    title: "Scores and goals that the carer shares with you",
    breadcrumbs: [{ text: "Referral", href: referralHref }],
    intro: `${assessments[0]?.informantName ?? "The carer"} agreed that you see these. They can change their mind at any time.`,
    grid: gridOf(assessments, false, today),
    changes: withSomething(changes).map((one) => ({ ...changePage(one), href: null })),
    copyOut: text === "" ? null : { text, why: "", href: assessmentPaths.copyOutForReferrer(referralId) },
    empty: "Nothing has been asked yet.",
  };
}
