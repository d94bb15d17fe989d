import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDefinition, readDefinition } from "../../src/measures/index.ts";
import { PLANTED } from "./planted.ts";
import { PLANTED_IN_NEWER } from "./planted-newer.ts";
import { type Scores, SECOND, type Sheet } from "./second-scorer.ts";
import { TOTALS } from "./second-totals.ts";
import { numbers, scoreSheet } from "./sheets.ts";

const textOf = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), "utf8");
const fileOf = (id: string): unknown => JSON.parse(textOf("../../measures", `${id}.json`));

/** Changes one place of parsed JSON: "scales.4.direction". An undefined value takes it away. */
function plant(file: unknown, path: string, value: unknown): void {
  const steps = path.split(".");
  const last = steps.pop()!;
  const place = steps.reduce((at, step) => (at as Record<string, unknown>)[step], file) as Record<string, unknown>;
  if (value === undefined) delete place[last];
  else place[last] = value;
}

function mutant(id: string, changes: readonly [string, unknown][]): ReturnType<typeof readDefinition> {
  const file = fileOf(id);
  for (const [path, value] of changes) plant(file, path, value);
  return readDefinition(file);
}

describe("a definition is refused with its path and the reason:", () => {
  test.each([...PLANTED, ...PLANTED_IN_NEWER])("%s (%s)", (_, id, path, value, says) => {
    const read = mutant(id, [[path, value]]);
    const problems = read.ok ? [] : read.error.map((one) => `${one.path}: ${one.reason}`);
    const told = problems.some((one) => (typeof says === "string" ? one === says : says.test(one)));
    expect(told, problems.join("\n") || "it was accepted").toBe(true);
  });

  test("and nothing is refused that was not touched", () => {
    for (const id of [...Object.keys(SECOND), ...Object.keys(TOTALS), "behaviour-recount"])
      expect(mutant(id, []).ok).toBe(true);
  });
});

/** Mutations that look sound: only scores from elsewhere can show them. */
const PLAUSIBLE: [string, string, [string, unknown][]][] = [
  ["the wrong item reversed", "sdq-p4-17", [["scales.1.reversed", [12]]]],
  ["a reversal forgotten", "sdq-p4-17", [["scales.2.reversed", [21]]]],
  [
    "items of two scales swapped",
    "sdq-p4-17",
    [
      ["scales.0.items.4", 23],
      ["scales.3.items.4", 24],
    ],
  ],
  ["one gap too many allowed", "sdq-p4-17", [["scales.3.missing.minimumAnswered", 2]]],
  ["a cell of the metric table", "swemwbs", [["scales.1.aggregate.values.22.1", 25.99]]],
  ["a gap allowed where none is", "gad-7", [["scales.0.missing.minimumAnswered", 6]]],
  ["the wrong pair reversed", "core-10", [["scales.0.reversed", [3, 4]]]],
  ["two gaps allowed", "core-10", [["scales.0.missing.minimumAnswered", 8]]],
  ["rounded where it is not", "core-10", [["scales.0.rounding", "half-up"]]],
  ["prorated where it is left out", "k10", [["scales.0.missing.prorated", true]]],
  ["no gap allowed where one is", "k10", [["scales.0.missing.minimumAnswered", 10]]],
  ["reversed as on the other form", "psoc-17", [["scales.0.reversed", []]]],
  ["the item of the longer form forgotten", "psoc-17-agree-first", [["scales.1.reversed", [1, 6, 7, 10, 11, 13, 15]]]],
  [
    "items of two scales swapped",
    "dass-21",
    [
      ["scales.0.items.0", 2],
      ["scales.1.items.0", 3],
    ],
  ],
  ["seven reversed of eight", "pss-18", [["scales.0.reversed", [1, 2, 5, 6, 7, 8, 17]]]],
  [
    "another three items of impact",
    "sdq-t4-17",
    [
      ["scales.8.items", [28, 30, 33]],
      ["scales.8.recode.0.items", [28, 30, 33]],
      ["items.30.unscored", undefined],
      ["items.29.unscored", "Not in the score."],
    ],
  ],
];

describe("a definition that only looks sound fails the golden responses:", () => {
  test.each(PLAUSIBLE)("%s (%s)", (_, id, changes) => {
    const read = mutant(id, changes);
    if (!read.ok) throw new Error(read.error.map((one) => one.reason).join());
    const vectors: { sheet: Sheet; scores: Scores }[] = JSON.parse(textOf("vectors", `${id}.json`));
    const scored = vectors.map(({ sheet }) => numbers(scoreSheet(read.value, sheet)));
    expect(scored).not.toEqual(vectors.map(({ scores }) => scores));
  });
});

test("what is no JSON is one problem, whatever it is", () => {
  for (const text of ["", "{", "\u0000", "[1,"]) {
    const read = parseDefinition(text);
    expect(read.ok ? [] : read.error).toMatchObject([{ path: "(file)", reason: expect.stringMatching(/^not JSON: /) }]);
  }
  for (const text of ["null", "[]", '"x"', "1e999", '{"__proto__": {"id": "x"}}', '{"kind": "__proto__"}']) {
    expect(parseDefinition(text).ok).toBe(false);
  }
});
