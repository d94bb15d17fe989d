import type { Temporal } from "temporal-polyfill";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

export const CONCERN_KINDS = {
  "goes-missing": "Goes missing",
  "self-harm": "Self-harm",
  sexualised: "Sexualised behaviour",
  injury: "Somebody was injured",
  fear: "Somebody is afraid",
  weapon: "A weapon",
  "hurt-and-challenged": "Somebody is hurt and it challenges the carer a great deal",
  "risk-answer": "An answer about risk",
  "risk-answer-worse": "An answer about risk, set right to a worse one",
  session: "Something else, at a session",
} as const;
export type ConcernKind = keyof typeof CONCERN_KINDS;

/** What a kind is called; a kind that a feature has added since is shown by its own code. */
export const kindSaid = (kind: string): string =>
  (CONCERN_KINDS as Record<string, string>)[kind] ?? kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll("-", " ");

export const CONCERN_SOURCES = {
  "behaviour-check": "A behaviour check",
  session: "A session",
  answer: "An answer to a questionnaire",
} as const;
export type ConcernSource = keyof typeof CONCERN_SOURCES;

export const CONCERN_STATES = {
  raised: "Raised",
  acknowledged: "Acknowledged",
  escalated: "Escalated",
  closed: "Closed",
} as const;
export type ConcernState = keyof typeof CONCERN_STATES;

export const CARER_TOLD = {
  yes: "Yes",
  no: "No, not yet",
  "not-safe-to-tell": "No, it is not safe to tell them",
} as const;
export type CarerTold = keyof typeof CARER_TOLD;

/** What a feature hands over to have a concern raised. `by` is a user's id, or what stands for a carer who answered by link. */
export type NewConcern = {
  id: string;
  familyId: string;
  /** The person that the concern is about. */
  aboutId: string;
  /** The organisation whose people must look at it. */
  organisationId: string;
  source: ConcernSource;
  sourceId: string;
  /** One concern of a kind from one source. One of CONCERN_KINDS where it fits. */
  kind: string;
  /** A risk answer that its measure calls urgent. */
  isUrgent?: boolean;
  /** The items of the form that raise it, so that a correction can say what they say now. */
  items?: readonly string[];
  summary: string;
  /** Who is to look at it first: whoever recorded it, or today's duty person (docs/rules/concerns.md). */
  named: "recorder" | "duty";
  at: Temporal.Instant;
  by: string;
};

export type Concern = {
  id: string;
  familyId: string;
  aboutId: string;
  aboutName: string;
  familyReference: string;
  source: ConcernSource;
  sourceId: string;
  kind: string;
  summary: string;
  state: ConcernState;
  urgent: "yes" | "no";
  /** Who looks at it, or is to: whoever was named first, then whoever said that they do. */
  forUserId: string | null;
  forUserName: string | null;
  halfAt: string | null;
  dueAt: string;
  createdAt: string;
  createdBy: string;
  createdByName: string | null;
  version: number;
  /** The version that a person made last: what the timer did since makes nobody's page stale. */
  personVersion: number;
  /** 1 where the family's file is the reader's to open; else whom to ring, since a concern does not wait for an agreement. */
  seesFile: number;
  ownerName: string;
  ownerTelephone: string;
};

export type ConcernVerb = "raised" | "acknowledged" | "escalated" | "shared" | "closed";

export type ConcernEvent = {
  concernId: string;
  version: number;
  verb: ConcernVerb;
  state: ConcernState;
  note: string | null;
  sharedWith: string | null;
  carerTold: CarerTold | null;
  at: string;
};

/** What a form that corrects the one a concern came from says of it now. */
export type ConcernCorrection = {
  still: "yes" | "no";
  said: string;
  reason: string;
  at: string;
  byName: string | null;
};

/** One line of a concern's history, with the name of who did it (null when it was not a user). */
export type ConcernHistory = Omit<ConcernEvent, "concernId" | "state"> & { byName: string | null };

/** Does nobody look at it yet? Acknowledged is not closed; only what is neither is moved on. */
export const isWaiting = ({ state }: Pick<Concern, "state">): boolean => state === "raised" || state === "escalated";

export const isOverdue = (concern: Pick<Concern, "dueAt" | "state">, now: Temporal.Instant): boolean =>
  concern.state !== "closed" && concern.dueAt < instantText(now);

type Decided = Result<ConcernEvent, "changed-since" | "closed" | "not-closed">;
type Told = Partial<Pick<ConcernEvent, "note" | "sharedWith" | "carerTold">>;

type Seen = Pick<Concern, "id" | "version" | "personVersion" | "state">;

function next(
  concern: Seen,
  seen: number,
  step: { verb: ConcernVerb; state: ConcernState; now: Temporal.Instant } & Told,
): Decided {
  if (seen < concern.personVersion || seen > concern.version) return err("changed-since");
  if (concern.state === "closed" && step.verb !== "raised") return err("closed");
  if (concern.state !== "closed" && step.verb === "raised") return err("not-closed");
  return ok({
    concernId: concern.id,
    version: concern.version + 1,
    verb: step.verb,
    state: step.state,
    note: step.note ?? null,
    sharedWith: step.sharedWith ?? null,
    carerTold: step.carerTold ?? null,
    at: instantText(step.now),
  });
}

/** Somebody says that they are looking at it. */
export const acknowledge = (concern: Seen, seen: number, now: Temporal.Instant): Decided =>
  next(concern, seen, { verb: "acknowledged", state: "acknowledged", now });

/** Told to somebody else; whoever shares it has looked at it. */
export const share = (
  concern: Seen,
  form: { version: number; sharedWith: string; carerTold: CarerTold; note: string | null },
  now: Temporal.Instant,
): Decided => next(concern, form.version, { ...form, verb: "shared", state: "acknowledged", now });

/** Closed with what was done: without it, it can't be (docs/rules/concerns.md). */
export const close = (concern: Seen, form: { version: number; done: string }, now: Temporal.Instant): Decided =>
  next(concern, form.version, { verb: "closed", state: "closed", note: form.done, now });

/** Closed by mistake, or not over after all: it is open again, with the reason. */
export const reopen = (concern: Seen, form: { version: number; why: string }, now: Temporal.Instant): Decided =>
  next(concern, form.version, { verb: "raised", state: "raised", note: form.why, now });
