import { looked, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { isUntouched } from "../../../forms/form.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import {
  type Family,
  findFamily,
  listNeeds,
  type Needs,
  needsValues,
  noNeeds,
  parseNeeds,
  recordNeeds,
} from "../../families/index.ts";
import { referralPaths } from "../paths.ts";
import { listAvailability, listGoals, recordAvailability, recordGoals } from "../referral/carried-queries.ts";
import { lastEvent } from "../referral/event-queries.ts";
import { amend, type ReferralEvent } from "../referral/referral.ts";
import { findMade, type ReferralFound, recordDecision } from "../referral/referral-queries.ts";
import { standsNow } from "../referral/refusal.ts";
import { barred, cantBeDone } from "./act-routes.ts";
import type { Amendable } from "./amendment.ts";
import { type Amending, amendmentValues, parseAmendment, type Standing } from "./amendment-form.ts";
import { amendmentPage, inWords, isBeforePlace, isOfFamily } from "./amendment-page.ts";
import { recordAmendment } from "./amendment-queries.ts";

export const amendment = factory.createApp();

type Found = Standing & { family: Family; referral: ReferralFound; needs: Needs };

/** The referral with everything that can be changed of it, as it stands. */
async function amendableOf(c: AppContext, asked: { id: string }): Promise<Found | undefined> {
  const { db } = c.var.deps;
  const referral = await findMade(db, c.var.actor, asked.id);
  const family = referral && (await findFamily(db, c.var.actor, referral.familyId));
  if (!referral || !family) return undefined;
  const [all, free, goals] = await Promise.all([
    listNeeds(db, c.var.actor, referral.familyId),
    listAvailability(db, referral.carerId),
    listGoals(db, referral.id),
  ]);
  const needs = all.find((one) => one.personId === referral.carerId) ?? noNeeds(referral.carerId);
  const { childId: child, source, askedBy } = referral;
  const before: Amendable = { child, source, askedBy, reason: referral.reason ?? "", needs, free, goals };
  return { referral, family, needs, before, isBeforePlace: isBeforePlace(referral) };
}

/** The needs as they were typed; the version beside them is the referral's. */
function withoutVersion(data: FormData) {
  const read = parseNeeds(data);
  if (!read.ok) return read;
  const { version: _, ...needs } = read.value;
  return ok(needs);
}

type Decided = { event: ReferralEvent; typed: Amending };

act<{ id: typeof id }, Found, Amending, Decided>(amendment, {
  path: "/:id/amendment",
  permission: "referral:make",
  params: { id },
  find: amendableOf,
  look: (c, { referral }) => looked(c.var.actor, "referral", referral.id, referral.familyId),
  barred: (_, { referral }) => barred("amend", referral),
  parse: (data, found) => parseAmendment(data, withoutVersion(data), found, inWords(found.family)),
  decide: (typed, { referral }, c) => {
    const decision = amend(referral, typed, c.var.now);
    return decision.ok ? ok({ event: decision.value, typed }) : err(cantBeDone(decision.error, referral));
  },
  page: ({ referral, family, before, needs }, form) => {
    const shown =
      form && !isUntouched(form) ? form : { errors: [], ...form, values: amendmentValues(before, needsValues(needs)) };
    return ["@referrals/acts/amendment", amendmentPage(referral, family, shown)];
  },
  // The referral's two sides are told by its step; what it changes of the family, every provider at work.
  tells: ({ typed: { changes } }, { referral }) =>
    changes.some(({ label }) => isOfFamily(label))
      ? { verb: "needs.changed", about: { familyId: referral.familyId } }
      : [],
  audit: ({ typed }, { referral }, c) => {
    const fields = Object.fromEntries(typed.changes.map(({ label, after }) => [label, after]));
    return wrote(c.var.actor, "referral", referral.id, fields, { familyId: referral.familyId });
  },
  writes: ({ event, typed: { after } }, found, c) => {
    const { deps, actor, now } = c.var;
    const { referral, needs } = found;
    const at = instantText(now);
    const goals = after.goals.map((goal) => ({ ...goal, id: deps.newId() }));
    return [
      ...recordDecision(deps.db, actor, event),
      recordAmendment(deps.db, referral.id, after),
      recordNeeds(deps.db, actor, { ...needs, ...after.needs }, at),
      ...recordAvailability(deps.db, referral.carerId, after.free),
      ...(found.isBeforePlace ? recordGoals(deps.db, referral.id, goals, { by: actor.userId, at }) : []),
    ];
  },
  did: (_, { referral }) => `${referralPaths.show(referral.id)}?did=amended`,
  conflict: async (c, { referral, family, before }) => {
    const said = standsNow(referral.state, await lastEvent(c.var.deps.db, referral.id));
    const lines = inWords(family)(before).map(([label, text]) => ({ said: label, theirs: text }));
    const now = onFileNow(said.text, lines);
    return { ...now, differences: [...said.differences, ...now.differences] };
  },
});
