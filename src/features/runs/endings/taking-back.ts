import type { Day } from "../../../domain/calendar.ts";
import type { MarkRow } from "../delivery/attendance.ts";
import { freePlaces, type Outcome, type Place } from "../delivery/enrolment.ts";
import type { Session } from "../delivery/session.ts";

/** A place that knows whose ending freed it last. */
export type LeftPlace = Place & { freedById: string | null };

/** The free places of a run in the order in which they are tried: their own first, then open ones, held ones, the reserve. */
export function placesToTry(places: readonly LeftPlace[], enrolmentId: string): LeftPlace[] {
  const kept = new Map(places.map((place) => [place.id, place]));
  const free = freePlaces(places, true).map(({ id }) => kept.get(id)!);
  const isTheirs = (place: LeftPlace) => place.freedById === enrolmentId;
  return [...free.filter(isTheirs), ...free.filter((place) => !isTheirs(place))];
}

/** Registers finished without somebody who was thought to have left: those of the group after that day, with no mark of theirs. */
export const registersWithout = (
  sessions: readonly Pick<Session, "id" | "kind" | "day" | "registerClosedAt">[],
  marks: readonly Pick<MarkRow, "sessionId">[],
  leftOn: Day,
): string[] =>
  sessions
    .filter(({ kind, day, registerClosedAt }) => kind === "planned" && day > leftOn && registerClosedAt !== null)
    .filter(({ id }) => !marks.some(({ sessionId }) => sessionId === id))
    .map(({ id }) => id);

export type Refusal =
  | "not-ended"
  | "on-the-list"
  | "changed-since"
  | "closed"
  | "enrolled-again"
  | "referred-again"
  | "full";

type Standing = {
  outcome: Outcome | null;
  version: number;
  isOnTheList: boolean;
  isRunClosed: boolean;
  isEnrolledAgain: boolean;
  isReferredAgain: boolean;
  freePlaces: number;
};

/**
 * Why an ending can't be taken back as things stand, or null. A closed run has nobody on it, so it is opened again first; a
 * carer has one open referral to a programme, and a referral one enrolment. `version` is the enrolment's, as the form knew it.
 */
export function refusalOf(now: Standing, version: number): Refusal | null {
  if (now.outcome === null) return "not-ended";
  if (now.isOnTheList) return "on-the-list";
  if (now.version !== version) return "changed-since";
  if (now.isRunClosed) return "closed";
  if (now.isEnrolledAgain) return "enrolled-again";
  if (now.isReferredAgain) return "referred-again";
  return now.freePlaces === 0 ? "full" : null;
}
