import type { Day } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { dateQuestion, inlineQuestion, type Question, radioQuestion } from "../../../forms/form-page.ts";
import { type Family, nameOf, type Person } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { AGREEMENT_HOWS } from "../family/family-words.ts";
import { familyPaths } from "../paths.ts";
import { AGREEMENT_WORDING_VERSION, type Taker } from "./agreement.ts";
import { AGREEMENT_QUESTIONS } from "./agreement-questions.ts";
import { type AskedOf, isAboutSharing, type ThreeAnswer, wordsOf } from "./all-agreements.ts";

const YES_NO: Record<ThreeAnswer, string> = { given: "Yes", declined: "No", "not-asked": "Not asked" };
const OBJECTS: Record<ThreeAnswer, string> = { ...YES_NO, given: "Yes, they object" };

/** A question means what it asks: "do they object?" is answered "yes, they object". */
export const answersTo = ({ purpose }: Pick<AskedOf, "purpose">): Record<ThreeAnswer, string> =>
  purpose === "evaluation-objection" ? OBJECTS : YES_NO;

/** "May we text?", or of sharing "May we share with Willow?". */
export const questionText = (
  { purpose, providerId }: Pick<AskedOf, "purpose" | "providerId">,
  providers: readonly { id: string; name: string }[],
): string => {
  const provider = providers.find(({ id }) => id === providerId)?.name ?? "this provider";
  return purpose === "share-with-provider" ? `May we share with ${provider}?` : AGREEMENT_QUESTIONS[purpose];
};

type Given = {
  taker: Taker;
  providers: readonly { id: string; name: string }[];
  asked: readonly AskedOf[];
  seen: string;
  today: Day;
  form?: FormProblem | undefined;
  stale?: BothTexts | undefined;
};

const filled = ({ asked, today, form }: Given): FormProblem =>
  form ?? {
    values: { onDay: today, ...Object.fromEntries(asked.map(({ field, now }) => [field, now])) },
    errors: BLANK.errors,
  };

function sectionsOf(given: Given) {
  const { asked, providers } = given;
  const form = filled(given);
  const question = (one: AskedOf): Question =>
    inlineQuestion(one.field, questionText(one, providers), answersTo(one), form, wordsOf(one));
  const [sharing, rest] = [asked.filter(isAboutSharing), asked.filter((one) => !isAboutSharing(one))];
  return [
    ...(rest.length > 0 ? [{ questions: rest.map(question) }] : []),
    ...(sharing.length > 0 ? [{ heading: "Sharing with a provider", questions: sharing.map(question) }] : []),
    {
      heading: "How and when",
      questions: [
        radioQuestion("how", "How did they say it?", AGREEMENT_HOWS, form),
        dateQuestion("onDay", "When did they say it?", form),
      ],
    },
  ];
}

/** Everything that is asked of one carer on one page, three answers each, as it stands; only what changes is recorded. */
export const allAgreementsPage = (family: Family, person: Person, given: Given) => ({
  ...familyFormPage(filled(given), {
    title: "What they agree to",
    caption: nameOf(person),
    intro: `Read out the words under each question (wording ${AGREEMENT_WORDING_VERSION}). “Not asked” is not a no: leave it where nobody asked, and put it back where a no was recorded that nobody said.`,
    sections: sectionsOf(given),
    submit: "Save what changed",
    cancelHref: familyPaths.agreements(family.id),
    ...(given.stale ? { stale: given.stale } : {}),
  }),
  hidden: { seen: given.seen },
});
