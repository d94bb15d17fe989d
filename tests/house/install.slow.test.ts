import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CONFIG, ORIGIN } from "../support/hosts.ts";
import { answered, barePath, endGroup, freePort, isTaken, type Npm, npm10, npmAtHand, spawnNpm } from "./npm.ts";
import { changesIn, commitAll, copyProject } from "./project-copy.ts";

/** The README's commands as a newcomer gives them: in a fresh copy, with the npm that Node 20 brings, and nothing to compile with. */
let old: Npm;
let project: string;
let path: string;
let isClone: boolean;
beforeAll(() => {
  old = npm10();
  project = copyProject();
  path = barePath();
  isClone = commitAll(project);
});
afterAll(() => {
  for (const folder of [project, path]) rmSync(folder, { recursive: true, force: true });
});

/** Starts a script of the project at a free port, and waits until it answers. */
async function running(npm: Npm, script: string, env: Record<string, string> = {}) {
  const port = await freePort();
  const run = spawnNpm(npm, "npm", ["run", script], { cwd: project, env: { ...env, PORT: String(port) } });
  await answered(port, "/health", run).catch((error: Error) => {
    endGroup(run.child);
    throw error;
  });
  return { ...run, port };
}

const SETTINGS = {
  KINSTEP_SECRET: CONFIG.secret,
  KINSTEP_AUDIT_KEY: CONFIG.auditKey,
  KINSTEP_ORIGIN: ORIGIN,
};

test("npm 10 installs it where there is no Python, make or compiler, and changes nothing in it", async () => {
  const run = spawnNpm(old, "npm", ["install"], { cwd: project, env: { PATH: path } });
  expect([await run.ended, run.err()]).toEqual([0, ""]);
  if (isClone) expect(changesIn(project)).toBe("");
  else console.log("Not looked at here: what the install changed. This machine has no git.");
});

test("an install alone is enough for the command line, also for two first starts at once", async () => {
  const args = ["--no-install", "kinstep", "score", "gad-7", "examples/gad-7-answers.csv"];
  const runs = [1, 2].map(() => spawnNpm(old, "npx", args, { cwd: project, env: { PATH: path } }));
  for (const run of runs) {
    expect([await run.ended, run.err()]).toEqual([0, expect.stringMatching(/^GAD-7|^$|not read/i)]);
    expect(run.out()).toMatch(/^id,measure,version,scale,score,.*\nK01,gad-7,1\.0,total,15,severe,/);
  }
});

test("then the demonstration comes up, and a signal to npm ends it", async () => {
  const run = await running(old, "demo", { PATH: path });
  expect(run.out()).toContain(`http://localhost:${run.port}`);
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(await isTaken(run.port)).toBe(false);
});

/** On a machine with much other work workerd takes its time. */
const PATIENCE = 360_000;

const NPMS: readonly [string, () => Npm][] = [
  ["the npm at hand", npmAtHand],
  ["npm 10", npm10],
];

describe.each(NPMS)("a signal to %s ends the server, and the port is free when npm has ended", (_, npm) => {
  test.each([
    ["start", "SIGTERM"],
    ["start", "SIGINT"],
    ["demo", "SIGTERM"],
    ["dev:worker", "SIGTERM"],
  ] as const)("npm run %s, %s", { timeout: PATIENCE }, async (script, signal) => {
    const run = await running(npm(), script, SETTINGS);
    try {
      run.child.kill(signal);
      await run.ended;
      expect(await isTaken(run.port)).toBe(false);
    } finally {
      endGroup(run.child);
    }
  });
});

test("when npm is killed, the server ends too", async () => {
  const run = await running(npmAtHand(), "start", SETTINGS);
  run.child.kill("SIGKILL");
  await vi.waitFor(async () => expect(await isTaken(run.port)).toBe(false), { timeout: 10_000 });
});
