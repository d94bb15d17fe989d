import { type Assessment, timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";

/** The way back from the pages on which a form is taken in. */
export const breadcrumbs = (a: Assessment, acronym: string) => [
  { text: "Follow-up list", href: assessmentPaths.due() },
  { text: `${a.informantName}: measures`, href: assessmentPaths.ofEnrolment(a.enrolmentId) },
  { text: `${acronym}, ${timepointSaid(a.timepoint).toLowerCase()}`, href: assessmentPaths.show(a.id) },
];
