import { z } from "zod";
import { countedField, field } from "../../../forms/field.ts";
import { choice, longText, optionalText, parseForm, version } from "../../../forms/form.ts";
import { sourceQuestion } from "../acts/amendment-page.ts";
import { ledTo } from "../referral/led-here-queries.ts";
import { LONGEST_REASON, SOURCES, type Source } from "../referral/words.ts";
import type { DraftPage } from "./draft-page.ts";
import { recordReason } from "./draft-queries.ts";

type There = { ledHere: string[] | null };
type Typed = { version: number; source: Source; askedBy: string | null; reason: string };

const schema = z.object({
  version,
  source: choice(SOURCES, "Select who first brought the carer"),
  askedBy: optionalText("Who asked", 200),
  reason: longText("Why now", LONGEST_REASON),
});

const isSaved = (done: readonly string[] | undefined) => done?.includes("reason") ?? false;

/** Reason and route: what led to this, from the check and the decision; who brought the carer; why now. */
export const reasonTask: DraftPage<There, Typed> = {
  task: "reason",
  view: "@referrals/draft/reason",
  read: async ({ db, referral }) => ({ ledHere: await ledTo(db, referral) }),
  values: (_, { referral }) => ({
    source: isSaved(referral.draft?.done) ? referral.source : "",
    askedBy: referral.askedBy ?? "",
    reason: referral.reason ?? "",
  }),
  standing: (_, { referral }) => [
    `Who first brought the carer: ${SOURCES[referral.source as Source]}`,
    `Why now: ${referral.reason ?? "nothing yet"}`,
  ],
  parse: (data) => parseForm(schema, data),
  model: ({ ledHere }, form) => ({
    ledHere: ledHere ?? [],
    source: sourceQuestion(form),
    askedBy: field("askedBy", form),
    reason: countedField("reason", LONGEST_REASON, form),
  }),
  tells: "nobody",
  writes: (typed, _, { db, referral }) => [recordReason(db, referral.id, typed)],
};
