import type { Day } from "../../../domain/calendar.ts";
import type { Person } from "../family/family.ts";

export type ListedPerson = Pick<
  Person,
  "id" | "kind" | "givenName" | "familyName" | "knownAs" | "birthOn" | "birthCertainty"
>;

/** A family as it stands in a list. */
export type FamilyRow = {
  id: string;
  reference: string;
  openedOn: Day;
  closedOn: Day | null;
  reviewDueOn: Day | null;
  people: ListedPerson[];
  /** Has any behaviour check been done? One falls due at opening (docs/rules/main-job.md 2). */
  hasCheck: boolean;
};

export type NextDue = { what: "behaviour-check" | "review"; on: Day; isOverdue: boolean };

/** The next thing due for a family: its first behaviour check, then its review; nothing once it is closed. */
export function nextDue(family: Omit<FamilyRow, "people">, today: Day): NextDue | null {
  if (family.closedOn !== null) return null;
  if (!family.hasCheck) return { what: "behaviour-check", on: family.openedOn, isOverdue: family.openedOn < today };
  if (family.reviewDueOn === null) return null;
  return { what: "review", on: family.reviewDueOn, isOverdue: family.reviewDueOn < today };
}

/** Why a family was found: for its reference, or for one of its people. */
export type Match = {
  familyId: string;
  personId: string | null;
  why:
    | "reference"
    | "name"
    | "name-starts"
    | "name-short"
    | "name-inside"
    | "name-sounds"
    | "birthday"
    | "birthday-swapped"
    | "contact"
    | "contact-ends";
};
