import { type Day, longDay } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { dateQuestion, type FormPage, textQuestion } from "../../../forms/form-page.ts";
import type { Family } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { familyPaths } from "../paths.ts";

export const LONGEST_REASON = 500;

const onFamily = (family: Family, given: Omit<FormPage, "cancelHref" | "caption">, form: FormProblem = BLANK) =>
  familyFormPage(form, { caption: family.reference, cancelHref: familyPaths.show(family.id), ...given });

/** "I know this family": closing a file to oneself. */
export const lockingPage = (family: Family, form: FormProblem = BLANK) =>
  onFamily(
    family,
    {
      title: "I know this family",
      intro: "The file closes to you at once, here and in every list and search. Your colleagues still work with it.",
      warning: "Only a manager can open it to you again.",
      sections: [
        {
          questions: [
            textQuestion("reason", "How do you know them? (optional)", LONGEST_REASON, form, "Your manager reads this"),
          ],
        },
      ],
      submit: "Lock this family for me",
    },
    form,
  );

export const closingPage = (family: Family, stale?: BothTexts) =>
  onFamily(family, {
    title: "Close this family",
    intro:
      "A closed family leaves the list of open ones, and nothing falls due for it. Everything stays on file, and it can be opened again.",
    sections: [],
    submit: "Close family",
    version: family.version,
    stale,
  });

export const reopeningPage = (family: Family, form: FormProblem = BLANK, stale?: BothTexts) =>
  onFamily(
    family,
    {
      title: "Open this family again",
      intro: family.closedOn === null ? "It is open." : `It was closed on ${longDay(family.closedOn)}.`,
      sections: [{ questions: [dateQuestion("reviewDueOn", "When is its next review due?", form)] }],
      submit: "Open family again",
      version: family.version,
      stale,
    },
    form,
  );

export const reviewPage = (family: Family, form?: FormProblem, stale?: BothTexts) => {
  const filled = form ?? { values: { reviewDueOn: family.reviewDueOn ?? "" }, errors: [] };
  return onFamily(
    family,
    {
      title: "Set the next review",
      intro: "A behaviour check falls due at each review.",
      sections: [{ questions: [dateQuestion("reviewDueOn", "When is the next review due?", filled)] }],
      submit: "Save review date",
      version: family.version,
      stale,
    },
    filled,
  );
};

/** What the family stands at now, for somebody whose page was older. */
export const familyNow = (family: Family): { closedOn: Day | null; reviewDueOn: Day | null } => ({
  closedOn: family.closedOn,
  reviewDueOn: family.reviewDueOn,
});
