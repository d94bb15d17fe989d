import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bandOf, type Definition, parseDefinition } from "../../src/measures/index.ts";
import { scoreSheet } from "./sheets.ts";

/** The definition printed in docs/measures.md. */
function example(): Definition {
  const text = readFileSync(join(import.meta.dirname, "../../docs/measures.md"), "utf8");
  const json = /```json\n(.*?)```/s.exec(text)?.[1] ?? "";
  const read = parseDefinition(json);
  if (!read.ok) throw new Error(read.error.map(({ path, reason }) => `${path}: ${reason}`).join("\n"));
  return read.value;
}

test("the worked example of the guide is sound and scores as the guide says", () => {
  const sleep = example();
  expect(scoreSheet(sleep, [2, 2, null])).toMatchObject([{ value: 6, prorated: true, answered: 2, items: 3 }]);
  expect(scoreSheet(sleep, [2, 2, 2])).toMatchObject([{ value: 4, prorated: false }]);
  expect(scoreSheet(sleep, [2, null, null])).toMatchObject([{ kind: "unscored", reason: "too-many-missing" }]);
  expect(bandOf(sleep, "total", 4)).toMatchObject({ name: "poor", system: "manual" });
});
