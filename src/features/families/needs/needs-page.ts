import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { dateQuestion, inlineQuestion, inputQuestion, textQuestion } from "../../../forms/form-page.ts";
import { nameOf, type Person } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { YES_NO_NOT_KNOWN } from "../family/family-words.ts";
import { familyPaths } from "../paths.ts";
import type { Needs } from "./needs.ts";
import { LONGEST, needsValues } from "./needs-form.ts";

/** What somebody needs to be able to take part. */
export function needsPage(person: Person, needs: Needs, given: { form?: FormProblem; stale?: BothTexts } = {}) {
  const form = given.form ?? { values: needsValues(needs), errors: [] };
  return familyFormPage(form, {
    title: "What they need to take part",
    caption: nameOf(person),
    intro: "When it is safe to ring, text or write is said with each number and address, on their page.",
    sections: [
      {
        questions: [
          inputQuestion("interpreterLanguage", "Language for an interpreter (optional)", form, {
            hint: "Spoken or signed, such as Sylheti or British Sign Language",
          }),
          inlineQuestion("childcare", "Do they need childcare?", YES_NO_NOT_KNOWN, form),
          inlineQuestion("transport", "Do they need help with transport?", YES_NO_NOT_KNOWN, form),
          textQuestion("access", "Access needs (optional)", LONGEST.access, form),
          textQuestion("workPattern", "Work and caring times (optional)", LONGEST.workPattern, form),
          inputQuestion("bestTimeForText", "Best time for a text (optional)", form),
        ],
      },
    ],
    submit: "Save needs",
    cancelHref: familyPaths.person(person.familyId, person.id),
    version: needs.version,
    stale: given.stale,
  });
}

export const newHoldPage = (person: Person, cancelHref: string, form: FormProblem = BLANK) =>
  familyFormPage(form, {
    title: "Pause what we ask of them",
    caption: nameOf(person),
    intro:
      "A hold stops every message and task to this person for its length. Questionnaires that it touches stay open longer afterwards.",
    sections: [
      {
        questions: [
          dateQuestion("fromOn", "The first day", form),
          dateQuestion("untilOn", "The last day", form),
          textQuestion("reason", "Reason (optional)", LONGEST.holdReason, form),
        ],
      },
    ],
    submit: "Save hold",
    cancelHref,
  });
