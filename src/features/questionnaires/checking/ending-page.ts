import { countedField, errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { measureById } from "../../../measures/index.ts";
import { type Assessment, timepointSaid } from "../assessment/assessment.ts";
import { type Drawn, WHY_NOT_AGAIN } from "../doubts/second-keying.ts";
import { assessmentPaths } from "../paths.ts";
import { LONGEST_WHY_NOT } from "./ending-form.ts";

/** A form that was drawn and can't be keyed again, or whose differences can't be settled, is closed with why. */
export const endingSecondKeyingPage = (a: Assessment, drawn: Drawn, form: FormProblem = BLANK) => ({
  title: drawn.secondBy === null ? "Why can’t it be keyed again?" : "Why can’t the differences be settled?",
  errors: errorList(form),
  breadcrumbs: [
    { text: "Follow-up list", href: assessmentPaths.due() },
    { text: "Second keying", href: assessmentPaths.secondKeyings },
  ],
  what: `${measureById(a.measureId)?.title ?? a.measureId}, about ${a.aboutName}: ${timepointSaid(a.timepoint).toLowerCase()}`,
  reason: radios("reason", WHY_NOT_AGAIN, form),
  note: countedField("note", LONGEST_WHY_NOT, form),
  cancelHref: assessmentPaths.secondKeyings,
});
