import { listNeeds, type Needs, needsValues, noNeeds, parseNeeds, recordNeeds } from "../../families/index.ts";
import { needQuestions } from "../acts/amendment-page.ts";
import { NEED_LABELS, needText } from "../referral/carried-page.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { needs: Needs };
type Typed = Omit<Needs, "personId">;
type NeedName = keyof typeof NEED_LABELS;

/** Needs and safe contact. They are the carer's, kept on the family's file; the version typed is the draft's. */
export const needsTask: DraftPage<There, Typed> = {
  task: "needs",
  view: "@referrals/draft/needs",
  read: async ({ db, actor, referral }) => {
    const all = await listNeeds(db, actor, referral.familyId);
    return { needs: all.find((one) => one.personId === referral.carerId) ?? noNeeds(referral.carerId) };
  },
  values: ({ needs }) => needsValues(needs),
  standing: ({ needs }) =>
    (Object.keys(NEED_LABELS) as NeedName[]).map((name) => `${NEED_LABELS[name]}: ${needText(name, needs)}`),
  parse: (data) => parseNeeds(data),
  model: (_, form) => ({ needs: needQuestions(form) }),
  writes: ({ version: _, ...typed }, { needs }, { db, actor, at }) => [
    recordNeeds(db, actor, { ...typed, personId: needs.personId, version: needs.version }, at),
  ],
};
