import { type Day, longDay } from "../../../domain/calendar.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import {
  inlineQuestion,
  inputQuestion,
  moreQuestions,
  ofWhom,
  type Question,
  type Section,
} from "../../../forms/form-page.ts";
import { arrangementQuestions } from "../care/arrangement-page.ts";
import { ageText, nameOf } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { SAFE, YES_NO } from "../family/family-words.ts";
import { familyPaths } from "../paths.ts";
import { hoursQuestions } from "../people/contact-page.ts";
import { aboutQuestions, nameQuestions } from "../people/person-questions-page.ts";
import { VERY_LIKELY } from "./likeness.ts";
import type { FamilyAlike } from "./lookalikes.ts";

const contactSection = (form: FormProblem): Section => ({
  heading: "How to reach the carer",
  text: "All optional. You can add more later.",
  questions: [
    inputQuestion("contact-mobile", "Mobile number", form, { type: "tel", classes: "govuk-input--width-20" }),
    inlineQuestion("contact-safe", "Is it safe to call, text or write?", SAFE, form),
    inputQuestion("contact-safeTimes", "If only at some times: when, and why (optional)", form, {
      hint: "For example, school mornings, her son may be there at other times",
    }),
    inputQuestion("contact-email", "Email address", form, { type: "email", classes: "govuk-!-width-one-half" }),
    inlineQuestion(
      "contact-placeConfidential",
      "Is where they live confidential?",
      YES_NO,
      form,
      "Asked before the postcode. If yes, everything that tells where they live is masked, and no provider is told",
    ),
    inputQuestion("contact-postcode", "Postcode", form, { classes: "govuk-input--width-10" }),
  ],
  more: moreQuestions("On which days and at which times it is safe (optional)", hoursQuestions(form, "contact-")),
});

/** The reader goes on at the first question of what was just added, with or without a script. */
const startingAtFirst = (questions: Question[], isAdded: boolean): Question[] =>
  isAdded ? questions.map((one, at) => (at === 0 ? { ...one, attributes: { autofocus: true } } : one)) : questions;

const childSection = (form: FormProblem, number: number, count: number, isAdded: boolean): Section => ({
  heading: count > 1 ? `Child ${number}` : "The child",
  questions: startingAtFirst(nameQuestions(form, "child", `child${number}-`), isAdded),
  more: moreQuestions("More about this child (optional)", aboutQuestions(form, "child", `child${number}-`)),
});

/** Whether somebody of a family on file is like the carer who is typed in: their panel stands by the carer's questions, others by the children's. */
const isByCarer = (family: FamilyAlike): boolean => family.people.some(({ of }) => of.kind === "carer");

const familyAlike = (family: FamilyAlike, at: number, confirmed: readonly string[], today: Day) => ({
  id: family.familyId,
  controlId: at === 0 ? "different" : `different-${at + 1}`,
  href: familyPaths.show(family.familyId),
  reference: family.reference,
  likely: family.points >= VERY_LIKELY ? "Very likely the same" : "May be the same",
  isConfirmed: confirmed.includes(family.familyId),
  people: family.people.map(({ person, of, points, reasons }) => ({
    text: `${nameOf(person)}, ${person.birthOn ? `born ${longDay(person.birthOn)}, ` : ""}${ageText(person, today)}, ${person.kind}`,
    of: nameOf({ ...of, knownAs: null }),
    points: `${points} of 100 points`,
    reasons: reasons.map((reason) => `${reason.text} (${reason.points > 0 ? "+" : "−"}${Math.abs(reason.points)})`),
  })),
});

/** The families that the one being typed in may be, each person with the reasons and what they add up to (U7), by whose questions they stand. */
export function lookalikesPage(alike: readonly FamilyAlike[], confirmed: readonly string[], today: Day) {
  const inOrder = [...alike.filter(isByCarer), ...alike.filter((family) => !isByCarer(family))];
  const shown = inOrder.map((family, at) => familyAlike(family, at, confirmed, today));
  const byCarer = alike.filter(isByCarer).length;
  return {
    title: "Open a family",
    breadcrumbs: [{ text: "Families", href: familyPaths.list }, { text: "Open a family" }],
    alike: {
      carer: { heading: "Is this carer on file already?", families: shown.slice(0, byCarer) },
      children: { heading: "Is a child on file already?", families: shown.slice(byCarer) },
    },
  };
}

type Alike = { alike: readonly FamilyAlike[]; confirmed: readonly string[] };

/** One page that opens a family: carer, how to reach them, the children, the care arrangement. */
export function newFamilyPage(
  count: number,
  today: Day,
  form: FormProblem = BLANK,
  { alike, confirmed }: Alike = { alike: [], confirmed: [] },
  /** "added": the last child was just asked for, and the reader goes on there. */
  at: "start" | "added" = "start",
) {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  return {
    ...lookalikesPage(alike, confirmed, today),
    ...familyFormPage(form, {
      title: "Open a family",
      sections: [
        ofWhom("the carer", {
          heading: "The carer",
          questions: nameQuestions(form, "carer", "carer-"),
          more: moreQuestions(
            "More about the carer: language, help, ethnicity (optional)",
            aboutQuestions(form, "carer", "carer-"),
          ),
        }),
        contactSection(form),
        ...numbers.map((number) =>
          ofWhom(
            count > 1 ? `child ${number}` : "the child",
            childSection(form, number, count, at === "added" && number === count),
          ),
        ),
        {
          heading: "The care arrangement",
          text:
            count > 1
              ? "For all the children above. Where one differs, change it on the family’s page afterwards."
              : undefined,
          questions: arrangementQuestions(form, "arrangement-"),
        },
      ],
      submit: "Open family",
      cancelHref: familyPaths.list,
    }),
    children: count,
    /** The last section about the carer, and about the children: their panels stand below them. */
    panelsAfter: { carer: 1, children: 1 + count },
    lookalikesHref: familyPaths.lookalikes,
  };
}
