import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import {
  type FormProblem,
  isUntouched,
  longText,
  parseForm,
  problem,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, type AppEnv, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { listNeeds, type Needs, needsValues, noNeeds, parseNeeds, recordNeeds } from "../../families/index.ts";
import { referralPaths } from "../paths.ts";
import { NEED_LABELS, needRows, needText } from "../referral/carried-page.ts";
import { lastEvent } from "../referral/event-queries.ts";
import { amend, type Change, type ReferralEvent } from "../referral/referral.ts";
import { findMade, type ReferralFound, recordDecision, recordWhyNow } from "../referral/referral-queries.ts";
import { standsNow } from "../referral/refusal.ts";
import { LONGEST_NOTE, LONGEST_REASON } from "../referral/words.ts";
import { barred, cantBeDone } from "./act-routes.ts";
import { changesBetween } from "./amendment.ts";
import { amendmentPage } from "./amendment-page.ts";

export const amendment = factory.createApp();

const said = z.object({
  version,
  reason: longText("Why now", LONGEST_REASON),
  note: longText("Why you are changing it", LONGEST_NOTE),
});

type Typed = z.infer<typeof said> & { needs: Needs; changes: Change[] };

/** Reads both halves of the form, so that every error shows at once; something must be different. */
function parseAmendment(data: FormData, referral: ReferralFound, before: Needs): Result<Typed, FormProblem> {
  const [words, needs] = [parseForm(said, data), parseNeeds(data)];
  if (!words.ok || !needs.ok) {
    const errors = [...(words.ok ? [] : words.error.errors), ...(needs.ok ? [] : needs.error.errors)];
    return err({
      values: typedValues(data),
      errors: errors.filter(({ field }, at) => errors.findIndex((e) => e.field === field) === at),
    });
  }
  const after = { ...before, ...needs.value, version: before.version };
  const was = { reason: referral.reason ?? "", needs: before };
  const changes = changesBetween(was, { reason: words.value.reason, needs: after }, NEED_LABELS, needText);
  if (changes.length === 0) return err(problem(typedValues(data), "form", "Nothing is different from what was sent"));
  return ok({ ...words.value, needs: after, changes });
}

const needsOf = async (c: AppContext, referral: ReferralFound): Promise<Needs> => {
  const { deps, actor } = c.var as AppEnv["Variables"];
  const all = await listNeeds(deps.db, actor, referral.familyId);
  return all.find((one) => one.personId === referral.carerId) ?? noNeeds(referral.carerId);
};

/** What stands there, as the form shows it before anything is typed. */
const filled = (referral: ReferralFound, needs: Needs) => ({
  values: { reason: referral.reason ?? "", ...needsValues(needs) },
});

type Amending = { event: ReferralEvent; typed: Typed };

act<{ id: typeof id }, { referral: ReferralFound; needs: Needs }, Typed, Amending>(amendment, {
  path: "/:id/amendment",
  permission: "referral:make",
  params: { id },
  find: async (c, asked) => {
    const referral = await findMade(c.var.deps.db, c.var.actor, asked.id);
    return referral && { referral, needs: await needsOf(c, referral) };
  },
  look: (c, { referral }) => looked(c.var.actor, "referral", referral.id, referral.familyId),
  barred: (_, { referral }) => barred("amend", referral),
  parse: (data, { referral, needs }) => parseAmendment(data, referral, needs),
  decide: (typed, { referral }, c) => {
    const decision = amend(referral, typed, c.var.now);
    return decision.ok ? ok({ event: decision.value, typed }) : err(cantBeDone(decision.error, referral));
  },
  page: ({ referral, needs }, form) => [
    "@referrals/acts/amendment",
    amendmentPage(referral, form && !isUntouched(form) ? form : { errors: [], ...form, ...filled(referral, needs) }),
  ],
  audit: ({ typed }, { referral }, c) => {
    const fields = Object.fromEntries(typed.changes.map(({ label, after }) => [label, after]));
    return wrote(c.var.actor, "referral", referral.id, fields, { familyId: referral.familyId });
  },
  writes: ({ event, typed }, { referral }, c) => {
    const { deps, actor, now } = c.var;
    return [
      ...recordDecision(deps.db, actor, event),
      recordWhyNow(deps.db, referral.id, typed.reason),
      recordNeeds(deps.db, actor, typed.needs, instantText(now)),
    ];
  },
  did: (_, { referral }) => `${referralPaths.show(referral.id)}?did=amended`,
  conflict: async (c, { referral, needs }) => {
    const said = standsNow(referral.state, await lastEvent(c.var.deps.db, referral.id));
    const lines = needRows(needs).map(({ key, value }) => ({
      said: key.text,
      theirs: "text" in value ? value.text : "",
    }));
    const now = onFileNow(said.text, [{ said: "Why now", theirs: referral.reason ?? "" }, ...lines]);
    return { ...now, differences: [...said.differences, ...now.differences] };
  },
});
