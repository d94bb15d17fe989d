import { type Day, longDay, longInstant } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import {
  dateQuestion,
  formPage,
  inputQuestion,
  type Question,
  radioQuestion,
  textQuestion,
} from "../../../forms/form-page.ts";
import { FACT_KINDS, kindsFor, type PersonFact, type Subject } from "./person-fact.ts";
import { LONGEST_FACT_NOTE } from "./person-fact-form.ts";

const wordingOf = (people: readonly { id: string; name?: string; text?: string }[]) =>
  Object.fromEntries(people.map(({ id, name, text }) => [id, name ?? text ?? ""]));

const ONLY = (what: string) => `Only for ${what}`;

function questionsOf(subject: Subject, form: FormProblem): Question[] {
  const { person, children, numbers } = subject;
  const kinds = Object.fromEntries(kindsFor(subject).map((kind) => [kind, FACT_KINDS[kind]]));
  const isCarer = person.kind === "carer";
  return [
    radioQuestion("kind", "What did you learn?", kinds, form),
    ...(children.length > 0
      ? [
          radioQuestion(
            "whom",
            "Who died or moved out?",
            wordingOf([person, ...children]),
            form,
            ONLY("a death or a move"),
          ),
        ]
      : []),
    ...(numbers.length > 1
      ? [radioQuestion("contact", "Which number is wrong?", wordingOf(numbers), form, ONLY("a wrong number"))]
      : []),
    ...(isCarer
      ? [
          inputQuestion("language", "Which language, spoken or signed? (optional)", form, {
            hint: ONLY("an interpreter"),
            classes: "govuk-input--width-20",
          }),
        ]
      : []),
    dateQuestion("onDay", "When did it happen, or when were you told?", form),
    textQuestion("note", "Note (optional)", LONGEST_FACT_NOTE, form, "Nothing that you would not want them to read"),
  ];
}

/** What somebody learned about a person, said once: what it does is told before it is saved. */
export const learnedPage = (
  subject: Subject,
  given: { form?: FormProblem | undefined; stale?: BothTexts | undefined; cancelHref: string; today: Day },
) =>
  formPage(given.form, {
    title: `Something everybody must know about ${subject.person.name}`,
    intro:
      "Said here once, it acts everywhere at once: on the follow-up list, on every form still to be asked, on tasks, and on the card before anybody rings. It is kept, and it can be taken back, which brings all of that back.",
    sections: [
      {
        questions: questionsOf(subject, given.form ?? { values: { onDay: given.today }, errors: BLANK.errors }),
      },
    ],
    submit: "Save, for everybody",
    cancelHref: given.cancelHref,
    ...(given.stale ? { stale: given.stale } : {}),
  });

const NAMED: Record<PersonFact["kind"], (name: string, number: string) => string> = {
  died: (name) => `${name} died`,
  "moved-out": (name) => `${name} moved out`,
  "wrong-number": (_, number) => `${number} is a wrong number`,
  "not-asked-again": (name) => `${name} does not want to be asked anything more`,
  interpreter: (name) => `${name} needs an interpreter`,
};

/** "Jayden moved out, 1 March 2026", as everybody reads it. */
export function factSaid(fact: PersonFact, { person, children, numbers }: Subject): string {
  const name = [person, ...children].find(({ id }) => id === fact.personId)?.name ?? "Somebody";
  const number = numbers.find(({ id }) => id === fact.contactId)?.text ?? "A number";
  const language = fact.language === null ? "" : ` (${fact.language})`;
  return `${NAMED[fact.kind](name, number)}${language}, ${longDay(fact.onDay)}`;
}

const byline = ({ byName, organisationName, at, note }: PersonFact): string =>
  [`${byName ?? "Somebody"}, ${organisationName}, ${longInstant(at)}`, note].filter(Boolean).join(". ");

const takenBackSaid = ({ takenBack }: PersonFact): string =>
  takenBack === null
    ? ""
    : [`Taken back by ${takenBack.byName ?? "somebody"}, ${longInstant(takenBack.at)}`, takenBack.why]
        .filter(Boolean)
        .join(": ");

/**
 * What was learned about a person: what stands, each with its way back, and what was taken back since
 * (views/families/reach/_told.eta). `at` is the address that the page's own facts are said at.
 */
export const toldPage = (subject: Subject, at: string) => ({
  learnHref: `${at}/learned`,
  standing: subject.facts
    .filter(({ takenBack }) => takenBack === null)
    .map((fact) => ({
      id: fact.id,
      text: factSaid(fact, subject),
      by: byline(fact),
      takeBackHref: `${at}/learned/${fact.id}/taking-back`,
    })),
  earlier: subject.facts
    .filter(({ takenBack }) => takenBack !== null)
    .map((fact) => `${factSaid(fact, subject)}. ${takenBackSaid(fact)}`),
});

export type ToldPage = ReturnType<typeof toldPage>;

/** What the page says after one was said or taken back. */
export const FACT_NOTICES = {
  learned: "Saved. It acts everywhere now",
  "fact-taken-back": "Taken back. What it stopped goes on",
};
