import { z } from "zod";
import { checkboxes, radios } from "../../../forms/field.ts";
import { choice, choices, parseForm, version } from "../../../forms/form.ts";
import {
  AGREEMENT_ANSWERS,
  AGREEMENT_WORDING,
  AGREEMENT_WORDING_VERSION,
  type Agreement,
  type AgreementPurpose,
  latestAgreements,
  listAgreements,
  recordAgreement,
} from "../../families/index.ts";
import { CONTACT_PURPOSES, type ContactPurpose, HOWS } from "../referral/words.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { latest: Agreement[] };
type Typed = { version: number; share: "given" | "declined"; contact: ContactPurpose[]; how: keyof typeof HOWS };

const SHARE = { given: "Yes, the carer agrees", declined: "No, the carer does not agree" } as const;
const CONTACT_KEYS = Object.keys(CONTACT_PURPOSES) as ContactPurpose[];

const schema = z.object({
  version,
  share: choice(SHARE, "Select whether the carer agrees to share with this provider"),
  contact: choices(CONTACT_PURPOSES, "Select ways to contact the carer from the list").min(
    1,
    "Select at least one way in which we may contact the carer",
  ),
  how: choice(HOWS, "Select how the carer told you"),
});

const answerTo = ({ latest }: There, purpose: AgreementPurpose, providerId: string | null) =>
  latest.find((one) => one.purpose === purpose && one.providerId === providerId)?.answer;

/** What an unticked or ticked answer becomes, given what stood before; nothing when it says the same again. */
function nextAnswer(before: Agreement["answer"] | undefined, isGiven: boolean): Agreement["answer"] | null {
  if (isGiven) return before === "given" ? null : "given";
  if (before === "given") return "withdrawn";
  return before === undefined ? "declined" : null;
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
      contact: CONTACT_KEYS.filter((purpose) => answerTo(there, purpose, null) === "given"),
      how: "",
    };
  },
  standing: (there, { referral }) => {
    const share = answerTo(there, "share-with-provider", referral.toOrganisationId);
    return [`Sharing with ${referral.toName}: ${share ? AGREEMENT_ANSWERS[share] : "not asked yet"}`];
  },
  parse: (data) => parseForm(schema, data),
  model: (_, form, { referral }) => ({
    provider: referral.toName,
    shareWords: AGREEMENT_WORDING["share-with-provider"],
    contactWords: CONTACT_KEYS.map((purpose) => AGREEMENT_WORDING[purpose]),
    share: radios("share", SHARE, form),
    contact: checkboxes("contact", CONTACT_PURPOSES, form),
    how: radios("how", HOWS, form),
  }),
  writes: ({ share, contact, how }, there, { db, actor, referral, at, newId }) => {
    const asked = [
      { purpose: "share-with-provider" as const, providerId: referral.toOrganisationId, isGiven: share === "given" },
      ...CONTACT_KEYS.map((purpose) => ({ purpose, providerId: null, isGiven: contact.includes(purpose) })),
    ];
    return asked.flatMap(({ purpose, providerId, isGiven }) => {
      const answer = nextAnswer(answerTo(there, purpose, providerId), isGiven);
      if (!answer) return [];
      const { carerId: personId, familyId } = referral;
      const said = { id: newId(), personId, familyId, purpose, providerId, answer, how, at };
      return recordAgreement(db, actor, { ...said, wordingVersion: AGREEMENT_WORDING_VERSION });
    });
  },
};
