import { type Day, daysBetween } from "../../../domain/calendar.ts";
import type { DayRange } from "./session-dates.ts";

export type RunKind = "group" | "one-to-one";
export type StaffRole = "facilitator" | "co-facilitator" | "peer-co-leader" | "cover";

export const STAFF_ROLES = {
  facilitator: "Facilitator",
  "co-facilitator": "Co-facilitator",
  "peer-co-leader": "Peer co-leader",
  cover: "Cover",
} as const;

export type RunStaff = { userId: string; name: string; asWhat: StaffRole };

export type Run = {
  id: string;
  name: string;
  kind: RunKind;
  venue: string;
  venueConfidential: "yes" | "no";
  organisationId: string;
  programmeId: string;
  programmeName: string;
  versionId: string;
  programmeVersion: number;
  minimumPlaces: number;
  completionShare: number;
  localHolidays: DayRange[];
  closedOn: Day | null;
  version: number;
};

/** Days before the first session at which a group that is too small must be looked at (docs/rules/runs.md). */
export const VIABILITY_DAYS = 14;

/** Days without an attended or booked session after which a one-to-one course is asked about (docs/rules/completion.md; not yet confirmed). */
export const QUIET_DAYS = 21;

export type Viability = { kind: "enough" | "filling" | "too-few" | "started"; enrolled: number; minimum: number };

/** Will the group run? From 14 days before its first session, too few people is said as that; once begun it is no question. */
export function viabilityOf(enrolled: number, minimum: number, firstDay: Day | null, today: Day): Viability {
  const counts = { enrolled, minimum };
  if (firstDay !== null && firstDay <= today) return { kind: "started", ...counts };
  if (enrolled >= minimum) return { kind: "enough", ...counts };
  const isNear = firstDay !== null && daysBetween(today, firstDay) <= VIABILITY_DAYS;
  return { kind: isNear ? "too-few" : "filling", ...counts };
}
