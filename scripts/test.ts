import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BIN = join(ROOT, "node_modules/.bin");
const OUTPUT = join(tmpdir(), `kinstep-test-${process.pid}`);
const quick = process.argv.includes("--quick");

let passed = 0;
let failed = 0;
const broken: string[] = [];

const environment = { ...process.env, PATH: `${BIN}:${process.env.PATH}` };

/** Runs one tool; it counts as one check. `forbidden` in its output fails it too. */
function check(name: string, command: string, args: string[], forbidden?: RegExp) {
  const from = performance.now();
  const run = spawnSync(join(BIN, command), args, { cwd: ROOT, env: environment, encoding: "utf8" });
  const output = `${run.stdout}${run.stderr}`;
  const well = run.status === 0 && !forbidden?.test(output);
  report(name, well, from);
  if (well) passed++;
  else fail(name, output);
}

/** Runs one project of the suite and adds its counts. */
function suite(project: string) {
  const from = performance.now();
  const file = join(OUTPUT, `${project}.json`);
  const args = [
    "run",
    "--project",
    project,
    "--passWithNoTests",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ];
  const run = spawnSync(join(BIN, "vitest"), args, {
    cwd: ROOT,
    env: environment,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const counts = countsOf(file);
  const well = run.status === 0 && counts.failed === 0;
  report(`tests: ${project} (${counts.passed})`, well, from);
  passed += counts.passed;
  if (!well) {
    failed += Math.max(1, counts.failed);
    broken.push(`${run.stdout}${run.stderr}`.slice(-20_000));
  }
}

function countsOf(file: string): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function report(name: string, well: boolean, from: number) {
  console.log(`${well ? "ok    " : "FAILED"} ${name.padEnd(34)} ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

function fail(name: string, output: string) {
  failed++;
  broken.push(`--- ${name}\n${output.slice(-8000)}`);
}

mkdirSync(OUTPUT, { recursive: true });
await build();
check("format and lint", "biome", ["ci", "--error-on-warnings", "--diagnostic-level=warn", "."]);
check("types", "tsc", ["--noEmit"]);
check("dependency rules", "depcruise", ["--config", ".dependency-cruiser.cjs", "src"], /\(0 modules/);
for (const project of quick ? ["node"] : ["node", "worker", "slow", "browser"]) suite(project);
rmSync(OUTPUT, { recursive: true, force: true });
for (const text of broken) console.log(text);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
