import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";

export type PlaceKind = "open" | "held" | "reserve";
export type Place = { id: string; number: number; kind: PlaceKind; enrolmentId: string | null };

export const PLACE_KINDS = { open: "Open", held: "Held", reserve: "Reserve list" } as const;

export type Outcome = "completed" | "left-early" | "did-not-start";
export const OUTCOMES = {
  completed: "Completed",
  "left-early": "Left early",
  "did-not-start": "Did not start",
} as const;

const ORDER: readonly PlaceKind[] = ["open", "held", "reserve"];

/** Free places in the order in which they are given out: lowest number first, open ones first, others only where asked for. */
export const freePlaces = (places: readonly Place[], withHeld: boolean): Place[] =>
  places
    .filter(({ enrolmentId, kind }) => enrolmentId === null && (withHeld || kind === "open"))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || a.number - b.number);

/** Where in the course somebody left: before it, or in which third of its sessions. */
export const STAGES = {
  "before-start": "Before the first session",
  "first-third": "In the first third",
  "middle-third": "In the middle third",
  "last-third": "In the last third",
} as const;
export type Stage = keyof typeof STAGES;

/** The stage by how many of a run's sessions had come when somebody left. Nobody who never attended got past the start. */
export function stageOf(attendedAny: boolean, sessionDays: readonly Day[], leftOn: Day): Stage {
  if (!attendedAny) return "before-start";
  const share = sessionDays.filter((day) => day <= leftOn).length / Math.max(1, sessionDays.length);
  if (share <= 1 / 3) return "first-third";
  return share <= 2 / 3 ? "middle-third" : "last-third";
}

export type Ending = {
  outcome: Outcome;
  verb: "complete" | "leave" | "not-start";
  toState: Outcome;
  stage: Stage | null;
};

type Open = { version: number; outcome: Outcome | null; fromOn: Day };

/** Somebody leaves: "did not start" where they never attended, "left early" otherwise. Once, and not before they joined. */
export function leave(
  enrolment: Open,
  form: { version: number; leftOn: Day },
  attendedAny: boolean,
  sessionDays: readonly Day[],
): Result<Ending, "ended" | "changed-since" | "before-joining"> {
  if (enrolment.outcome !== null) return err("ended");
  if (enrolment.version !== form.version) return err("changed-since");
  if (form.leftOn < enrolment.fromOn) return err("before-joining");
  const stage = stageOf(attendedAny, sessionDays, form.leftOn);
  return ok(
    attendedAny
      ? { outcome: "left-early", verb: "leave", toState: "left-early", stage }
      : { outcome: "did-not-start", verb: "not-start", toState: "did-not-start", stage },
  );
}

/** Somebody completes, once, and only where the programme's share is met (docs/rules/completion.md). */
export function complete(
  enrolment: Open,
  version: number,
  isMet: boolean,
): Result<Ending, "ended" | "changed-since" | "not-met"> {
  if (enrolment.outcome !== null) return err("ended");
  if (enrolment.version !== version) return err("changed-since");
  return isMet ? ok({ outcome: "completed", verb: "complete", toState: "completed", stage: null }) : err("not-met");
}
