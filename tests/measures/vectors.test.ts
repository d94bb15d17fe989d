import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Scores, SECOND, type Sheet } from "./second-scorer.ts";
import { measure, numbers, scoreSheet, scoreSheets } from "./sheets.ts";

type Vector = { sheet: Sheet; scores: Scores };

const vectorsOf = (id: string): Vector[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, "vectors", `${id}.json`), "utf8"));

describe.each(Object.keys(SECOND))("%s", (id) => {
  const vectors = vectorsOf(id);

  test("has at least 30 golden responses, some of them with gaps", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(30);
    expect(vectors.filter(({ sheet }) => sheet.includes(null)).length).toBeGreaterThanOrEqual(8);
  });

  test("scores every golden response as the second implementation did", () => {
    for (const { sheet, scores } of vectors) {
      expect(numbers(scoreSheet(measure(id), sheet)), JSON.stringify(sheet)).toEqual(scores);
      expect(SECOND[id]!.score(sheet)).toEqual(scores);
    }
  });

  test("scores rows the same in any order", () => {
    const sheets = vectors.map(({ sheet }) => sheet);
    const forwards = scoreSheets(measure(id), sheets);
    expect(scoreSheets(measure(id), [...sheets].reverse())).toEqual([...forwards].reverse());
  });
});
