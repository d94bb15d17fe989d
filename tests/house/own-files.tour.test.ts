import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { aFolder } from "../cli/score-run.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { fileDatabase } from "../support/file-database.ts";
import { ROOT } from "../support/hosts.ts";
import { aQuestionnaire } from "../support/registry-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { serverEnvironment } from "../support/server-process.ts";

/** Every file below a folder that another account of the machine could open. */
function openToOthers(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => (statSync(path).mode & 0o077) !== 0)
    .map((path) => relative(folder, path));
}

/** As somebody's shell runs it who has never thought of umask. */
const generously = (args: readonly string[]) => ["-c", 'umask 022; exec "$@"', "sh", process.execPath, ...args];

const kinstep = (folder: string, args: readonly string[]) =>
  spawnSync("/bin/sh", generously([join(ROOT, "src/main.cli.ts"), ...args]), {
    cwd: folder,
    encoding: "utf8",
    env: serverEnvironment(join(folder, "made.sqlite")) as NodeJS.ProcessEnv,
  });

const answered = (file: string) =>
  fileDatabase(file, async (t) => {
    const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "phq-9" });
    await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
    return asked.id;
  });

const NEW_USER = ["--email", "ada@example.org", "--name", "Ada", "--organisation", "North"];

/** A call of each command. What a call reads stands in the folder already, for itself alone. */
const CALLS: Record<string, (assessment: string) => string[]> = {
  analyse: () => [
    "beat-the-blues.csv",
    "--config",
    "beat-the-blues.config.json",
    "--format",
    "html",
    "--out",
    "report.html",
  ],
  export: (id) => ["fhir", "--assessment", id, "--database", "there.sqlite"],
  jobs: () => ["--database", "there.sqlite"],
  measures: () => [],
  rescore: () => ["--database", "there.sqlite"],
  score: () => ["gad-7", "answers.csv", "--out", "scored.csv"],
  user: () => ["add", ...NEW_USER, "--kind", "team", "--telephone", "01632 960000"],
  wording: () => ["import", "pack.json", "--measure", "gad-7", "--licence", "L-1", "--database", "worded.sqlite"],
};

const told = mkdtempSync(join(tmpdir(), "kinstep-own-"));
let assessment: string;
beforeAll(async () => {
  assessment = (await answered(join(told, "there.sqlite"))).made;
});
afterAll(() => rmSync(told, { recursive: true, force: true }));

function prepared(): string {
  const folder = aFolder();
  copyFileSync(join(told, "there.sqlite"), join(folder, "there.sqlite"));
  for (const name of ["beat-the-blues.csv", "beat-the-blues.config.json"])
    writeFileSync(join(folder, name), readFileSync(join(ROOT, "examples", name)));
  writeFileSync(join(folder, "pack.json"), JSON.stringify(aQuestionnaire("gad-7")));
  writeFileSync(join(folder, "answers.csv"), "id,i1,i2,i3,i4,i5,i6,i7\na,1,1,1,1,1,1,1\n");
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o600);
  return folder;
}

/** Reads the database all the time, so that what SQLite keeps beside it stays. */
function reader(file: string) {
  const raw = new Database(file);
  raw.pragma("journal_mode = WAL");
  raw.prepare("select count(*) from migration").get();
  onTestFinished(() => void raw.close());
}

test("every command is called here", () => {
  expect(Object.keys(CALLS)).toEqual([...COMMANDS.keys()]);
});

test.each(Object.keys(CALLS))("kinstep %s makes no file that another account of the machine can open", (name) => {
  const folder = prepared();
  const { status, stderr } = kinstep(folder, [name, ...CALLS[name]!(assessment)]);
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  expect(openToOthers(folder)).toEqual([]);
});

test.each([
  ["user", ["add", ...NEW_USER, "--kind", "team", "--telephone", "01632 960000", "--database", "there.sqlite"]],
  ["rescore", ["--database", "there.sqlite"]],
])("kinstep %s takes a database that was open to others from them, and what stands beside it", (name, args) => {
  const folder = prepared();
  chmodSync(join(folder, "there.sqlite"), 0o644);
  reader(join(folder, "there.sqlite"));
  expect(openToOthers(folder).sort()).toEqual(["there.sqlite", "there.sqlite-shm", "there.sqlite-wal"]);
  expect(kinstep(folder, [name, ...args])).toMatchObject({ status: 0 });
  expect(openToOthers(folder)).toEqual([]);
});

/** Starts the server, waits for its first nightly copy, looks at the files, stops it. Gives what it said and what was open. */
async function started(folder: string) {
  const child = spawn("/bin/sh", generously(["src/node/start.js"]), {
    cwd: ROOT,
    env: serverEnvironment(join(folder, "there.sqlite")) as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  const ended = new Promise((resolve) => child.once("close", resolve));
  const copied = () => readdirSync(join(folder, "backups")).some((name) => /-\d{4}-\d\d-\d\d\.sqlite$/.test(name));
  while (child.exitCode === null && !(said.includes("is serving") && copied()))
    await new Promise((resolve) => setTimeout(resolve, 20));
  const open = openToOthers(folder);
  child.kill();
  await ended;
  return { said, open };
}

test("the start takes a database, and its copies, from the accounts that could open them, and says so", async () => {
  const folder = prepared();
  const there = join(folder, "there.sqlite");
  chmodSync(there, 0o644);
  reader(there);
  mkdirSync(join(folder, "backups"));
  const copies = ["there-2026-01-05.sqlite", "there-before-0012-2026-01-05T090000000Z.sqlite"];
  for (const name of copies) writeFileSync(join(folder, "backups", name), "", { mode: 0o644 });
  const { said, open } = await started(folder);
  expect(open).toEqual([]);
  const told = [there, `${there}-wal`, `${there}-shm`, ...copies.map((name) => join(folder, "backups", name))];
  expect(said).toContain(`Other accounts of this machine could open ${told.join(", ")}. They can’t any more.\n`);
});

/** Only root may act as another account. */
test.runIf(process.getuid?.() === 0)("a database of another account is refused with what its owner can do", () => {
  const folder = prepared();
  const there = join(folder, "there.sqlite");
  chmodSync(folder, 0o755);
  chmodSync(there, 0o666);
  copyFileSync(join(ROOT, "src/node/own-file.ts"), join(folder, "own-file.ts"));
  const script = `import { keepOwnFile } from "${join(folder, "own-file.ts")}"; keepOwnFile(${JSON.stringify(there)});`;
  // The project may lie where nobody else may look: what nobody runs lies with the database.
  const node = join(folder, "node");
  copyFileSync(process.execPath, node);
  const nobody = { cwd: folder, encoding: "utf8", uid: 65_534, gid: 65_534 } as const;
  const { status, stderr } = spawnSync(node, ["--input-type=module", "-e", script], nobody);
  expect(status).toBe(1);
  expect(stderr).toContain(`Other accounts of this machine can open ${there}, and this account may not change that.`);
  expect(stderr).toContain(`Let its owner run: chmod 600 ${there}`);
});

test("a database that is made, and a copy before a migration, are for this account alone, and one that was cut off does not stay", () => {
  const folder = prepared();
  const script = `
    import { migrateFile } from ${JSON.stringify(join(ROOT, "src/node/migrate.ts"))};
    import { cpSync, writeFileSync } from "node:fs";
    cpSync(${JSON.stringify(join(ROOT, "migrations"))}, "migrations", { recursive: true });
    writeFileSync("migrations/9998_next.sql", "create table next (id text) strict;");
    await migrateFile("new.sqlite", "migrations", "2026-03-02T09:00:00.000Z");
    await migrateFile("there.sqlite", "migrations", "2026-03-02T09:00:00.000Z");
    writeFileSync("migrations/9999_last.sql", "create table last (id text) strict;");
    const { default: Database } = await import(${JSON.stringify(import.meta.resolve("better-sqlite3"))});
    Database.prototype.backup = () => Promise.reject(new Error("disk full"));
    await migrateFile("there.sqlite", "migrations", "2026-03-03T09:00:00.000Z").catch(() => {});`;
  const { stderr } = spawnSync("/bin/sh", generously(["--input-type=module", "-e", script]), {
    cwd: folder,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  expect(readdirSync(join(folder, "backups"))).toEqual(["there-before-9998-2026-03-02T090000000Z.sqlite"]);
  expect(openToOthers(folder).filter((name) => !name.startsWith("migrations"))).toEqual([]);
});

test("only the files named here open or copy a database, each by way of what keeps it this account's own", () => {
  const sources = ["src", "scripts"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(folder, name)),
  );
  const opening = sources.filter((path) => /new Database\(|\.backup\(/.test(readFileSync(join(ROOT, path), "utf8")));
  expect(opening.sort()).toEqual([
    "scripts/build-schema.ts", // in memory
    "scripts/seed/bulk/build-bulk.ts", // made by migrateFile before it is opened
    "scripts/seed/bulk/told.ts", // in memory
    "src/db/sqlite.ts", // opened by nodeDeps, which asks own-file.ts
    "src/node/migrate.ts",
    "src/node/nightly-copy.ts",
  ]);
});
