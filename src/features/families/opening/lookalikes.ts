import type { Person } from "../family/family.ts";
import { foldedWords, inFull } from "../finding/name-fold.ts";
import { exactly, type SearchTerms, swapped } from "../finding/search-terms.ts";
import { isLikely, type Likely, likeness, type Reason } from "./likeness.ts";

/** Somebody on file with what the comparison needs. */
export type OnFile = Likely &
  Pick<Person, "kind" | "knownAs"> & { personId: string; familyId: string; reference: string };

/** Somebody who is being typed in. */
export type TypedPerson = Likely & Pick<Person, "kind">;

export type Lookalike = { person: OnFile; of: TypedPerson; points: number; reasons: Reason[] };
export type FamilyAlike = { familyId: string; reference: string; points: number; people: Lookalike[] };

const MOST_FAMILIES = 5;

/** What to look under for people like those typed in: any word of any of their names, birth dates both ways, contacts. */
export function termsFor(typed: readonly Likely[]): SearchTerms {
  const words = typed.flatMap((one) => foldedWords(`${one.givenName} ${one.familyName ?? ""}`)).map(inFull);
  const birthdays = typed.flatMap((one) => one.birthOn ?? []);
  return {
    groups: [...new Set(words)].slice(0, 12).map((word) => [exactly(word)]),
    birthdays,
    swappedBirthdays: birthdays.flatMap((day) => swapped(day) ?? []),
    contacts: typed.flatMap((one) => [...one.telephones, ...one.emails, ...one.postcodes]).filter((one) => one !== ""),
    endings: [],
    reference: null,
  };
}

function bestOf(person: OnFile, typed: readonly TypedPerson[]): Lookalike | null {
  const scored = typed.map((of) => ({ person, of, ...likeness(of, person) })).sort((a, b) => b.points - a.points);
  return scored.find((one) => isLikely(one.of, person, one)) ?? null;
}

/** The families on file that may be the one being typed in, the likeliest first, with the people and reasons (U7). */
export function familiesAlike(typed: readonly TypedPerson[], onFile: readonly OnFile[]): FamilyAlike[] {
  const families = new Map<string, FamilyAlike>();
  for (const person of onFile) {
    const alike = bestOf(person, typed);
    if (!alike) continue;
    const { familyId, reference } = person;
    const family = families.get(familyId) ?? { familyId, reference, points: 0, people: [] };
    family.people.push(alike);
    family.points = Math.max(family.points, alike.points);
    families.set(familyId, family);
  }
  return [...families.values()].sort((a, b) => b.points - a.points).slice(0, MOST_FAMILIES);
}
