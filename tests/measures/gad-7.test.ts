import { expect, test } from "vitest";
import type { Sheet } from "./second-scorer.ts";
import { measure, scoreSheets } from "./sheets.ts";

const bandOf = (score: number) => ["none or minimal", "mild", "moderate", "severe"][Math.min(3, Math.floor(score / 5))];

test("GAD-7 scores all 16,384 possible forms as the sum of their digits to base 4", () => {
  const sheets = Array.from({ length: 4 ** 7 }, (_, n): Sheet => n.toString(4).padStart(7, "0").split("").map(Number));
  const scores = scoreSheets(measure("gad-7"), sheets);
  expect(scores).toHaveLength(16_384);
  sheets.forEach((sheet, row) => {
    const sum = sheet.join("").replaceAll("0", "").replaceAll("2", "11").replaceAll("3", "111").length;
    const score = scores[row]![0]!;
    if (score.kind !== "scored" || score.value !== sum || score.bands[0]?.name !== bandOf(sum)) {
      throw new Error(`${sheet.join("")}: ${JSON.stringify(score)}, but the sum is ${sum}, ${bandOf(sum)}`);
    }
  });
});

test("GAD-7 has no score with one answer missing", () => {
  const [score] = scoreSheets(measure("gad-7"), [[1, 1, 1, null, 1, 1, 1]])[0]!;
  expect(score).toEqual({ kind: "unscored", scale: "total", reason: "too-many-missing", answered: 6, items: 7 });
});
