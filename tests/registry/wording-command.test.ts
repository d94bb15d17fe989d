import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runWording } from "../../src/cli/wording.ts";
import { aQuestionnaire } from "../support/registry-factories.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kinstep-wording-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const database = () => join(folder, "kinstep.sqlite");
const pack = () => join(folder, "pack.json");

const ENVIRONMENT = {
  KINSTEP_SECRET: "a secret of the tests, long enough to be one",
  KINSTEP_AUDIT_KEY: "an audit key of the tests, long enough to be one",
  KINSTEP_ORIGIN: "https://kinstep.example.gov.uk",
};

async function run(args: string[], environment: Record<string, string> = ENVIRONMENT) {
  const said = { out: "", err: "" };
  const io = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    isTerminal: false,
    readFile: async (path: string) => readFileSync(path),
    writeFile: () => Promise.reject(new Error("not written")),
  };
  const status = await runWording(args, io, { ...environment });
  return { status, ...said };
}

const importing = (content: unknown, more: string[] = []) => {
  writeFileSync(pack(), typeof content === "string" ? content : JSON.stringify(content));
  return run(["import", pack(), "--measure", "gad-7", "--licence", "L-1", "--database", database(), ...more]);
};

const rows = (sql: string) => {
  const raw = new Database(database());
  const found = raw.prepare(sql).all();
  raw.close();
  return found;
};

test("a pack is taken in on a database that was not there, and the trail says by whom", async () => {
  const { status, out, err } = await importing(aQuestionnaire("gad-7"));
  expect([status, out, err]).toEqual([0, 'GAD-7: 7 items in "en" taken in as version 1\n', ""]);
  expect(rows("select measure_id, language, version, licence_reference, by from wording")).toEqual([
    { measure_id: "gad-7", language: "en", version: 1, licence_reference: "L-1", by: "command-line" },
  ]);
  expect(rows("select verb, subject_kind, subject_id from audit")).toEqual([
    { verb: "command", subject_kind: "wording", subject_id: "gad-7" },
  ]);
});

test("the next one is the next version; the same again is refused", async () => {
  await importing(aQuestionnaire("gad-7"));
  expect((await importing(aQuestionnaire("gad-7", { says: "newer" }))).out).toContain("version 2");
  const same = await importing(aQuestionnaire("gad-7", { says: "newer" }));
  expect([same.status, same.err]).toEqual([1, expect.stringContaining("word for word")]);
  expect(rows("select count(*) as n from wording")).toEqual([{ n: 2 }]);
});

test("everything that does not fit is listed, and nothing is taken in", async () => {
  const { item, ...rest } = aQuestionnaire("gad-7");
  const { status, err } = await importing({ ...rest, item: [...item.slice(2), { ...item[3], linkId: "8" }] });
  expect(status).toBe(1);
  for (const words of ["Item 1 is missing", "Item 2 is missing", "“8” is no item", "nothing of it was taken in"])
    expect(err).toContain(words);
});

test.each([
  ["no verb", [], 'say what to do: "import"'],
  ["no file", ["import"], "name one file"],
  ["no measure", ["import", "a.json"], "--measure is missing"],
  ["an unknown measure", ["import", "a.json", "--measure", "x"], 'there is no measure "x"'],
  ["no licence", ["import", "a.json", "--measure", "gad-7"], "--licence must be"],
  ["an unknown option", ["import", "a.json", "--force"], "--force"],
])("a wrong call is told: %s", async (_, args, words) => {
  const { status, err } = await run(args);
  expect([status, err]).toEqual([2, expect.stringContaining(words)]);
});

test("a file that is not there, and settings that are missing, are told in a sentence", async () => {
  const args = [
    "import",
    join(folder, "none.json"),
    "--measure",
    "gad-7",
    "--licence",
    "L-1",
    "--database",
    database(),
  ];
  expect(await run(args)).toMatchObject({ status: 1, err: expect.stringContaining("there is no such file") });
  expect(await run(args, {})).toMatchObject({ status: 1, err: expect.stringContaining("KINSTEP_SECRET is not set") });
});
