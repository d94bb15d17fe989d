import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { applyMigrations, readMigrations } from "../../src/node/migrate.ts";
import { ROOT } from "../support/hosts.ts";
import { AT } from "../support/world.ts";

// What stands in a database that is older than one place for safe times, facts said once and "not asked".

const all = readMigrations(`${ROOT}migrations`);
const BEFORE = all.filter(({ name }) => name < "0032");

function anOlderDatabase() {
  const raw = new Database(":memory:");
  applyMigrations(raw, BEFORE, AT);
  return raw;
}

const columnsOf = (raw: Database.Database, table: string) =>
  raw.prepare('select name, "notnull" as needed, dflt_value from pragma_table_info(?)').all(table) as {
    name: string;
    needed: number;
    dflt_value: string | null;
  }[];

/** A row with what is given, and the least of the rest; references are not followed. */
function put(raw: Database.Database, table: string, given: Record<string, string | number | null>) {
  const rest = columnsOf(raw, table)
    .filter(({ name, needed, dflt_value }) => needed && dflt_value === null && !(name in given))
    .map(({ name }) => [name, ""] as const);
  const row = { ...Object.fromEntries(rest), ...given };
  const names = Object.keys(row);
  raw
    .prepare(`insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`)
    .run(...Object.values(row));
}

const PERSON = {
  family_id: "f",
  birth_certainty: "not-known",
  sex: "F",
  ethnicity: "NOBT",
  ethnicity_stated_by: "not-stated",
  disability: "not-known",
  interpreter: "not-known",
  reading_help: "not-known",
};
const CONTACT = { kind: "mobile", confidential: "no", shared: "no" };
const NEED = { childcare: "no", transport: "no" };
const AGREEMENT = { family_id: "f", purpose: "contact-text", wording_version: "1", how: "paper", by: "u" };

test("an older database comes through: words with the number, deaths as facts, answers as they were", () => {
  const raw = anOlderDatabase();
  raw.pragma("foreign_keys = off");
  put(raw, "family", { id: "f", organisation_id: "o", reference: "F-1" });
  for (const id of ["plain", "worded", "unsafe", "numberless", "dead"])
    put(raw, "person", { ...PERSON, id, kind: "carer", given_name: id, died_on: id === "dead" ? "2026-01-02" : null });
  put(raw, "person", { ...PERSON, id: "child", kind: "child", given_name: "child" });
  put(raw, "contact", { ...CONTACT, id: "c1", person_id: "plain", value: "1", safe: "yes" });
  put(raw, "contact", {
    ...CONTACT,
    id: "c2",
    person_id: "worded",
    value: "2",
    safe: "at-times",
    safe_times: "mornings",
  });
  put(raw, "contact", { ...CONTACT, id: "c3", person_id: "unsafe", value: "3", safe: "no" });
  put(raw, "contact", { ...CONTACT, id: "c4", person_id: "dead", value: "4", safe: "yes", safe_times: "any time" });
  for (const id of ["plain", "worded", "unsafe", "numberless"])
    put(raw, "need", { ...NEED, person_id: id, safe_to_call: "not on Fridays" });
  put(raw, "agreement", { ...AGREEMENT, id: "g1", person_id: "plain", answer: "given", at: "2026-01-01" });
  put(raw, "agreement", { ...AGREEMENT, id: "g2", person_id: "plain", answer: "withdrawn", at: "2026-01-02" });

  applyMigrations(raw, all, AT);

  const contacts = raw.prepare("select id, safe, safe_times from contact order by id").all();
  expect(contacts).toEqual([
    { id: "c1", safe: "at-times", safe_times: "not on Fridays" },
    { id: "c2", safe: "at-times", safe_times: "mornings / not on Fridays" },
    { id: "c3", safe: "no", safe_times: "not on Fridays" },
    { id: "c4", safe: "at-times", safe_times: "any time" },
  ]);
  expect(raw.prepare("select person_id, safe_to_call from need where safe_to_call is not null").all()).toEqual([
    { person_id: "numberless", safe_to_call: "not on Fridays" },
  ]);
  expect(raw.prepare("select person_id, kind, on_day, taken_back_at from person_fact").all()).toEqual([
    { person_id: "dead", kind: "died", on_day: "2026-01-02", taken_back_at: null },
  ]);
  expect(raw.prepare("select id, answer, at from agreement order by id").all()).toEqual([
    { id: "g1", answer: "given", at: "2026-01-01" },
    { id: "g2", answer: "withdrawn", at: "2026-01-02" },
  ]);
  expect(raw.prepare("select id, language from person where id in ('child', 'plain') order by id").all()).toEqual([
    { id: "child", language: "not-asked" },
    { id: "plain", language: "en" },
  ]);
  expect(() => raw.prepare("update agreement set answer = 'given' where id = 'g2'").run()).toThrow("append-only");
  expect(() => raw.prepare("delete from agreement where id = 'g2'").run()).toThrow("append-only");
  put(raw, "agreement", { ...AGREEMENT, id: "g3", person_id: "plain", answer: "not-asked", at: "2026-01-03" });
});
