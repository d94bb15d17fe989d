import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

const SOURCE = join(ROOT, "src");
const VISIBLE = "features/families/family/visible-queries.ts";

/** Files outside of it that write locks. None reads them. */
const WRITES_LOCKS = ["features/families/state/state-queries.ts"];

/** What of the one file says whom somebody sees; and what is built on it alone; `unseen` is one's own news, without the families that one has locked. */
const CONDITIONS =
  /\b(isLocked|isLockedFrom|ownLocks|mayOpenFamily|visibleFamilies|visiblePeople|ownFamilies|isOwnToOpen|notLockedBy|visibleTo|waits|unseen)\(/;

/** Statements that read people and ask nobody's sight, each with its reason. */
const NOBODY_LOOKS: Readonly<Record<string, string>> = {
  "features/audit/audited-family-queries.ts": "an auditor finds a family by an id; nothing of a person is selected",
  "features/questionnaires/scoring/waiting-queries.ts": "scores made again for the installation, shown to nobody",
};

const READS_LOCKS = /(selectFrom\(|Join\(|\bfrom |\bjoin )"?family_lock\b/i;
const READS_PEOPLE = /(selectFrom\(|Join\(\s*)"person( as \w+)?"|\b(from|join) person\b/i;

/** What is wrong with how a file reads locks and people: nothing, where it takes its condition from the one file. */
function wrongIn(path: string, text: string): string[] {
  if (path === VISIBLE) return [];
  const wrong = [];
  if (READS_LOCKS.test(text)) wrong.push(`${path} reads family_lock by itself`);
  if (READS_PEOPLE.test(text) && !CONDITIONS.test(text) && !(path in NOBODY_LOOKS))
    wrong.push(`${path} reads people and asks nobody's sight of them`);
  return wrong;
}

const files = readdirSync(join(SOURCE, "features"), { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `features/${name}`);

const textOf = (path: string) => readFileSync(join(SOURCE, path), "utf8");

test("people and locks are read through the one file that says whom somebody sees", () => {
  expect(files.flatMap((path) => wrongIn(path, textOf(path)))).toEqual([]);
});

test("what is let be still reads what it was let be for", () => {
  expect(Object.keys(NOBODY_LOOKS).filter((path) => !READS_PEOPLE.test(textOf(path)))).toEqual([]);
  const writers = files.filter((path) => /(insertInto|updateTable|deleteFrom)\("family_lock"\)/.test(textOf(path)));
  expect(writers).toEqual(WRITES_LOCKS);
});

test("a file that reads either by itself is found", () => {
  const planted = {
    "features/planted/lock-queries.ts": 'db.selectFrom("family_lock").select("id")',
    "features/planted/join-queries.ts": 'db.selectFrom("run").leftJoin("family_lock", "a", "b").select("id")',
    "features/planted/sql-queries.ts": "sql`exists (select 1 from family_lock l)`",
    "features/planted/person-queries.ts": 'db.selectFrom("enrolment").innerJoin("person as carer", "a", "b")',
    "features/planted/people-queries.ts": "sql`select given_name from person where id = 1`",
  };
  const found = Object.entries(planted).filter(([path, text]) => wrongIn(path, text).length > 0);
  expect(found.map(([path]) => path)).toEqual(Object.keys(planted));
  expect(
    wrongIn("features/planted/good-queries.ts", 'visibleFamilies(db, actor).innerJoin("person", "a", "b")'),
  ).toEqual([]);
});
