import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { allMeasures, allSeries } from "../../src/measures/index.ts";
import { migratedDatabase, ROOT, readRoot } from "../support/hosts.ts";

const ids = [...new Set([...allMeasures().map(({ id }) => id), ...allSeries().map(({ id }) => id)])];

/** An id that is a word of its own (`ors`, `feedback`) counts between quotes; one that can be nothing else, wherever it stands. */
const sourceOf = (id: string): string => (/[-\d]/.test(id) ? `(?<![\\w-])${id}(?![\\w-])` : `(["'\`])${id}\\1`);

/** The measures that a text names, whatever the text is: TypeScript, a view, SQL. */
const namedIn = (text: string): string[] => ids.filter((id) => new RegExp(sourceOf(id)).test(text));

const filesIn = (folder: string, end: RegExp) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => end.test(name) && !name.startsWith("generated"))
    .map((name) => join(folder, name));

const viewsOf = (raw: Database.Database) =>
  raw
    .prepare("select name, sql from sqlite_master where type in ('view', 'trigger', 'index') and sql is not null")
    .all() as {
    name: string;
    sql: string;
  }[];

test("no measure is named in the source, nor in what is shown: what one needs stands in its definition", () => {
  const found = [...filesIn("src", /\.ts$/), ...filesIn("views", /\.eta$/)].flatMap((file) =>
    namedIn(readRoot(file)).map((id) => `${file} names ${id}`),
  );
  expect(found).toEqual([]);
});

test("no view or trigger of the database names one, however the migrations before did", () => {
  const found = viewsOf(new Database(migratedDatabase())).flatMap(({ name, sql }) =>
    namedIn(sql).map((id) => `${name} names ${id}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ['const asked = measureById("ors");', ["ors"]],
  ["const MEASURES = ['gbo', `feedback`];", ["feedback", "gbo"]],
  ["// of phq-9 alone", ["phq-9"]],
  ['sql`where a.measure_id = "sdq-p4-17"`', ["sdq-p4-17"]],
  ['isAsked("sdq-carer")', ["sdq-carer"]],
  ["the feedback of those who declined; force; my-phq-9-page", []],
])("a planted one is found: %s", (planted, found) => {
  expect(namedIn(planted)).toEqual(found);
});

test("a planted view is found", () => {
  const raw = new Database(migratedDatabase());
  raw.exec("create view v_planted as select id from assessment where measure_id in ('behaviour-recount', 'gbo')");
  expect(viewsOf(raw).flatMap(({ name, sql }) => namedIn(sql).map((id) => `${name} names ${id}`))).toEqual([
    "v_planted names behaviour-recount",
    "v_planted names gbo",
  ]);
});
