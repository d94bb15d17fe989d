import { z } from "zod";
import { err } from "../../../domain/result.ts";
import { radios } from "../../../forms/field.ts";
import { choice, parseForm, problem, typedValues, version } from "../../../forms/form.ts";
import {
  AGREEMENT_ANSWERS,
  AGREEMENT_WORDING,
  AGREEMENT_WORDING_VERSION,
  type Agreement,
  type AgreementPurpose,
  latestAgreements,
  listAgreements,
  nextAnswer,
  recordAgreement,
  THREE_ANSWERS,
  type ThreeAnswer,
  tellOfAnswers,
  threeOf,
} from "../../families/index.ts";
import { CONTACT_PURPOSES, type ContactPurpose, HOWS } from "../referral/words.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { latest: Agreement[] };
type Typed = { version: number; share: "given" | "declined"; how: keyof typeof HOWS } & Record<
  ContactPurpose,
  ThreeAnswer
>;

const SHARE = { given: "Yes, the carer agrees", declined: "No, the carer does not agree" } as const;
const ANSWERS: Record<ThreeAnswer, string> = { given: "Yes", declined: "No", "not-asked": "Not asked" };
const CONTACT_KEYS = Object.keys(CONTACT_PURPOSES) as ContactPurpose[];

/** What nobody chose was not asked: it is no "no" of the carer's (docs/rules/people-and-words.md). */
const answer = z.enum(THREE_ANSWERS, { error: "Select yes, no or not asked" }).default("not-asked");

const schema = z.object({
  version,
  share: choice(SHARE, "Select whether the carer agrees to share with this provider"),
  "contact-telephone": answer,
  "contact-text": answer,
  "contact-email": answer,
  "contact-letter": answer,
  how: choice(HOWS, "Select how the carer told you"),
});

const NO_WAY = "Select at least one way in which we may contact the carer";

const answerTo = ({ latest }: There, purpose: AgreementPurpose, providerId: string | null) =>
  latest.find((one) => one.purpose === purpose && one.providerId === providerId)?.answer;

/** What was answered and differs from what is on file: that alone is kept. */
function newAnswers(typed: Typed, there: There, { toOrganisationId }: { toOrganisationId: string }) {
  const asked = [
    { purpose: "share-with-provider" as const, providerId: toOrganisationId, said: typed.share },
    ...CONTACT_KEYS.map((purpose) => ({ purpose, providerId: null, said: typed[purpose] })),
  ];
  return asked.flatMap(({ purpose, providerId, said }) => {
    const answer = nextAnswer(threeOf(answerTo(there, purpose, providerId)), said);
    return answer ? [{ purpose, providerId, answer }] : [];
  });
}

/** Agreements at referral: sharing with this provider, and how we may contact the carer. The rest is asked at the first meeting. */
export const agreementsTask: DraftPage<There, Typed> = {
  task: "agreements",
  view: "@referrals/draft/agreements",
  read: async ({ db, actor, referral }) => {
    const all = await listAgreements(db, actor, referral.familyId);
    return { latest: latestAgreements(all).filter((one) => one.personId === referral.carerId) };
  },
  values: (there, { referral }) => {
    const share = answerTo(there, "share-with-provider", referral.toOrganisationId);
    return {
      share: share === undefined ? "" : share === "given" ? "given" : "declined",
      ...Object.fromEntries(CONTACT_KEYS.map((purpose) => [purpose, threeOf(answerTo(there, purpose, null))])),
      how: "",
    };
  },
  standing: (there, { referral }) => {
    const share = answerTo(there, "share-with-provider", referral.toOrganisationId);
    return [`Sharing with ${referral.toName}: ${share ? AGREEMENT_ANSWERS[share] : "not asked yet"}`];
  },
  parse: (data) => {
    const read = parseForm(schema, data);
    const isReachable = !read.ok || CONTACT_KEYS.some((purpose) => read.value[purpose] === "given");
    return isReachable ? read : err(problem(typedValues(data), CONTACT_KEYS[0]!, NO_WAY));
  },
  model: (_, form, { referral }) => ({
    provider: referral.toName,
    shareWords: AGREEMENT_WORDING["share-with-provider"],
    share: radios("share", SHARE, form),
    contact: CONTACT_KEYS.map((purpose) => ({
      legend: CONTACT_PURPOSES[purpose],
      hint: AGREEMENT_WORDING[purpose],
      ...radios(purpose, ANSWERS, form),
    })),
    how: radios("how", HOWS, form),
  }),
  stops: ({ share }) => share === "declined",
  tells: (typed, there, { referral }) => tellOfAnswers(referral.familyId, newAnswers(typed, there, referral)),
  writes: (typed, there, { db, actor, referral, at, newId }) => {
    const { carerId: personId, familyId } = referral;
    return newAnswers(typed, there, referral).flatMap((said) => {
      const one = { id: newId(), personId, familyId, ...said, how: typed.how, at };
      return recordAgreement(db, actor, { ...one, wordingVersion: AGREEMENT_WORDING_VERSION });
    });
  },
};
