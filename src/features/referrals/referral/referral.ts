import type { Temporal } from "temporal-polyfill";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { ReferralState, Suitability, Verb } from "./states.ts";
import { mayBe, mayDoTo } from "./states.ts";

/** A referral as both sides see it: one carer, one index child, one programme. Names are for showing only. */
export type Referral = {
  id: string;
  reference: string;
  familyId: string;
  carerId: string;
  childId: string;
  offerId: string;
  programmeId: string;
  fromOrganisationId: string;
  toOrganisationId: string;
  source: string;
  askedBy: string | null;
  /** Why now, in the referrer's words; null until that task is done. */
  reason: string | null;
  draft: Draft | null;
  state: ReferralState;
  submittedAt: string | null;
  overrideReason: string | null;
  createdAt: string;
  version: number;
};

/** What a draft remembers besides the rows it has already written: which of its pages were saved. */
export type Draft = { done: readonly string[] };

/** One line of a referral's log. `version` is the referral's after it. */
export type ReferralEvent = {
  referralId: string;
  version: number;
  verb: Verb;
  from: ReferralState | null;
  to: ReferralState;
  /** A coded reason where it ends something. */
  reason: string | null;
  note: string | null;
  suitability: Suitability | null;
  readyFromOn: string | null;
  /** What an amendment changed: label, before, after. */
  changes: readonly Change[] | null;
  at: Temporal.Instant;
};

export type Change = { label: string; before: string; after: string };

/** Why nothing happened: somebody was first, or the state does not allow it. */
export type Refusal = "changed-since" | "not-open" | "not-shared";

export type Said = Partial<Pick<ReferralEvent, "reason" | "note" | "suitability" | "readyFromOn" | "changes">>;

type Standing = Pick<Referral, "id" | "version" | "state"> & {
  /** 0 once the carer no longer agrees to share; left out by whoever goes on with their own record alone. */
  isSharingAgreed?: number;
};

/** What tells the other side of the family, or goes on with the work: neither is done without the carer's agreement. */
const NEEDS_SHARING: readonly Verb[] = ["ask", "answer", "accept", "wait", "amend"];

/** Why a verb can't be done to a referral now, whatever it would lead to; null when it can. */
export function refusalOf({ state, isSharingAgreed }: Omit<Standing, "id" | "version">, verb: Verb): Refusal | null {
  if (!mayBe(verb, state)) return "not-open";
  return isSharingAgreed === 0 && NEEDS_SHARING.includes(verb) ? "not-shared" : null;
}

/** Moves a referral by a verb to one of the states it can lead to; only the transitions of states.ts exist. */
export function step(
  referral: Standing,
  version: number,
  verb: Verb,
  to: ReferralState,
  said: Said,
  now: Temporal.Instant,
): Result<ReferralEvent, Refusal> {
  if (version !== referral.version) return err("changed-since");
  if (!mayDoTo(verb, referral.state, to)) return err("not-open");
  const refusal = refusalOf(referral, verb);
  if (refusal) return err(refusal);
  return ok(eventOf(referral, verb, to, said, now));
}

/** The log's next line. Whether the step exists at all is asked before. */
export const eventOf = (
  referral: Standing,
  verb: Verb,
  to: ReferralState,
  said: Said,
  now: Temporal.Instant,
): ReferralEvent => ({
  referralId: referral.id,
  version: referral.version + 1,
  verb,
  from: referral.state,
  to,
  reason: null,
  note: null,
  suitability: null,
  readyFromOn: null,
  changes: null,
  at: now,
  ...said,
});

type Declining = { version: number; reason: string; note: string | null };

/** A provider declines a referral once, with a coded reason that the referrer reads (docs/rules/referral-states.md). */
export const decline = (referral: Standing, form: Declining, now: Temporal.Instant): Result<ReferralEvent, Refusal> =>
  step(referral, form.version, "decline", "declined", { reason: form.reason, note: form.note }, now);

/** A provider asks for what it needs to decide; the clock stands still until the referrer answers. */
export const ask = (referral: Standing, form: { version: number; note: string }, now: Temporal.Instant) =>
  step(referral, form.version, "ask", "information-requested", { note: form.note }, now);

/** The referrer answers what was asked; the provider's clock runs again. */
export const answer = (referral: Standing, form: { version: number; note: string }, now: Temporal.Instant) =>
  step(referral, form.version, "answer", "submitted", { note: form.note }, now);

type Acceptance = {
  version: number;
  suitability: Suitability | null;
  readyFromOn: string | null;
  note: string | null;
};

/** What each answer of a suitability conversation leads to (docs/rules/main-job.md 6). Needing more is a decline; choosing otherwise is the carer's. */
const AFTER_CONVERSATION = {
  suitable: { verb: "accept", to: "accepted", reason: null },
  "suitable-not-ready": { verb: "accept", to: "waiting", reason: null },
  "needs-more": { verb: "decline", to: "declined", reason: "needs-more" },
  "chose-something-else": { verb: "close", to: "closed", reason: "chose-something-else" },
} as const satisfies Record<Suitability, { verb: Verb; to: ReferralState; reason: string | null }>;

/** A provider accepts; for CBT by what the suitability conversation came to. */
export function accept(referral: Standing, form: Acceptance, now: Temporal.Instant): Result<ReferralEvent, Refusal> {
  const { verb, to, reason } = AFTER_CONVERSATION[form.suitability ?? "suitable"];
  const { suitability, readyFromOn, note } = form;
  return step(referral, form.version, verb, to, { reason, suitability, readyFromOn, note }, now);
}

type Withdrawal = { version: number; reason: string; note: string | null };

/** The referring side takes a referral back: a draft too, which then was never sent. */
export const withdraw = (referral: Standing, form: Withdrawal, now: Temporal.Instant) =>
  step(referral, form.version, "withdraw", "closed", { reason: form.reason, note: form.note }, now);

/** The referring side changes what it sent, says why, and both sides see before and after (U14). */
export const amend = (
  referral: Standing,
  form: { version: number; note: string; changes: readonly Change[] },
  now: Temporal.Instant,
) => step(referral, form.version, "amend", referral.state, { note: form.note, changes: form.changes }, now);

/** A page of the draft was saved. */
export const saveDraft = (referral: Standing, version: number, now: Temporal.Instant) =>
  step(referral, version, "save", "draft", {}, now);

/** The draft is sent: from now on the provider sees it. */
export const submit = (referral: Standing, version: number, now: Temporal.Instant) =>
  step(referral, version, "submit", "submitted", {}, now);

/** An accepted referral goes on the waiting list, or comes back to it when a run fell through. */
export const wait = (
  referral: Standing,
  form: { version: number; readyFromOn: string | null; note: string | null },
  now: Temporal.Instant,
) => step(referral, form.version, "wait", "waiting", { readyFromOn: form.readyFromOn, note: form.note }, now);
