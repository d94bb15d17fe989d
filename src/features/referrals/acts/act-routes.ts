import type { Hono } from "hono";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { type ActForm, act, type Refusal as CantBeDone, CHANGED_SINCE } from "../../../web/act.ts";
import type { AppContext, AppEnv, PageModel } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { referralPaths } from "../paths.ts";
import { lastEvent } from "../referral/event-queries.ts";
import { type ReferralEvent, type Refusal, refusalOf } from "../referral/referral.ts";
import { findMade, findReceived, type ReferralFound, recordDecision } from "../referral/referral-queries.ts";
import { refusalText, standsNow } from "../referral/refusal.ts";
import type { Verb } from "../referral/states.ts";

type ReferralAct<Typed> = {
  path: string;
  verb: Verb;
  /** Whose it is to do: the side that made the referral, or the one that received it. */
  side: "made" | "received";
  view: string;
  parse: (data: FormData, referral: ReferralFound, c: AppContext) => Result<Typed, FormProblem>;
  decide: (referral: ReferralFound, typed: Typed, now: AppContext["var"]["now"]) => Result<ReferralEvent, Refusal>;
  page: (referral: ReferralFound, form: ActForm | undefined, c: AppContext) => PageModel | Promise<PageModel>;
  did: (event: ReferralEvent) => string;
};

const SIDES = {
  made: { permission: "referral:make", find: findMade },
  received: { permission: "referral:answer", find: findReceived },
} as const;

/** Why a verb can't be done to a referral as it stands; undefined where it can. */
export function barred(verb: Verb, referral: ReferralFound): CantBeDone | undefined {
  const refusal = refusalOf(referral, verb);
  return refusal ? { text: refusalText(refusal, referral.state) } : undefined;
}

/** The rule's refusal as the page says it. */
export const cantBeDone = (refusal: Refusal, { state }: ReferralFound): CantBeDone =>
  refusal === "changed-since" ? CHANGED_SINCE : { text: refusalText(refusal, state) };

/** One verb of the state machine as a page: what all of them have in common, the log's line and the audit entry included. */
export function referralAct<Typed>(app: Hono<AppEnv>, definition: ReferralAct<Typed>): void {
  const { permission, find } = SIDES[definition.side];
  act(app, {
    path: definition.path,
    permission,
    params: { id },
    find: (c, asked) => find(c.var.deps.db, c.var.actor, asked.id),
    look: (c, referral) => looked(c.var.actor, "referral", referral.id, referral.familyId),
    barred: (_, referral) => barred(definition.verb, referral),
    parse: definition.parse,
    decide: (typed, referral, c) => {
      const decision = definition.decide(referral, typed, c.var.now);
      return decision.ok ? ok(decision.value) : err(cantBeDone(decision.error, referral));
    },
    page: async (referral, form, c) => [definition.view, await definition.page(referral, form, c)],
    tells: "its-step",
    audit: (event, referral, c) =>
      wrote(c.var.actor, "referral", referral.id, { state: event.to }, { familyId: referral.familyId }),
    writes: (event, _, c) => recordDecision(c.var.deps.db, c.var.actor, event),
    did: (event, referral) => `${referralPaths.show(referral.id)}?did=${definition.did(event)}`,
    conflict: async (c, referral) => standsNow(referral.state, await lastEvent(c.var.deps.db, referral.id)),
  });
}
