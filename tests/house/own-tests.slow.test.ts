import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { npmAtHand, spawnNpm } from "./npm.ts";
import { installedCopy } from "./project-copy.ts";

let project: string;
let note: string;
beforeAll(() => {
  project = installedCopy(afterAll);
  note = join(project, "data/left.pid");
  rmSync(join(project, "tests"), { recursive: true });
  for (const folder of ["tests/support", "data"]) mkdirSync(join(project, folder), { recursive: true });
  // What every test file begins with; the planted one opens nothing.
  writeFileSync(join(project, "tests/support/closing.ts"), "export {};\n");
});

/** A test that starts something which nobody ends, in a process group of its own, as a browser has; then `end`. */
function plant(end: string) {
  rmSync(note, { force: true });
  writeFileSync(
    join(project, "tests/planted.test.ts"),
    `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";

test("planted", async () => {
  const left = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  writeFileSync(${JSON.stringify(note)}, String(left.pid));
  ${end}
});
`,
  );
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

const npmTest = () => spawnNpm(npmAtHand(), "npm", ["test", "--", "node"], { cwd: project });
const left = () => Number(readFileSync(note, "utf8"));

test("tests that failed leave nothing running, and say what was left", async () => {
  plant("expect(1).toBe(2);");
  const run = npmTest();
  expect(await run.ended).toBe(1);
  expect(run.out()).toMatch(/FAILED tests: node \(0\).*\n +left running, and ended: node -e setInterval/);
  expect(isAlive(left())).toBe(false);
});

test("tests that are ended by a signal to npm leave nothing running", async () => {
  plant("await new Promise(() => {}); expect(1).toBe(1);");
  const run = npmTest();
  await vi.waitUntil(() => existsSync(note) && left() > 0, { timeout: 150_000 });
  run.child.kill("SIGTERM");
  await run.ended;
  await vi.waitFor(() => expect(isAlive(left())).toBe(false), { timeout: 10_000 });
});
