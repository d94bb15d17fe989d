import { ageOn, type Day } from "../../../domain/calendar.ts";
import type {
  ArrangementEnding,
  ArrangementKind,
  BIRTH_CERTAINTIES,
  ETHNICITIES,
  ETHNICITY_STATED_BY,
  PARENTAL_RESPONSIBILITIES,
  Relationship,
  Sex,
  YesNoNotKnown,
} from "./family-words.ts";

export type Person = {
  id: string;
  familyId: string;
  kind: "carer" | "child";
  givenName: string;
  familyName: string | null;
  knownAs: string | null;
  birthOn: Day | null;
  birthCertainty: keyof typeof BIRTH_CERTAINTIES;
  sex: Sex;
  ethnicity: keyof typeof ETHNICITIES;
  ethnicityStatedBy: keyof typeof ETHNICITY_STATED_BY;
  disability: YesNoNotKnown;
  language: string;
  interpreter: YesNoNotKnown;
  readingHelp: YesNoNotKnown;
  diedOn: Day | null;
  version: number;
};

/** One episode of a child in a carer's care. Ended ones are kept; several may overlap (X4). */
export type Arrangement = {
  id: string;
  familyId: string;
  carerId: string;
  childId: string;
  kind: ArrangementKind;
  relationship: Relationship;
  fromOn: Day;
  toOn: Day | null;
  endedHow: ArrangementEnding | null;
  parentalResponsibility: keyof typeof PARENTAL_RESPONSIBILITIES;
  version: number;
};

/**
 * A family as its file begins. `access` is "own" for the organisation that holds it; "referred" for a provider that got
 * a referral from it: read only, and only the referred carers, the children the referrals are about, and their arrangements.
 */
export type Family = {
  id: string;
  reference: string;
  organisationId: string;
  organisationName: string;
  openedOn: Day;
  closedOn: Day | null;
  reviewDueOn: Day | null;
  version: number;
  access: "own" | "referred";
  carers: Person[];
  children: Person[];
  arrangements: Arrangement[];
};

type Named = Pick<Person, "givenName" | "familyName" | "knownAs">;

/** "Margaret O'Neill"; of somebody with one name, that name. */
export const nameOf = (person: Named): string =>
  [person.givenName, person.familyName].filter((name) => name !== null && name !== "").join(" ");

/** What the person is called: the name they go by, else the given name. */
export const firstNameOf = (person: Named): string => person.knownAs ?? person.givenName;

export const carersOf = (family: Family): Person[] => family.carers;
export const childrenOf = (family: Family): Person[] => family.children;

/** Somebody of this family; undefined when the id is of nobody in it. */
export const personIn = (family: Family, id: string): Person | undefined =>
  [...family.carers, ...family.children].find((person) => person.id === id);

/** Age in whole years on a day; null when the birth date is not known. */
export const ageOf = (person: Pick<Person, "birthOn">, day: Day): number | null =>
  person.birthOn === null ? null : ageOn(person.birthOn, day);

/** "aged 8", "aged under 1", "aged about 8", "age not known". */
export function ageText(person: Pick<Person, "birthOn" | "birthCertainty">, day: Day): string {
  const age = ageOf(person, day);
  if (age === null) return "age not known";
  const about = person.birthCertainty === "estimated" ? "about " : "";
  return age < 1 ? "aged under 1" : `aged ${about}${age}`;
}

/** Is this arrangement in force on a day? The last day belongs to it. */
export const isInForce = (arrangement: Pick<Arrangement, "fromOn" | "toOn">, day: Day): boolean =>
  arrangement.fromOn <= day && (arrangement.toOn === null || arrangement.toOn >= day);

/**
 * The arrangements of a child in force on a day, the latest first: none, one, or several, since orders and approvals may
 * overlap (docs/data.md). Of one carer only, when told.
 */
export const arrangementsOf = (family: Family, childId: string, day: Day, carerId?: string): Arrangement[] =>
  family.arrangements
    .filter((one) => one.childId === childId && (carerId === undefined || one.carerId === carerId))
    .filter((one) => isInForce(one, day))
    .sort((a, b) => (a.fromOn < b.fromOn ? 1 : -1));

/** The latest arrangement of a child in force on a day, if any. */
export const arrangementOf = (family: Family, childId: string, day: Day, carerId?: string): Arrangement | undefined =>
  arrangementsOf(family, childId, day, carerId)[0];
