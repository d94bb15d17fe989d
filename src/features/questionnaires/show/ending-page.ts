import { checkboxes, errorList, field, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { measureById } from "../../../measures/index.ts";
import { type Assessment, NOT_COLLECTED, STATES, timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import type { Refusal } from "../sheet/step.ts";
import { EVERYTHING } from "./ending-form.ts";

/** Why an act is refused, with what is there now. */
export const refusalSaid = (refusal: Refusal, { state }: Pick<Assessment, "state">): string => {
  const now = `It is now: ${STATES[state].toLowerCase()}.`;
  if (refusal === "changed-since") return `This was changed while you had it open. ${now}`;
  if (refusal === "already-done") return `It has been answered already. ${now} Correct the answers instead.`;
  if (refusal === "not-ended") return `It is open already. ${now}`;
  return `This was settled before. ${now} Open it again first.`;
};

const formPage = (a: Assessment, title: string, form: FormProblem) => ({
  title,
  errors: errorList(form),
  breadcrumbs: [
    { text: "Follow-up list", href: assessmentPaths.due() },
    { text: `${a.informantName}: measures`, href: assessmentPaths.ofEnrolment(a.enrolmentId) },
    { text: saidShortly(a), href: assessmentPaths.show(a.id) },
  ],
  what: `${measureById(a.measureId)?.title ?? a.measureId}, about ${a.aboutName}, answered by ${a.informantName}: ${timepointSaid(a.timepoint).toLowerCase()}`,
  version: a.version,
  cancelHref: assessmentPaths.show(a.id),
});

const saidShortly = (a: Assessment): string =>
  `${measureById(a.measureId)?.acronym ?? a.measureId}, ${timepointSaid(a.timepoint).toLowerCase()}`;

export const notCollectedPage = (a: Assessment, form: FormProblem = BLANK) => ({
  ...formPage(a, "Why was this not collected?", form),
  reason: radios("reason", NOT_COLLECTED, form),
  who: a.informantId === a.aboutId ? null : radios("who", { informant: a.informantName, about: a.aboutName }, form),
});

export const preferredNotToPage = (a: Assessment, form: FormProblem = BLANK) => ({
  ...formPage(a, "They prefer not to answer", form),
  all: checkboxes("all", EVERYTHING, form),
});

export const reopeningPage = (a: Assessment, form: FormProblem = BLANK) => ({
  ...formPage(a, "Open this again", form),
  why: field("why", form),
});
