import { err } from "../../../domain/result.ts";
import { field, radios } from "../../../forms/field.ts";
import { type FormProblem, typedValues } from "../../../forms/form.ts";
import {
  type Contact,
  familyPaths,
  isTelephone,
  listContacts,
  listNeeds,
  type Needs,
  needsValues,
  noNeeds,
  parseNeeds,
  recordNeeds,
  type TypedNeeds,
  updateContact,
} from "../../families/index.ts";
import { needQuestions } from "../acts/amendment-page.ts";
import { NEED_LABELS, needText } from "../referral/carried-page.ts";
import { contactLine } from "./contact-line-page.ts";
import type { DraftPage } from "./draft-page.ts";
import {
  numberSaid,
  readSafety,
  SAFE_ANSWERS,
  type SafetyChange,
  safetyField,
  safetyValues,
} from "./safe-to-ring-routes.ts";

type There = { needs: Needs; phones: Contact[] };
type Typed = TypedNeeds & { safety: SafetyChange[] };
type NeedName = keyof typeof NEED_LABELS;

const questionsAbout = (phones: readonly Contact[], form: FormProblem) =>
  phones.map((one) => ({
    number: numberSaid(one),
    safe: radios(safetyField("safe", one), SAFE_ANSWERS, form),
    times: field(safetyField("times", one), form),
    seen: { name: safetyField("version", one), value: one.version },
  }));

/** Needs and safe contact. They are the carer's, kept on the family's file; the version typed is the draft's. */
export const needsTask: DraftPage<There, Typed> = {
  task: "needs",
  view: "@referrals/draft/needs",
  read: async ({ db, actor, referral }) => {
    const [all, contacts] = await Promise.all([
      listNeeds(db, actor, referral.familyId),
      listContacts(db, actor, referral.familyId),
    ]);
    return {
      needs: all.find((one) => one.personId === referral.carerId) ?? noNeeds(referral.carerId),
      phones: contacts.filter((one) => one.personId === referral.carerId && one.endedOn === null && isTelephone(one)),
    };
  },
  values: ({ needs, phones }) => ({ ...needsValues(needs), ...safetyValues(phones) }),
  standing: ({ needs, phones }) => [
    ...(Object.keys(NEED_LABELS) as NeedName[])
      .filter((name) => name !== "safeToCall")
      .map((name) => `${NEED_LABELS[name]}: ${needText(name, needs)}`),
    ...phones.map(contactLine),
  ],
  parse: (data, { phones }) => {
    const [needs, safety] = [parseNeeds(data), readSafety(data, phones)];
    if (needs.ok && safety.ok) return { ok: true, value: { ...needs.value, safety: safety.value } };
    const errors = [...(needs.ok ? [] : needs.error.errors), ...(safety.ok ? [] : safety.error)];
    return err({ values: typedValues(data), errors });
  },
  model: ({ phones }, form, { referral }) => ({
    needs: needQuestions(form),
    phones: questionsAbout(phones, form),
    personHref: familyPaths.person(referral.familyId, referral.carerId),
  }),
  tells: ({ safety }, _, { referral: { familyId } }) => [
    { verb: "needs.changed", about: { familyId } },
    ...(safety.length > 0 ? [{ verb: "contact.changed" as const, about: { familyId } }] : []),
  ],
  writes: ({ version: _, safety, ...typed }, { needs }, { db, actor, at }) => [
    recordNeeds(db, actor, { ...typed, personId: needs.personId, version: needs.version }, at),
    ...safety.map(({ contact, version }) =>
      updateContact(db, contact.id, version, {
        ...contact,
        value: null,
      }),
    ),
  ],
};
