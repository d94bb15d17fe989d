import { field, radios } from "../../domain/field.ts";
import { listNeeds, type Needs, needsValues, noNeeds, parseNeeds, recordNeeds } from "../families/index.ts";
import { NEED_LABELS, needText } from "./carried-page.ts";
import type { DraftPage } from "./draft-page.ts";
import { YES_NO_NOT_KNOWN } from "./words.ts";

type There = { needs: Needs };
type Typed = Omit<Needs, "personId">;
type NeedName = keyof typeof NEED_LABELS;

/** Needs and safe contact. They are the carer's, kept on the family's file; the version typed is the draft's. */
export const needsTask: DraftPage<There, Typed> = {
  task: "needs",
  view: "@referrals/needs",
  read: async ({ db, actor, referral }) => {
    const all = await listNeeds(db, actor, referral.familyId);
    return { needs: all.find((one) => one.personId === referral.carerId) ?? noNeeds(referral.carerId) };
  },
  values: ({ needs }) => needsValues(needs),
  standing: ({ needs }) =>
    (Object.keys(NEED_LABELS) as NeedName[]).map((name) => `${NEED_LABELS[name]}: ${needText(name, needs)}`),
  parse: (data) => parseNeeds(data),
  model: (_, form) => ({
    interpreterLanguage: field("interpreterLanguage", form),
    childcare: radios("childcare", YES_NO_NOT_KNOWN, form),
    transport: radios("transport", YES_NO_NOT_KNOWN, form),
    access: field("access", form),
    workPattern: field("workPattern", form),
    safeToCall: field("safeToCall", form),
    bestTimeForText: field("bestTimeForText", form),
  }),
  writes: ({ version: _, ...typed }, { needs }, { db, actor, at }) => [
    recordNeeds(db, actor, { ...typed, personId: needs.personId, version: needs.version }, at),
  ],
};
