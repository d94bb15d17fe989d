import { type Day, dayOfText, longDay } from "../../../domain/calendar.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { dateQuestion, radioQuestion, selectQuestion } from "../../../forms/form-page.ts";
import { type Family, nameOf, type Person } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { familyFrame } from "../family/family-frame-page.ts";
import {
  AGREEMENT_ANSWERS,
  AGREEMENT_HOWS,
  AGREEMENT_PURPOSES,
  type AgreementPurpose,
} from "../family/family-words.ts";
import { familyPaths } from "../paths.ts";
import {
  AGREEMENT_WORDING,
  AGREEMENT_WORDING_VERSION,
  type Agreement,
  latestAgreements,
  purposesOf,
  type Taker,
} from "./agreement.ts";
import { AGREEMENT_QUESTIONS, ANSWERS_GIVEN } from "./agreement-questions.ts";

const dayText = (at: string): string => longDay(dayOfText(at));

const purposeText = (agreement: Agreement): string =>
  agreement.providerName === null
    ? AGREEMENT_PURPOSES[agreement.purpose]
    : `${AGREEMENT_PURPOSES[agreement.purpose]}: ${agreement.providerName}`;

const OBJECTION: Record<Agreement["answer"], string> = {
  given: "Objects",
  declined: "Does not object",
  withdrawn: "Objection withdrawn",
  "not-asked": "Not asked",
};

const answerText = ({ purpose, answer }: Agreement): string =>
  purpose === "evaluation-objection" ? OBJECTION[answer] : AGREEMENT_ANSWERS[answer];

const rowOf = (agreement: Agreement) => [
  { text: purposeText(agreement) },
  agreement.answer === "given" && agreement.purpose !== "evaluation-objection"
    ? { tag: { text: answerText(agreement) } }
    : { tag: { text: answerText(agreement), classes: "govuk-tag--grey" } },
  { text: `${dayText(agreement.at)}, ${AGREEMENT_HOWS[agreement.how].toLowerCase()}` },
  { text: `${agreement.byName ?? "somebody"}, wording ${agreement.wordingVersion}` },
];

const HEAD = [{ text: "About" }, { text: "Answer" }, { text: "When and how" }, { text: "Taken by" }];

/** What each person has agreed to as it stands, and everything they said before. */
export function agreementsPage(family: Family, agreements: readonly Agreement[], today: Day) {
  const latest = new Set(latestAgreements(agreements));
  const people = [...family.carers, ...family.children];
  return {
    ...familyFrame(family, today, "agreements"),
    title: "Agreements",
    people: people
      .map((person) => ({ person, all: agreements.filter((one) => one.personId === person.id) }))
      .filter(({ person, all }) => person.kind === "carer" || all.length > 0)
      .map(({ person, all }) => ({
        name: nameOf(person),
        allHref: familyPaths.allAgreements(family.id, person.id),
        newHref: familyPaths.newAgreement(family.id, person.id),
        head: HEAD,
        rows: all.filter((one) => latest.has(one)).map(rowOf),
        earlier: all.filter((one) => !latest.has(one)).map(rowOf),
      })),
    notices: { recorded: "Agreement recorded" },
  };
}

type Provider = { id: string; name: string };
type Asked = { taker: Taker; providers: readonly Provider[] };

const introOf = (taker: Taker): string =>
  [
    `Read out the words under the answer you choose (wording ${AGREEMENT_WORDING_VERSION}). A later answer takes the place of an earlier one; what was shared before is not called back.`,
    taker.is === "provider" && `It is about ${taker.name} alone. What ${taker.owner} may do stays as it is.`,
  ]
    .filter(Boolean)
    .join(" ");

const providerQuestion = ({ taker, providers }: Asked, form: FormProblem) =>
  taker.is === "owner"
    ? [
        selectQuestion(
          "providerId",
          "Which provider? (only for sharing)",
          Object.fromEntries(providers.map(({ id, name }) => [id, name])),
          form,
        ),
      ]
    : [];

/** The purposes that this taker may ask about, with the words that are read out under each. */
function purposeQuestion(taker: Taker, form: FormProblem) {
  const question = radioQuestion("purpose", "What were they asked?", AGREEMENT_QUESTIONS, form);
  if (question.kind !== "radios") return question;
  const own: readonly string[] = purposesOf(taker);
  const items = question.items
    .filter(({ value }) => own.includes(value))
    .map((item) => ({ ...item, hint: { text: AGREEMENT_WORDING[item.value as AgreementPurpose] } }));
  return { ...question, items };
}

/** Recording what one person said, with the words that are read out. */
export function newAgreementPage(
  family: Family,
  person: Person,
  asked: Asked,
  today: Day,
  form: FormProblem = { values: { onDay: today }, errors: BLANK.errors },
) {
  return familyFormPage(form, {
    title: "Record one answer",
    caption: nameOf(person),
    intro: introOf(asked.taker),
    sections: [
      {
        questions: [
          purposeQuestion(asked.taker, form),
          ...providerQuestion(asked, form),
          radioQuestion("answer", "What did they say to that question?", ANSWERS_GIVEN, form),
          radioQuestion("how", "How did they say it?", AGREEMENT_HOWS, form),
          dateQuestion("onDay", "When did they say it?", form),
        ],
      },
    ],
    submit: "Record agreement",
    cancelHref: familyPaths.agreements(family.id),
  });
}
