import { addDays, addMonths, type Day } from "../../src/domain/calendar.ts";
import { type Chance, chance } from "./chance.ts";
import { BACKGROUNDS, type Background, OWN_WORDS } from "./names.ts";

export type Person = {
  givenName: string;
  familyName: string;
  birthOn: Day;
  sex: "F" | "M";
  ethnicity: string;
  language?: string;
  interpreter?: "yes" | "no";
  readingHelp?: "yes" | "no";
};
export type Carer = Person & { mobile: string; postcode: string; safeTimes?: string };
export type Arrangement = { kind: string; relationship: string; fromOn: Day };
export type Behaviours = Record<string, { howOften: string; challenge: string; injured?: string; afraid?: string }>;

/** A kinship household as it is told before anybody has written it down. */
export type Household = {
  number: number;
  chance: Chance;
  carer: Carer;
  children: Person[];
  arrangement: Arrangement;
  behaviours: Behaviours;
  ownWords: string;
};

/** Behaviours with how often and how much they challenge, so that the rule recommends a parenting programme. */
const FREQUENT: readonly Behaviours[] = [
  { refuses: { howOften: "5", challenge: "2" }, threatens: { howOften: "4", challenge: "2" } },
  { refuses: { howOften: "4", challenge: "3" }, sleep: { howOften: "5", challenge: "2" } },
  { threatens: { howOften: "4", challenge: "3" }, damages: { howOften: "3", challenge: "2" } },
  { refuses: { howOften: "6", challenge: "2" }, contact: { howOften: "3", challenge: "2" } },
  { clings: { howOften: "5", challenge: "2" }, sleep: { howOften: "4", challenge: "2" } },
  { damages: { howOften: "3", challenge: "3" }, refuses: { howOften: "4", challenge: "2" } },
  {
    food: { howOften: "4", challenge: "2" },
    takes: { howOften: "3", challenge: "2" },
    refuses: { howOften: "3", challenge: "2" },
  },
  { school: { howOften: "4", challenge: "3" }, refuses: { howOften: "4", challenge: "2" } },
  { controlling: { howOften: "5", challenge: "2" }, threatens: { howOften: "3", challenge: "2" } },
];

/** Behaviours that are below the rule by themselves. */
export const MILD: readonly Behaviours[] = [
  { clings: { howOften: "3", challenge: "1" }, sleep: { howOften: "3", challenge: "1" } },
  { refuses: { howOften: "3", challenge: "1" } },
  { contact: { howOften: "2", challenge: "2" }, sleep: { howOften: "2", challenge: "1" } },
  { online: { howOften: "3", challenge: "1" }, school: { howOften: "1", challenge: "2" } },
];

const KINDS = [
  ["special-guardianship", 10],
  ["kinship-foster-full", 4],
  ["informal", 3],
  ["child-arrangements-order", 3],
  ["kinship-foster-temporary", 1],
] as const;
const RELATIONSHIPS = [
  ["grandparent", 12],
  ["aunt-or-uncle", 5],
  ["great-grandparent", 1],
  ["brother-or-sister", 1],
  ["family-friend", 2],
] as const;

function weighted<T>(from: Chance, choices: readonly (readonly [T, number])[]): T {
  let left = from.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices.at(-1)![0];
}

const backgroundOf = (from: Chance): Background =>
  weighted(
    from,
    BACKGROUNDS.map((one) => [one, one.share] as const),
  );

/** The youngest and the oldest year of birth, as years before the family was opened, by what the carer is to the child. */
const AGES: Readonly<Record<string, readonly [number, number]>> = {
  grandparent: [48, 67],
  "great-grandparent": [68, 76],
  "aunt-or-uncle": [27, 44],
  "brother-or-sister": [21, 27],
  "family-friend": [34, 58],
};

/** A day so many years and some days before another. */
const born = (from: Chance, years: number, before: Day): Day =>
  addDays(addMonths(before, -12 * years), -from.whole(3, 350));

const SAFE_TIMES = ["School mornings", "After 6 in the evening", "Not on Fridays: contact"] as const;

/** Numbers that the regulator keeps for fiction: nobody can be rung on them. */
export const fictionalMobile = (number: number): string => `07700 900${String(number % 1000).padStart(3, "0")}`;

function carerOf(from: Chance, number: number, background: Background, relationship: string, openedOn: Day): Carer {
  const isWoman = from.isSo(0.86);
  const needsInterpreter = background.language !== "en" && from.isSo(0.3);
  return {
    givenName: from.pick(isWoman ? background.women : background.men),
    familyName: background.families[number % background.families.length]!,
    birthOn: born(from, from.whole(...AGES[relationship]!), openedOn),
    sex: isWoman ? "F" : "M",
    ethnicity: background.ethnicity,
    language: needsInterpreter ? background.language : "en",
    interpreter: needsInterpreter ? "yes" : "no",
    readingHelp: from.isSo(0.08) ? "yes" : "no",
    mobile: fictionalMobile(100 + number),
    postcode: `QX${from.whole(1, 9)} ${from.whole(1, 9)}${from.pick(["AB", "DE", "GH", "JN", "LP", "RT"])}`,
    ...(from.isSo(0.2) ? { safeTimes: from.pick(SAFE_TIMES) } : {}),
  };
}

function childOf(from: Chance, background: Background, familyName: string, age: number, on: Day): Person {
  const isGirl = from.isSo(0.44);
  return {
    givenName: from.pick(isGirl ? background.girls : background.boys),
    familyName,
    birthOn: born(from, age, on),
    sex: isGirl ? "F" : "M",
    ethnicity: background.ethnicity,
  };
}

/** The household of this number, always the same for the same number and days. */
export function household(number: number, openedOn: Day, told: Partial<Household> = {}): Household {
  const from = chance(number);
  const background = backgroundOf(from);
  const relationship = weighted(from, RELATIONSHIPS);
  const carer = carerOf(from, number, background, relationship, openedOn);
  // Half the children of kinship carers have the other parent's name.
  const childName = from.isSo(0.5) ? carer.familyName : from.pick(background.families);
  return {
    number,
    chance: from,
    carer,
    children: [childOf(from, background, childName, from.whole(5, 10), openedOn)],
    arrangement: {
      kind: weighted(from, KINDS),
      relationship,
      fromOn: addDays(openedOn, -from.whole(60, 1200)),
    },
    behaviours: from.pick(FREQUENT),
    ownWords: from.pick(OWN_WORDS),
    ...told,
  };
}
