import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Takes one guard away at a time, in a copy of the source, and shows that the permission tests then fail: `can()` from each
 * handler, and the organisation from each query that has it. Usage: node scripts/launch.js scripts/mutate-guards.ts [can|organisation] [part of a file's path]
 */
type Mutant = { file: string; line: number; was: string; text: string; tests: string[] };

const [kind = "can", part = ""] = process.argv.slice(2);

const GUARDS: Record<string, { files: RegExp; guard: RegExp; tests: string[] }> = {
  can: { files: /-routes\.ts$/, guard: /can\("[a-z:-]+"\),\s*/g, tests: ["tests/architecture/routes.test.ts"] },
  organisation: {
    files: /-queries\.ts$/,
    guard: /\.where\(\s*"[\w.]+",\s*"=",\s*actor\.organisationId,?\s*\)/g,
    tests: ["tests/permissions"],
  },
};

const chosen = GUARDS[kind];
if (!chosen) throw new Error("Say which guard to take away: can, or organisation");

/** Lists answer 200 to everybody, so their scope is held by the feature's own tests. */
const ownTests = (file: string): string[] => (kind === "organisation" ? [`tests/${file.split("/")[2]}`] : []);

function mutantsOf(file: string): Mutant[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return [...source.matchAll(chosen!.guard)].map((match) => ({
    file,
    line: source.slice(0, match.index).split("\n").length,
    was: match[0].replaceAll(/\s+/g, " ").trim(),
    text: source.slice(0, match.index) + source.slice(match.index + match[0].length),
    tests: [...chosen!.tests, ...ownTests(file)],
  }));
}

const copy = mkdtempSync(join(tmpdir(), "kinstep-mutants-"));
for (const name of ["src", "tests", "views", "measures", "migrations", "docs", "scripts", "assets"])
  cpSync(join(ROOT, name), join(copy, name), { recursive: true });
for (const name of ["package.json", "tsconfig.json", "vitest.config.ts"]) cpSync(join(ROOT, name), join(copy, name));
symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));

/** Do the tests fail on this mutant? They stop at the first failure. */
function isCaught({ file, text, tests }: Mutant): boolean {
  const original = readFileSync(join(copy, file), "utf8");
  writeFileSync(join(copy, file), text);
  const run = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/.bin/vitest"), "run", "--project", "node", "--bail=1", ...tests],
    {
      cwd: copy,
      encoding: "utf8",
    },
  );
  writeFileSync(join(copy, file), original);
  return run.status !== 0;
}

const files = readdirSync(join(ROOT, "src/features"), { recursive: true, encoding: "utf8" })
  .map((name) => join("src/features", name))
  .filter((name) => chosen.files.test(name) && name.includes(part));
const mutants = files.flatMap(mutantsOf);
const missed = mutants.filter((mutant) => {
  const caught = isCaught(mutant);
  console.log(`${caught ? "caught" : "MISSED"} ${mutant.file}:${mutant.line} without ${mutant.was}`);
  return !caught;
});
rmSync(copy, { recursive: true, force: true });
console.log(`${mutants.length - missed.length} of ${mutants.length} caught`);
process.exit(missed.length === 0 ? 0 : 1);
