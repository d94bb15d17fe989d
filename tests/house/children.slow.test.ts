import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { runProgram } from "../../scripts/children.ts";
import { ROOT } from "../support/hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-children-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

/** A program that starts another in its own process group, and one in a new group that holds its output open; then ends, or waits. */
function careless(name: string, end: string): { program: string; pids: () => number[] } {
  const program = join(folder, `${name}.mjs`);
  const list = join(folder, `${name}.pids`);
  writeFileSync(
    program,
    `import { spawn } from "node:child_process";
     import { writeFileSync } from "node:fs";
     const forEver = ["-e", "setInterval(() => {}, 1000)"];
     const one = spawn(process.execPath, forEver, { stdio: "ignore" });
     const other = spawn(process.execPath, forEver, { stdio: "inherit", detached: true });
     console.log("said");
     writeFileSync(${JSON.stringify(list)}, JSON.stringify([process.pid, one.pid, other.pid]));
     ${end}`,
  );
  return { program, pids: () => JSON.parse(readFileSync(list, "utf8")) };
}

test.each([0, 1])("what a program that ends with %i left running is ended, and named", async (code) => {
  const { program, pids } = careless(`ends-${code}`, `process.exit(${code})`);
  const ended = await runProgram(program, []);
  expect([ended.code, ended.output]).toEqual([code, "said\n"]);
  expect(ended.left.map((name) => name.replace(/ \(\d+\)$/, ""))).toEqual(
    Array(2).fill("node -e setInterval(() => {}, 1000)"),
  );
  await vi.waitFor(() => expect(pids().filter(isAlive)).toEqual([]));
});

test.each(["SIGTERM", "SIGINT"] as const)("on %s a run ends what it runs, and itself", async (signal) => {
  const { program, pids } = careless(`waits-${signal}`, "setInterval(() => {}, 1000)");
  const runner = join(folder, `runner-${signal}.ts`);
  writeFileSync(
    runner,
    `import { endWithChildren, runProgram } from ${JSON.stringify(`${ROOT}scripts/children.ts`)};
     endWithChildren();
     await runProgram(${JSON.stringify(program)}, []);`,
  );
  const run = spawn(process.execPath, [runner], { stdio: "ignore" });
  const ended = new Promise((resolve) => run.once("exit", resolve));
  await vi.waitFor(() => expect(pids()).toHaveLength(3), { timeout: 30_000 });
  expect(pids().every(isAlive)).toBe(true);
  run.kill(signal);
  expect(await ended).toBe(signal === "SIGINT" ? 130 : 143);
  await vi.waitFor(() => expect(pids().filter(isAlive)).toEqual([]));
});
