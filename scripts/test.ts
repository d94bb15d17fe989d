import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "./build.ts";
import { type Ended, endWithChildren, runTool } from "./children.ts";

const PROJECTS = ["node", "tours", "worker", "slow", "browser"];
const OUTPUT = join(tmpdir(), `kinstep-test-${process.pid}`);
/** All; with --quick what `npm run check` runs; or parts of the suite by name, as in `npm test -- browser`. */
const quick = process.argv.includes("--quick");
const named = PROJECTS.filter((project) => process.argv.includes(project));

/** The quick check looks at what changed since the last one, and at all that hangs on it; `npm test` at everything. */
const REMEMBERING = ["--incremental", "--tsBuildInfoFile", "node_modules/.cache/types.tsbuildinfo"];

let passed = 0;
let failed = 0;
const broken: string[] = [];

/** Runs one tool; it counts as one check. `forbidden` in its output fails it too. */
async function check(name: string, tool: string, args: string[], forbidden?: RegExp) {
  const from = performance.now();
  const ended = await runTool(tool, args);
  const well = ended.code === 0 && !forbidden?.test(ended.output);
  report(name, well, from, ended);
  if (well) passed++;
  else fail(name, ended.output.slice(-8000));
}

/** Runs one project of the suite and adds its counts. */
async function suite(project: string) {
  const from = performance.now();
  const file = join(OUTPUT, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const ended = await runTool("vitest", ["run", "--project", project, "--passWithNoTests", ...reporters]);
  const counts = countsOf(file);
  const well = ended.code === 0 && counts.failed === 0;
  report(`tests: ${project} (${counts.passed})`, well, from, ended);
  passed += counts.passed;
  if (!well) fail(project, ended.output.slice(-20_000), Math.max(1, counts.failed));
}

function countsOf(file: string): { passed: number; failed: number } {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function report(name: string, well: boolean, from: number, { left }: Ended) {
  console.log(`${well ? "ok    " : "FAILED"} ${name.padEnd(34)} ${((performance.now() - from) / 1000).toFixed(1)} s`);
  if (left.length > 0) console.log(`       left running, and ended: ${left.join(", ")}`);
}

function fail(name: string, output: string, count = 1) {
  failed += count;
  broken.push(`--- ${name}\n${output}`);
}

endWithChildren();
mkdirSync(OUTPUT, { recursive: true });
await build();
if (named.length === 0) {
  // At once: each has stretches in which it keeps one processor busy, or none.
  await Promise.all([
    check("format and lint", "biome", ["ci", "--error-on-warnings", "--diagnostic-level=warn", "."]),
    check("types", "tsc", ["--noEmit", ...(quick ? REMEMBERING : [])]),
    check("dependency rules", "depcruise", ["--config", ".dependency-cruiser.cjs", "src"], /\(0 modules/),
  ]);
}
for (const project of named.length > 0 ? named : quick ? ["node"] : PROJECTS) await suite(project);
rmSync(OUTPUT, { recursive: true, force: true });
for (const text of broken) console.log(text);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
