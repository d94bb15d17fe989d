import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

const SOURCE = join(ROOT, "src");

/** The files that call a function, its own left out. */
const callers = (name: string): string[] =>
  readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => new RegExp(`(?<!function )\\b${name}\\(`).test(readFileSync(join(SOURCE, file), "utf8")));

const KEEPING = "features/questionnaires/keying/keep-sheet-queries.ts";

test("an answer sheet is kept in one place, whichever door it came by", () => {
  for (const part of ["recordSheet", "drawResponse", "recordCorrectedClarifications"])
    expect([part, callers(part)]).toEqual([part, [KEEPING]]);
  expect(callers("keepSheet").length).toBeGreaterThan(1);
});
