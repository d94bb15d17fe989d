import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { eventOf, type Referral, type Said, step } from "./referral.ts";
import { recordDecision } from "./referral-queries.ts";
import { type ReferralState, TRANSITIONS, type Verb } from "./states.ts";
import { RUN_CHANGED, takeBack } from "./taking-back.ts";

/** What runs does to a referral: each leads to one state. */
export type RunVerb = Extract<Verb, "enrol" | "start" | "complete" | "leave" | "not-start" | "wait">;

/** The state that a run's verb leads to. */
export const stateAfter = (verb: RunVerb): ReferralState => (TRANSITIONS[verb].to as readonly ReferralState[])[0]!;

/**
 * The writes that move a referral on with what happens on a run: its log and its state, for the same commit. Ask `mayBe(verb,
 * state)` first and answer 409 when it says no; here that is a bug and throws. Somebody else's move in between loses the
 * commit (Conflict "stale"). To make two moves in one commit, hand the second `{ ...referral, version: version + 1, state: stateAfter(verb) }`.
 */
export function moveReferral(
  db: Db,
  actor: Pick<Actor, "userId">,
  referral: Pick<Referral, "id" | "version" | "state">,
  verb: RunVerb,
  now: Temporal.Instant,
  said: Pick<Said, "reason" | "note" | "readyFromOn"> = {},
): Write[] {
  const moved = step(referral, referral.version, verb, stateAfter(verb), said, now);
  if (!moved.ok) throw new Error(`A referral that is ${referral.state} can't ${verb}`);
  return recordDecision(db, actor, moved.value);
}

/**
 * The writes that take a referral back to the state before its ending on a run. Ask `stateBefore(state)` first and write nothing
 * here when it gives none; here that is a bug and throws. Loses the commit as `moveReferral` does, and on `referral_open_once`
 * when the carer has been referred to the programme again meanwhile.
 */
export function takeEndingBack(
  db: Db,
  actor: Pick<Actor, "userId">,
  referral: Pick<Referral, "id" | "version" | "state">,
  reason: string,
  now: Temporal.Instant,
): Write[] {
  const back = takeBack(referral, reason, now);
  if (!back.ok) throw new Error(`A referral that is ${referral.state} has no ending to take back`);
  return recordDecision(db, actor, back.value, "enrolment.taken-back");
}

/** The writes that tell the log of a referral that the carer goes to another run of its programme: the state stays. */
export function changeRun(
  db: Db,
  actor: Pick<Actor, "userId">,
  referral: Pick<Referral, "id" | "version" | "state">,
  change: { before: string; after: string; why: string },
  now: Temporal.Instant,
): Write[] {
  const { before, after, why } = change;
  const said = { note: why, changes: [{ label: RUN_CHANGED, before, after }] };
  return recordDecision(db, actor, eventOf(referral, "amend", referral.state, said, now), "enrolment.moved");
}
