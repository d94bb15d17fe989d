import { describe, expect, test } from "vitest";
import { nameKeys } from "../../src/features/families/finding/name-fold.ts";
import { soundOf } from "../../src/features/families/finding/name-sound.ts";
import { type NamePart, readSearch } from "../../src/features/families/finding/search-terms.ts";
import { isLikely as isShown, LIKELY, type Likely, likeness } from "../../src/features/families/opening/likeness.ts";

/** The rule of the search itself, in memory: all parts of one reading found in one person. */
function finds(typed: string, given: string, family: string | null): boolean {
  const keys = nameKeys([given, family]);
  const hits = ({ part, after, sounds }: NamePart) =>
    keys.some((key) => (key.part >= part && key.part < after) || sounds.includes(key.sound));
  return (readSearch(typed)?.groups ?? []).some((group) => group.every(hits));
}

describe("a search finds the person on file", () => {
  test.each([
    ["O'Neill", "Margaret", "O'Neill"],
    ["ONeill", "Margaret", "O'Neill"],
    ["o neill", "Margaret", "O'Neill"],
    ["O’Neill", "Margaret", "ONeill"],
    ["o neill", "Margaret", "ONeill"],
    ["neill", "Margaret", "O'Neill"],
    ["O'NEAL", "Margaret", "O'Neill"],
    ["Begum, Mst.", "Rahima", "Begum"],
    ["Mst. Begum", "Rahima", "Begum"],
    ["Begum", "Mst. Rahima", "Begum"],
    ["Mst", "Mst.", "Begum"],
    ["Begom", "Rahima", "Begum"],
    ["Oyin", "Oyinkansola", "Adebayo"],
    ["adebayo oyin", "Oyinkansola", "Adébáyò"],
    ["Zoe", "Zoë", "Müller"],
    ["Mueller zoë", "Zoe", "Mueller"],
    ["Lukasz", "Łukasz", "Wójcik"],
    ["wojcik", "Łukasz", "Wójcik"],
    ["Smith-Jones", "Ann", "Smith Jones"],
    ["smith jones", "Ann", "Smith-Jones"],
    ["SmithJones", "Ann", "Smith-Jones"],
    ["Jones", "Ann", "Smith-Jones"],
    ["Hussain", "Tariq", "Hossein"],
    ["Husayn", "Tariq", "Hussain"],
    ["Mohammed", "Md", "Rahman"],
    ["Muhammad", "Mohamed", "Rahman"],
    ["Chowdhury", "Salma", "Chaudhry"],
    ["Choudhury", "Salma", "Chowdhury"],
    ["Ayesha", "Aisha", "Khan"],
    ["Zakir", "Jakir", "Ali"],
    ["Jakir Ali", "Zakir", "Ali"],
    ["Wasim", "Vaseem", "Iqbal"],
    ["Yusuf", "Yousef", "Ahmed"],
    ["Iqbal", "Wasim", "Ikbal"],
    ["Catherine", "Kathryn", "Lee"],
    ["Elizabeth", "Elisabeth", "Lee"],
    ["Shaun", "Sean", "Byrne"],
    ["Mac Leod", "Fiona", "MacLeod"],
    ["McLeod", "Fiona", "MacLeod"],
    ["al-Hassan", "Omar", "Al Hassan"],
    ["Hassan", "Omar", "al-Hassan"],
    ["Maria", "Мария", null],
    ["мария", "Мария", "Іваненко"],
    ["Mohammed", "মোহাম্মদ", null],
    ["محمد", "Mohammed", "Ali"],
    ["李", "李明", null],
    ["Sukarno", "Sukarno", null],
    ["mrs Okafor", "Ngozi", "Okafor"],
    ["oka ngo", "Ngozi", "Okafor"],
  ])("%s finds %s %s", (typed, given, family) => expect(finds(typed, given, family)).toBe(true));

  test.each([
    ["Smith", "Ann", "Jones"],
    ["John", "Sean", "Byrne"],
    ["Anna Jones", "Anna", "Smith"],
    ["Fatima", "Fahima", "Begum"],
    ["Ward", "Harry", "Ford"],
    ["Begum Rahima", "Rahima", "Khatun"],
  ])("%s does not find %s %s", (typed, given, family) => expect(finds(typed, given, family)).toBe(false));
});

test.each([
  '"',
  "*",
  "-",
  "%",
  "''",
  "(((",
  "NEAR/2",
  "\\",
  "_",
  "😀",
  "\u202e",
  "a".repeat(5000),
  "%%%%'; --",
  "__proto__",
])("%j is read without an error", (typed) => expect(() => readSearch(typed)).not.toThrow());

test("a birth date is read in the ways people type it, also with day and month changed over", () => {
  expect(readSearch("03/04/1961")).toMatchObject({ birthdays: ["1961-04-03"], swappedBirthdays: ["1961-03-04"] });
  expect(readSearch("3 April 1961")).toMatchObject({ birthdays: ["1961-04-03"] });
  expect(readSearch("1961-04-03")).toMatchObject({ birthdays: ["1961-04-03"] });
  expect(readSearch("04/13/1961")).toMatchObject({ birthdays: [], swappedBirthdays: ["1961-04-13"] });
  expect(readSearch("29/02/2016")).toMatchObject({ birthdays: ["2016-02-29"], swappedBirthdays: [] });
});

test("a reference, a postcode, a telephone number and an email address are told from names", () => {
  expect(readSearch("f 7k3q9")).toMatchObject({ reference: "F-7K3Q9", groups: [] });
  expect(readSearch("ls6 2ab")).toMatchObject({ contacts: ["LS62AB"], groups: [] });
  expect(readSearch("+44 7700 900123")).toMatchObject({ contacts: ["07700900123"] });
  expect(readSearch("Maggie@Example.com")).toMatchObject({ contacts: ["maggie@example.com"], groups: [] });
  expect(readSearch("Fiona")).toMatchObject({ reference: null });
  expect(readSearch("% *")).toBeNull();
});

test("too short a sound tells nobody apart, so it is none", () => {
  expect([soundOf("lee"), soundOf("li"), soundOf("o")]).toEqual(["", "", ""]);
});

const person = (given: Partial<Likely>): Likely => ({
  givenName: "Margaret",
  familyName: "O'Neill",
  birthOn: "1961-04-12",
  birthCertainty: "exact",
  telephones: [],
  emails: [],
  postcodes: [],
  ...given,
});

test("a lookalike is scored with its reasons", () => {
  const typed = person({ givenName: "Margret", familyName: "ONeil", birthOn: "1961-12-04", postcodes: ["LS62AB"] });
  const found = likeness(typed, person({ postcodes: ["LS62AB"] }));
  expect(found.reasons.map((reason) => reason.text)).toEqual([
    "The family name sounds the same",
    "The given name sounds the same",
    "Same birth date with day and month changed over",
    "Same postcode",
  ]);
  expect(found.points).toBe(72);
});

test.each<[string, Partial<Likely>, Partial<Likely>, boolean]>([
  ["the same name and no birth date", { birthOn: null }, {}, true],
  ["the same name and another exact birth date", { birthOn: "1975-01-30" }, {}, false],
  ["only the same birth date", { givenName: "Ann", familyName: "Kaur" }, {}, false],
  ["names in the other order", { givenName: "O'Neill", familyName: "Margaret" }, {}, true],
  [
    "one name in another script",
    { givenName: "Мария", familyName: null },
    { givenName: "Maria", familyName: null },
    true,
  ],
  ["half of a double name, same birth date", { familyName: "O'Neill-Kaur" }, {}, true],
])("%s", (_, a, b, isLikely) => expect(likeness(person(a), person(b)).points >= LIKELY).toBe(isLikely));

test.each<[string, Partial<Likely>, Partial<Likely>, boolean]>([
  [
    "the same telephone alone",
    { givenName: "Ann", familyName: "Kaur", birthOn: "1975-01-30", telephones: ["07700900123"] },
    { telephones: ["07700900123"] },
    true,
  ],
  ["a near name without a birth date", { givenName: "Margret", familyName: "ONeil", birthOn: null }, {}, true],
  ["another form of the name without a birth date", { givenName: "Peggy", birthOn: null }, {}, true],
  [
    "a near name and another exact birth date",
    { givenName: "Margret", familyName: "ONeil", birthOn: "1975-01-30" },
    {},
    false,
  ],
  ["another name without a birth date", { givenName: "Ann", birthOn: null }, {}, false],
])("somebody is warned of %s", (_, a, b, isWarned) => {
  const [one, other] = [person(a), person(b)];
  expect(isShown(one, other, likeness(one, other))).toBe(isWarned);
});
