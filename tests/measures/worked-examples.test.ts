import { describe, expect, test } from "vitest";
import {
  type Answer,
  changeOf,
  cutOffOf,
  isClinical,
  measureById,
  provenanceLine,
  riskOf,
  scoreResponse,
  thresholdsOf,
} from "../../src/measures/index.ts";
import { measure, numbers, scoreSheet } from "./sheets.ts";

const filled = (items: number, code: number): (number | null)[] => Array.from({ length: items }, () => code);
const scaleOf = (id: string, scale: string) => measure(id).scales.find((one) => one.id === scale)!;

describe("CORE-10", () => {
  const core = measure("core-10");

  test("with one answer missing is ten times the mean of the nine, and is not rounded", () => {
    const nine = [...filled(9, 1), null];
    nine[1] = 3;
    nine[2] = 3;
    nine[0] = 2;
    const [score] = scoreSheet(core, nine);
    expect(score).toMatchObject({ kind: "scored", value: 100 / 9, prorated: true, answered: 9, items: 10 });
    expect(provenanceLine(core, score!)).toBe("total 11.11, 9 of 10 answered, CORE-10 1.0");
  });

  test("has no score with two missing", () => {
    expect(scoreSheet(core, [...filled(8, 1), null, null])).toMatchObject([{ reason: "too-many-missing" }]);
  });

  test("turns items 2 and 3 round", () => {
    expect(numbers(scoreSheet(core, [0, 4, 4, 0, 0, 0, 0, 0, 0, 0])).total).toBe(0);
    expect(numbers(scoreSheet(core, [4, 0, 0, 4, 4, 4, 4, 4, 4, 4])).total).toBe(40);
  });

  test("item 6 is a risk from 1", () => {
    const risk = (answer: Answer) => riskOf(core, new Map([[6, answer]]));
    expect(risk(1)).toMatchObject([{ item: 6, atLeast: 1 }]);
    expect([risk(0), risk("blank")]).toEqual([[], []]);
    expect([1, 2, 4].map((answer) => risk(answer)[0]!.isUrgent)).toEqual([false, true, true]);
  });

  test("is a case from 11; its threshold is the 6 points of its authors, that of the NHS table stands beside it", () => {
    const scale = scaleOf("core-10", "total");
    expect(isClinical(cutOffOf(scale, "carer")!, 11)).toBe(true);
    expect(isClinical(cutOffOf(scale, "carer")!, 10.9)).toBe(false);
    expect(thresholdsOf(scale, "carer").map(({ points, status }) => [Math.round(points * 10) / 10, status])).toEqual([
      [6, "unverified"],
      [5, "verified"],
      [6.7, "verified"],
    ]);
  });
});

describe("K10", () => {
  test("leaves one missing answer out of the sum, and says so", () => {
    const [score] = scoreSheet(measure("k10"), [...filled(9, 3), null]);
    expect(score).toMatchObject({ kind: "scored", value: 27, prorated: false, answered: 9, items: 10 });
  });

  test("nine answers of 1 are 9, which falls in the lowest band", () => {
    const { scores } = scoreResponse(
      measure("k10"),
      "standard",
      new Map(Array.from({ length: 9 }, (_, index): [number, Answer] => [index + 1, 1])),
    );
    expect(scores).toMatchObject([{ value: 9, bands: [{ name: "low" }, { name: "well" }] }]);
  });

  test("has none with two missing", () => {
    expect(scoreSheet(measure("k10"), [...filled(8, 3), null, null])).toMatchObject([{ reason: "too-many-missing" }]);
  });
});

describe("SDQ of other informants", () => {
  test("the teacher's impact adds three items, up to 6", () => {
    const sheet = filled(35, 0);
    for (const item of [28, 29, 30, 31, 32]) sheet[item - 1] = 3;
    sheet[25] = 2;
    expect(numbers(scoreSheet(measure("sdq-t4-17"), sheet)).impact).toBe(6);
    expect(numbers(scoreSheet(measure("sdq-s11-17"), sheet)).impact).toBe(10);
  });

  test("every one has a standard and a follow-up form that pair, and 34 and 35 only on the second", () => {
    for (const id of ["sdq-p2-4", "sdq-t4-17", "sdq-s11-17"]) {
      const { forms, pairs, items } = measure(id);
      expect(forms.map((form) => form.id)).toEqual(["baseline", "follow-up"]);
      expect(pairs[0]).toMatchObject({ first: "baseline", second: "follow-up" });
      for (const { number, forms: only } of items) {
        expect(only, `item ${number}`).toEqual(number === 27 ? ["baseline"] : number >= 34 ? ["follow-up"] : undefined);
      }
    }
  });

  test("self-report takes its own thresholds of the NHS table, the total a computed one", () => {
    const points = (scale: string) => thresholdsOf(scaleOf("sdq-s11-17", scale), "young-person")[0];
    const table = { emotional: 4, conduct: 4, hyperactivity: 4, peer: 5, prosocial: 4, impact: 3 };
    for (const [scale, value] of Object.entries(table))
      expect(points(scale)).toMatchObject({ points: value, counts: "reached", status: "verified" });
    expect(points("total")).toMatchObject({ counts: "exceeded", status: "unverified" });
    expect(points("total")!.points).toBeCloseTo(6.45, 2);
  });

  test("a teacher's thresholds are all computed and unverified; the 2 to 4 form has none", () => {
    for (const { id, reliableChange } of measure("sdq-t4-17").scales) {
      expect(
        reliableChange.every(({ kind, status }) => kind === "computed" && status === "unverified"),
        id,
      ).toBe(true);
    }
    expect(thresholdsOf(scaleOf("sdq-t4-17", "total"), "teacher")[0]!.points).toBeCloseTo(6.0, 1);
    for (const { reliableChange } of measure("sdq-p2-4").scales) expect(reliableChange).toEqual([]);
  });

  test("the carer's form says what the added value score needs, and that its numbers are remembered", () => {
    const notes = measure("sdq-p4-17").notes.filter(({ text }) => /added value/i.test(text));
    expect(notes.map(({ status }) => status)).toEqual(["unverified", "verified"]);
  });
});

describe("the two directions of the PSOC", () => {
  test("the same person scores the same on both forms, by opposite codes", () => {
    const disagreeFirst = [2, 5, 6, 4, 3, 2, 1, 6, 5, 3, 4, 2, 1, 6, 5, 4, 3];
    const agreeFirst = disagreeFirst.map((code) => 7 - code);
    const scores = numbers(scoreSheet(measure("psoc-17"), disagreeFirst));
    expect(numbers(scoreSheet(measure("psoc-17-agree-first"), agreeFirst))).toEqual(scores);
  });

  test("are never compared with each other", () => {
    const at = { version: "1.0", form: "standard", informant: "carer", value: 50 } as const;
    const change = changeOf(
      measure("psoc-17"),
      "total",
      { ...at, measure: "psoc-17" },
      { ...at, measure: "psoc-17-agree-first" },
    );
    expect(change).toEqual({ ok: false, error: "different-measure" });
  });

  test("satisfied and able all through is 102 in both", () => {
    const able = Array.from({ length: 17 }, (_, index) => ([1, 6, 7, 10, 11, 13, 15, 17].includes(index + 1) ? 6 : 1));
    expect(numbers(scoreSheet(measure("psoc-17"), able))).toEqual({ satisfaction: 54, efficacy: 48, total: 102 });
  });
});

test("computed thresholds are those of the sheets", () => {
  const computed = (id: string, scale: string) =>
    thresholdsOf(scaleOf(id, scale), "carer")
      .filter(({ counts }) => counts === "exceeded")
      .map(({ points }) => Math.round(points * 10) / 10);
  expect(computed("wemwbs", "total")).toEqual([7.2, 9.9]);
  expect(computed("pss-18", "total")).toEqual([9.3, 9.8]);
  expect(["depression", "anxiety", "stress"].map((scale) => computed("dass-21", scale))).toEqual([[3.7], [3.5], [3.7]]);
});

test("PHQ-8, K10, K6 and APQ-9 have no value of reliable change", () => {
  for (const id of ["phq-8", "k10", "k6", "apq-9"]) {
    for (const { reliableChange } of measure(id).scales) expect(reliableChange, id).toEqual([]);
  }
});

test("what the sheets say not to build is not there", () => {
  for (const id of ["capes", "pafas", "parenting-scale", "cgsq-sf11", "oddp", "srs"])
    expect(measureById(id)).toBeUndefined();
  expect(["bac-c", "bac-a"].map((id) => measure(id).scales[0]!.cutOffs)).toEqual([[], []]);
});
