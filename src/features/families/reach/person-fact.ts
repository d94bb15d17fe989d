import type { Day } from "../../../domain/calendar.ts";

/**
 * What is learned about a person once and acts everywhere, until it is taken back (docs/rules/reaching.md). The migration "said
 * once" checks the same codes.
 */
export const FACT_KINDS = {
  died: "Somebody died",
  "moved-out": "A child moved out",
  "wrong-number": "It is a wrong number",
  "not-asked-again": "They do not want to be asked anything more",
  interpreter: "They need an interpreter",
} as const;
export type FactKind = keyof typeof FACT_KINDS;

export type PersonFact = {
  id: string;
  personId: string;
  kind: FactKind;
  contactId: string | null;
  onDay: Day;
  language: string | null;
  note: string | null;
  at: string;
  byName: string | null;
  organisationName: string;
  takenBack: { at: string; byName: string | null; why: string | null } | null;
};

/** A fact as it is recorded. `before`: whether an interpreter was needed as far as was known, so that taking back restores it. */
export type NewFact = Pick<PersonFact, "id" | "personId" | "kind" | "contactId" | "onDay" | "language" | "note"> & {
  before: "yes" | "no" | "not-known" | null;
  at: string;
};

/** One of the family. `bornOn` is null where the reader's organisation does not hold the file. */
type Told = { id: string; name: string; bornOn: Day | null };

/** Somebody whom something can be learned about: a carer with the children that the reader knows, or a child alone. */
export type Subject = {
  person: Told & { kind: "carer" | "child"; interpreter: "yes" | "no" | "not-known" };
  familyId: string;
  children: readonly Told[];
  /** Numbers in use; a confidential one is called by its kind. */
  numbers: readonly { id: string; text: string }[];
  facts: readonly PersonFact[];
};

/** What can be learned about this person at all. */
export const kindsFor = ({ person, children, numbers }: Subject): FactKind[] =>
  (Object.keys(FACT_KINDS) as FactKind[]).filter((kind) => {
    if (kind === "died") return true;
    if (kind === "moved-out") return person.kind === "child" || children.length > 0;
    if (kind === "wrong-number") return numbers.length > 0;
    return person.kind === "carer";
  });

/** The same fact as it stands already, if it does. */
export const standingOf = (
  facts: readonly PersonFact[],
  { personId, kind, contactId }: Pick<PersonFact, "personId" | "kind" | "contactId">,
): PersonFact | undefined =>
  facts.find(
    (one) => one.takenBack === null && one.personId === personId && one.kind === kind && one.contactId === contactId,
  );
