import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analysePrePost } from "../../src/statistics/prepost.ts";
import { GOLDEN, goldenFiles, mismatches, prepostStudies, recordsOf } from "./golden.ts";

const SHARED = join(import.meta.dirname, "../../../shared/golden");

describe.each(prepostStudies())("$id", (study) => {
  const result = analysePrePost(recordsOf(study), study.config);

  test("agrees with R in every value, null and label", () => {
    expect(mismatches(JSON.parse(JSON.stringify(result)), study.expected)).toEqual([]);
  });

  test("has its sections in the order of the study files", () => {
    expect(Object.keys(result)).toEqual(Object.keys(study.expected as object));
  });
});

test("there are studies to agree with, the real ones among them", () => {
  const ids = prepostStudies().map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(16);
  expect(ids).toEqual(expect.arrayContaining(["real_sleep_student1908", "real_anorexia_ft", "real_btheb_btheb_2m"]));
});

test("a value, a null, a label and a key that differ would each be found", () => {
  const want = { a: 1.5, b: null, c: "label", d: [1, 2] };
  expect(mismatches(want, want)).toEqual([]);
  expect(mismatches({ ...want, a: 1.5 * (1 + 2e-9) }, want)).toHaveLength(1);
  expect(mismatches({ ...want, b: 0 }, want)).toHaveLength(1);
  expect(mismatches({ ...want, c: "other" }, want)).toHaveLength(1);
  expect(mismatches({ ...want, d: [1, 2, 3] }, want)).toHaveLength(1);
  expect(mismatches({ ...want, e: null }, want)).toHaveLength(1);
  expect(mismatches({ a: 1.5, b: null, d: [1, 2] }, want)).toHaveLength(1);
});

test.runIf(existsSync(SHARED))("the copies are the shared golden files, all of them", () => {
  const shared = readdirSync(SHARED).filter((name) => name.endsWith(".json"));
  expect(goldenFiles().sort()).toEqual(shared.sort());
  const differing = shared.filter((name) => !readFileSync(join(SHARED, name)).equals(readFileSync(join(GOLDEN, name))));
  expect(differing).toEqual([]);
});
