import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runUser } from "../../src/cli/user/user.ts";
import { migratedDatabase } from "../support/hosts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kinstep-user-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, "kinstep.sqlite");

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
    readFile: () => Promise.reject(new Error("not read")),
    writeFile: () => Promise.reject(new Error("not written")),
  };
  const status = await runUser(["add", ...args, "--database", file()], io, { ...environment });
  return { status, ...said };
}

const ADA = ["--email", "Ada@Example.org", "--name", "Ada Lovelace", "--organisation", "North"];
const NORTH = ["--kind", "team", "--telephone", "01632 960000"];

const rows = (sql: string) => {
  const raw = new Database(file());
  const found = raw.prepare(sql).all();
  raw.close();
  return found;
};

test("the first administrator comes in by a one-time link, on a database that was not there", async () => {
  const { status, out, err } = await run([...ADA, ...NORTH]);
  expect([status, err]).toEqual([0, ""]);
  expect(out).toMatch(/Give this link to Ada Lovelace\. It works once, until /);
  expect(out).toMatch(/https:\/\/kinstep\.example\.gov\.uk\/invitations\/[A-Za-z0-9_-]{43}\n/);
  expect(rows("select kind, name from organisation")).toEqual([{ kind: "team", name: "North" }]);
  expect(rows("select email, role from invitation")).toEqual([{ email: "ada@example.org", role: "administrator" }]);
  expect(rows("select verb, actor_id from audit")).toEqual([{ verb: "command", actor_id: "command-line" }]);
});

test("asked again, the earlier link stops working", async () => {
  await run([...ADA, ...NORTH]);
  expect((await run(ADA)).status).toBe(0);
  expect(rows("select count(*) as n from organisation")).toEqual([{ n: 1 }]);
  expect(rows("select count(*) as n from invitation where revoked_at is null")).toEqual([{ n: 1 }]);
});

test("an organisation that is not there is not made by a slip of the hand", async () => {
  const { status, err } = await run(ADA);
  expect([status, err]).toEqual([1, expect.stringContaining('There is no organisation called "North"')]);
});

test.each([
  [[], "--email is missing"],
  [["--email", "ada", "--name", "Ada", "--organisation", "North"], '--email "ada" is no address'],
  [["--email", "ada@north.example,", "--name", "Ada", "--organisation", "North"], '"ada@north.example," is no address'],
  [[...ADA, "--role", "boss"], '--role "boss" is not one of'],
  [[...ADA, "--kind", "charity", "--telephone", "1"], "--kind must be team or provider"],
  [[...ADA, "--kind", "team"], "--telephone is missing"],
  [[...ADA, "--print-sql"], "--print-sql needs --kind"],
  [[...ADA, "--nothing"], "Unknown option '--nothing'"],
  [[...ADA, "--name", "\u3164\u3164"], "--name must have at least one character that can be seen"],
  [[...ADA, "--name", "Ada\u202ecevol"], "--name has a character that can’t be seen and can’t be stored, after “Ada”"],
  [[...ADA, "--name", "Ada\nLovelace"], "--name must be on one line"],
  [[...ADA, "--organisation", "North\u0085"], "--organisation has a character that can’t be seen"],
  [[...ADA, ...NORTH, "--telephone", "\u0007"], "--telephone has a character that can’t be seen"],
  [[...ADA, "--email", "a\u0001da@example.org"], "--email has a character that can’t be seen"],
  [[...ADA, "--name", "x".repeat(255)], "--name must be 254 characters or fewer"],
])("a wrong call is named: %j", async (args, sentence) => {
  const { status, err } = await run(args);
  expect([status, err]).toEqual([2, expect.stringContaining(sentence)]);
});

test("without the secrets it says which are missing", async () => {
  const { status, err } = await run([...ADA, ...NORTH], {});
  expect([status, err]).toEqual([1, expect.stringContaining("KINSTEP_SECRET is not set")]);
});

test("for D1 it prints statements that do the same", async () => {
  const { status, out, err } = await run([...ADA, ...NORTH, "--name", "Ada O’'Neill", "--print-sql"]);
  expect(status).toBe(0);
  expect(err).toContain("/invitations/");
  const raw = new Database(migratedDatabase());
  raw.exec(out);
  expect(raw.prepare("select name from invitation").all()).toEqual([{ name: "Ada O’'Neill" }]);
  expect(raw.prepare("select verb from audit").all()).toEqual([{ verb: "command" }]);
  raw.close();
});
