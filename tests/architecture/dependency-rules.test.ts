import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-rules-"));

/** One planted violation a rule: the file that breaks it, and what it wrongly reaches for. */
const PLANTED: Record<string, [file: string, imports: string]> = {
  "domain-is-pure": ["src/domain/planted.ts", "../deps.ts"],
  "feature-core-is-pure": ["src/features/one/thing.ts", "../../db/planted-db.ts"],
  "queries-know-no-web": ["src/features/one/a-queries.ts", "../../web/planted-web.ts"],
  "pages-know-no-database": ["src/features/one/a-page.ts", "./b-queries.ts"],
  "features-meet-at-the-front-door": ["src/features/one/b-routes.ts", "../two/inner.ts"],
  "web-and-db-know-no-feature": ["src/web/reaches.ts", "../features/two/index.ts"],
  "no-node-builtins": ["src/features/one/c-routes.ts", "node:fs"],
  "node-only-packages": ["src/features/one/d-routes.ts", "better-sqlite3"],
  "sql-stays-in-queries": ["src/features/one/e-routes.ts", "kysely"],
  "src-never-imports-tests": ["src/features/one/f-routes.ts", "../../../tests/planted.ts"],
  "evaluation-knows-no-people": ["src/features/outcomes/g-routes.ts", "../two/index.ts"],
  "statistics-stand-alone": ["src/statistics/planted.ts", "../domain/planted-domain.ts"],
  "rooms-stand-in-order": ["src/features/runs/delivery/planted.ts", "../show/planted.ts"],
  "forms-stand-on-the-domain": ["src/forms/planted.ts", "../deps.ts"],
  "files-stand-on-the-domain": ["src/files/planted.ts", "../deps.ts"],
  "measures-are-pure": ["src/measures/planted.ts", "../deps.ts"],
  "charts-draw-and-know-nothing": ["src/charts/planted.ts", "../deps.ts"],
  "disclosure-stands-alone": ["src/disclosure/planted.ts", "../domain/planted-domain.ts"],
  "no-cycles": ["src/cycle-one.ts", "./cycle-two.ts"],
};

const TARGETS = [
  "src/deps.ts",
  "src/db/planted-db.ts",
  "src/web/planted-web.ts",
  "src/features/one/b-queries.ts",
  "src/features/two/inner.ts",
  "src/features/two/index.ts",
  "tests/planted.ts",
  "src/features/runs/show/planted.ts",
  "src/domain/planted-domain.ts",
];

const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

let output = "";

beforeAll(() => {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  write("tsconfig.json", "{}");
  for (const target of TARGETS) write(target, "export const planted = 1;\n");
  write("src/cycle-two.ts", 'import "./cycle-one.ts";\n');
  for (const [file, imports] of Object.values(PLANTED)) write(file, `import ${JSON.stringify(imports)};\n`);
  const run = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/.bin/depcruise"), "--config", join(ROOT, ".dependency-cruiser.cjs"), "src"],
    { cwd: folder, encoding: "utf8" },
  );
  output = run.stdout + run.stderr;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(PLANTED))("the rule %s refuses a planted violation", (rule, [file]) => {
  expect(output).toMatch(new RegExp(`error ${rule}: ${file.replaceAll(".", "\\.")}`));
});

test("the rules cruise every module", () => {
  expect(output).not.toContain("(0 modules");
});
