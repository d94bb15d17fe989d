import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CONFIG, ORIGIN } from "../support/hosts.ts";
import { installedCopy } from "./project-copy.ts";

type Ran = { code: number | null; out: string; err: string };

/** Runs a program of a project on this Node. */
const run = (project: string, ...args: string[]): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: project,
      env: {
        ...process.env,
        KINSTEP_SECRET: CONFIG.secret,
        KINSTEP_AUDIT_KEY: CONFIG.auditKey,
        KINSTEP_ORIGIN: ORIGIN,
      },
    });
    const ran: Ran = { code: null, out: "", err: "" };
    child.stdout.on("data", (text) => (ran.out += text));
    child.stderr.on("data", (text) => (ran.err += text));
    child.once("close", (code) => resolve({ ...ran, code }));
  });

const kinstep = (project: string, ...args: string[]) => run(project, "bin/kinstep.js", ...args);
const SHOW = ["measures", "show", "gad-7"];

const allFiles = (project: string) =>
  ["src/generated", "public"].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, encoding: "utf8" }),
  );

let built: Ran;
let project: string;
let first: Ran[];
beforeAll(async () => {
  project = installedCopy(afterAll);
  first = await Promise.all([1, 2].map(() => kinstep(project, ...SHOW)));
  built = await kinstep(project, ...SHOW);
});

test("two first starts at the same moment make what they need, and answer as every other start does", () => {
  expect(built).toMatchObject({ code: 0, err: "", out: expect.stringContaining("gad-7") });
  expect(first).toEqual([built, built]);
  expect(allFiles(project).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a definition that changed is used from the next start on", async () => {
  const file = join(project, "measures/gad-7.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('"title": "Generalised Anxiety', '"title": "Changed Anxiety'));
  expect(await kinstep(project, ...SHOW)).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringContaining("Changed Anxiety"),
  });
  writeFileSync(file, text);
});

test("a definition that is not sound keeps no command from running, and least of all the one that says why", async () => {
  const file = join(project, "measures/gad-7.json");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace('"kind": "questionnaire"', '"kind": "riddle"'));
  const checked = await kinstep(project, "measures", "check", "measures/gad-7.json");
  expect([checked.code, `${checked.out}${checked.err}`]).toEqual([1, expect.stringContaining("kind")]);
  const shown = await kinstep(project, "measures", "show", "phq-9");
  expect([shown.code, shown.err]).toEqual([
    0,
    expect.stringMatching(/^kinstep uses the measures made before: measures\/gad-7\.json: kind/),
  ]);
  writeFileSync(file, text);
});

test.each([
  ["kinstep", ["bin/kinstep.js", ...SHOW]],
  ["Kinstep", ["scripts/start.ts"]],
])("where nothing can be written, %s says so and what to do", async (who, command) => {
  rmSync(join(project, "src/generated"), { recursive: true, force: true });
  // A folder that root can't write to either.
  writeFileSync(join(project, "src/generated"), "");
  const ran = await run(project, ...command);
  rmSync(join(project, "src/generated"));
  expect([ran.code, ran.out]).toEqual([1, ""]);
  expect(ran.err).toMatch(
    new RegExp(
      `^${who} can’t start\\. What it needs is made once, in its own folder, and nothing can be written there \\(\\w+\\)\\. Run npm run build once, as somebody who may write there\\.\\n$`,
    ),
  );
});
