import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { contactKey, contactProblem } from "../../src/features/families/contacts/contact.ts";
import { emailKey, postcodeKey, telephoneKey } from "../../src/features/families/contacts/contact-keys.ts";
import { nameKeys } from "../../src/features/families/finding/name-fold.ts";
import { readSearch } from "../../src/features/families/finding/search-terms.ts";
import { migrateFile } from "../../src/node/migrate.ts";
import { ROOT } from "../support/hosts.ts";
import { AT } from "../support/world.ts";

const SPELLINGS: [key: string, ...spellings: string[]][] = [
  [
    "07700900123",
    "07700 900123",
    "07700.900.123",
    "07700-900-123",
    "07700–900–123",
    "(07700) 900123",
    "+447700900123",
    "+44 7700 900123",
    "+44 (0)7700 900123",
    "+44(0) 7700 900 123",
    "+44 07700 900123",
    "(+44) 7700 900123",
    "0044 7700 900123",
    "00447700900123",
    "0044 (0)7700 900123",
    "447700900123",
    "44 7700 900123",
    "44 (0)7700 900123",
    "7700 900123",
    "7700900123",
    "０７７００ ９００１２３",
    "＋44 7700 900123",
    "tel:+447700900123",
    "\u202a+44 7700 900123\u202c",
    "07700\u00a0900123",
    " 07700 900123 ",
  ],
  ["01134960001", "0113 496 0001", "(0113) 496 0001", "+44 113 496 0001", "113 496 0001", "0113.496.0001"],
  ["0169772123", "016977 2123", "+44 16977 2123"],
  [
    "01632960001x12",
    "01632 960001 x12",
    "01632 960001 ext 12",
    "01632 960001 ext. 12",
    "01632960001, extension 12",
    "+44 1632 960001 #12",
    "1632 960001 x 12",
    "44 1632 960001 Ext.12",
  ],
  [
    "+35316771234",
    "+353 1 677 1234",
    "00353 1 677 1234",
    "+353 (0)1 677 1234",
    "(+353) 1 677 1234",
    "00353 (0)1 6771234",
  ],
  ["+12125550123", "+1 212 555 0123", "+1 (212) 555-0123", "001 212 555 0123"],
];
const ALL = SPELLINGS.flatMap(([key, ...spellings]) => spellings.map((spelling) => [spelling, key] as const));

/** Whether a search for one spelling finds what was kept in another: by how its key begins, as the query does. */
const finds = (typed: string, key: string) =>
  (readSearch(typed)?.contacts ?? []).some((start) => key.startsWith(start));

describe("every accepted spelling is one number", () => {
  test.each(ALL)("%j is %s, and finds it", (spelling, key) => {
    expect([telephoneKey(spelling), contactProblem("telephone", spelling)]).toEqual([key, null]);
    expect(finds(spelling, key)).toBe(true);
  });

  test.each([
    "07700 900123 after six",
    "07700 900123 (mum)",
    "07700 900123 / 07700 900124",
    "07700 900123 07700 900124",
    "07700 90012",
    "0770090012345",
    "447700",
    "12345",
    "+44",
    "++44 7700 900123",
    "07700 +900123",
    "٠٧٧٠٠٩٠٠١٢٣",
    "ext 12",
    "0",
    "",
  ])("%j is refused at entry", (typed) => {
    expect([telephoneKey(typed), contactProblem("mobile", typed)]).toEqual([null, expect.stringMatching(/^Enter a /)]);
  });
});

test("a part of a number finds it, with and without its country or its first 0", () => {
  const parts = [
    "07700 900",
    "+44 7700 900",
    "0044 7700 9001",
    "44 7700 900",
    "7700 900",
    "(07700) 9001",
    "０７７００ ９００",
  ];
  expect(parts.filter((part) => !finds(part, "07700900123"))).toEqual([]);
  expect(finds("+353 1 677", "+35316771234")).toBe(true);
});

test.each<[string, (typed: string) => string | null, string, string[]]>([
  [
    "postcode",
    postcodeKey,
    "LS62AB",
    ["LS6 2AB", "ls62ab", "LS6-2AB", "LS6.2AB", "ＬＳ６ ２ＡＢ", "LS 6 2AB", " ls6  2ab"],
  ],
  ["email", emailKey, "zoë@example.com", ["zoë@example.com", "Zoe\u0308@Example.COM", "\u200bzoë@example.com\ufeff"]],
])("every accepted spelling of a %s is one, and finds it", (_, keyOf, key, spellings) => {
  for (const spelling of spellings)
    expect([spelling, keyOf(spelling), finds(spelling, key)]).toEqual([spelling, key, true]);
});

test.each([
  ["postcode", "LS6 2A B"],
  ["postcode", "L S6 2AB"],
  ["postcode", "LS6 2AB!"],
  ["postcode", "LS6/2AB"],
  ["email", "<maggie@example.com>"],
  ["email", "maggie@example.com, work"],
  ["email", "maggie@example.com."],
  ["email", "maggie@example"],
  ["email", "maggie o@example.com"],
] as const)("a %s of %j is refused at entry", (kind, typed) => {
  expect(contactProblem(kind, typed)).toMatch(/^Enter an? /);
});

describe("whatever is accepted is found again (property)", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."0123456789 +().-x#/４"), minLength: 9, maxLength: 24 });
  const spelled = fc
    .tuple(
      fc.constantFrom("0", "+44", "0044", "44", "", "+44 (0)", "(0", "+353", "00353 (0)"),
      fc.array(fc.tuple(fc.constantFrom("", " ", ".", "-", ") ", "\u202c", "–"), fc.integer({ min: 0, max: 9 })), {
        minLength: 8,
        maxLength: 11,
      }),
      fc.constantFrom("", " x12", " ext. 3", "#44"),
    )
    .map(([start, figures, end]) => start + figures.flat().join("") + end);
  test.each<[string, "telephone" | "postcode" | "email", fc.Arbitrary<string>]>([
    ["telephone", "telephone", fc.oneof(letters, spelled)],
    ["postcode", "postcode", fc.stringMatching(/^[A-Z]{1,2}[ .-]{0,2}[0-9][A-Z0-9]?[ .-]{0,2}[0-9][A-Za-z]{2}$/)],
    ["email", "email", fc.string({ unit: fc.constantFrom(..."aZ0.-_+'’@ë<>, ;&\u200b"), maxLength: 20 })],
    ["email address", "email", fc.emailAddress()],
  ])("%s", (_, kind, typed) => {
    fc.assert(
      fc.property(typed, (value) => {
        if (contactProblem(kind, value) !== null) return;
        const key = contactKey(kind, value);
        expect([key !== "", finds(value, key), contactKey(kind, key)]).toEqual([true, true, key]);
      }),
      { numRuns: 3000 },
    );
  });
});

test.each(["Fatima", "Farhan", "Fraser", "Fatima Begum", "Begum Farhan"])(
  "%s may be a name, whether or not it could be a reference",
  (typed) => {
    const words = typed.toLowerCase().split(" ");
    const keys = nameKeys([typed]).map(({ part }) => part);
    expect(readSearch(typed)?.groups).toContainEqual(words.map((part) => expect.objectContaining({ part })));
    expect(keys).toEqual(expect.arrayContaining(words));
  },
);

const MIGRATION = "0022_contact_keys.sql";

/** How keys were written before the migration. */
function formerKey(value: string): string {
  const digits = value.normalize("NFKC").replace(/[^\d+]/g, "");
  return digits.replace(/^(?:\+|00)44\(?0?/, "0").replaceAll("+", "");
}

test("the migration brings every key that was written before to what it is now", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kinstep-keys-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [file, before] = [join(folder, "a.sqlite"), join(folder, "before")];
  cpSync(join(ROOT, "migrations"), before, { recursive: true });
  for (const name of readdirSync(before)) if (name >= MIGRATION) rmSync(join(before, name));
  await migrateFile(file, before, AT);
  const raw = new Database(file);
  raw.pragma("foreign_keys = off");
  const add =
    raw.prepare(`insert into contact (id, person_id, kind, value, folded, confidential, safe, shared, created_at, created_by)
    values (?, 'somebody', 'mobile', ?, ?, 'no', 'yes', 'yes', '${AT}', 'seed')`);
  const typedInAscii = ALL.filter(([spelling]) => /^[\x20-\x7e]+$/.test(spelling) && !spelling.startsWith("tel:"));
  for (const [at, [spelling]] of typedInAscii.entries()) add.run(`c-${at}`, spelling, formerKey(spelling));
  raw.exec(readFileSync(join(ROOT, "migrations", MIGRATION), "utf8"));
  const rows = raw.prepare("select value, folded from contact order by rowid").raw().all();
  raw.close();
  expect(rows).toEqual(typedInAscii.map(([spelling, key]) => [spelling, key]));
});
