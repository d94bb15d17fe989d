import { expect, test } from "vitest";
import { type Answer, bandOf, checkAnswers, hasRiskItem, riskOf, scoreResponse } from "../../src/measures/index.ts";
import { answersOf, measure, scoreSheet } from "./sheets.ts";

const phq = measure("phq-9");

test("PHQ-9 leaves the tenth item out of its score", () => {
  expect(scoreSheet(phq, [1, 1, 1, 1, 1, 1, 1, 1, 1, 3])).toMatchObject([{ value: 9, items: 9, answered: 9 }]);
  expect(scoreSheet(phq, [1, 1, 1, 1, 1, 1, 1, 1, 1, null])).toMatchObject([{ value: 9 }]);
});

test("PHQ-9 has no score when one answer is missing: not a lower one", () => {
  expect(scoreSheet(phq, [3, 3, 3, 3, 3, 3, 3, 3, null])).toMatchObject([
    { kind: "unscored", reason: "too-many-missing", answered: 8, items: 9 },
  ]);
});

test("PHQ-9 bands", () => {
  const names = [
    [0, "none or minimal"],
    [4, "none or minimal"],
    [5, "mild"],
    [10, "moderate"],
    [15, "moderately severe"],
    [20, "severe"],
    [27, "severe"],
  ] as const;
  for (const [score, name] of names) expect(bandOf(phq, "total", score)?.name).toBe(name);
});

test("PHQ-9 item 9 is a risk from 1, also on a form that is not finished", () => {
  const risk = (answer: Answer) => riskOf(phq, new Map([[9, answer]]));
  expect(risk(1)).toMatchObject([{ item: 9, topic: "self-harm", answer: 1, atLeast: 1 }]);
  expect(risk(3)).toHaveLength(1);
  expect([1, 2, 3].map((answer) => risk(answer)[0]!.isUrgent)).toEqual([false, true, true]);
  for (const none of [0, "blank", "declined", "not-applicable"] as const) expect(risk(none)).toEqual([]);
  expect(riskOf(phq, answersOf([3, 3, 3, 3, 3, 3, 3, 3, 0, 3]))).toEqual([]);
  expect([hasRiskItem(phq), hasRiskItem(measure("gad-7"))]).toEqual([true, false]);
});

test("SWEMWBS gives the raw sum and its metric score", () => {
  const scores = scoreSheet(measure("swemwbs"), [4, 3, 4, 3, 4, 4, 3]);
  expect(scores).toMatchObject([
    { scale: "raw", value: 25 },
    { scale: "metric", value: 22.35, answered: 7, items: 7, prorated: false },
  ]);
});

test("SWEMWBS has neither with one answer missing", () => {
  expect(scoreSheet(measure("swemwbs"), [4, 3, 4, 3, 4, 4, null])).toMatchObject([
    { scale: "raw", kind: "unscored", reason: "too-many-missing" },
    { scale: "metric", kind: "unscored", reason: "too-many-missing", answered: 6 },
  ]);
});

test("BPSES has a score and no band", () => {
  expect(scoreSheet(measure("bpses"), [5, 4, 3, 4, 5])).toMatchObject([{ value: 21, bands: [] }]);
});

test("goals are scored one by one: an empty goal is no zero", () => {
  expect(scoreSheet(measure("gbo"), [0, 7, null])).toMatchObject([
    { scale: "goal-1", value: 0 },
    { scale: "goal-2", value: 7 },
    { scale: "goal-3", kind: "unscored", reason: "not-answered" },
  ]);
});

test("the behaviour recount is never totalled", () => {
  expect(scoreResponse(measure("behaviour-recount"), "standard", new Map()).scores).toEqual([]);
});

test("answers that a form can't hold are told before they are scored", () => {
  const sdq = measure("sdq-p4-17");
  expect(
    checkAnswers(
      sdq,
      "baseline",
      new Map([
        [1, 3],
        [2, 2],
        [34, 1],
        [99, 0],
      ]),
    ),
  ).toEqual([
    { item: 1, text: "3 is not one of 0, 1, 2" },
    { item: 34, text: "there is no item 34 on this form" },
    { item: 99, text: "there is no item 99 on this form" },
  ]);
  expect(
    checkAnswers(
      sdq,
      "follow-up",
      new Map<number, Answer>([
        [34, 4],
        [1, "declined"],
      ]),
    ),
  ).toEqual([]);
  for (const wrong of [1.5, -1, Number.NaN, 1e9]) {
    expect(() => scoreResponse(phq, "standard", new Map([[1, wrong]]))).toThrow(RangeError);
    expect(checkAnswers(phq, "standard", new Map([[1, wrong]]))).toHaveLength(1);
  }
  expect(() => scoreResponse(phq, "baseline", new Map())).toThrow('phq-9 has no form "baseline"');
});
