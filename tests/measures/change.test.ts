import { describe, expect, test } from "vitest";
import { changeOf, cutOffOf, formFor, isClinical, type ScoreAt, thresholdsOf } from "../../src/measures/index.ts";
import { measure } from "./sheets.ts";

const at = (measureId: string, value: number | null, more: Partial<ScoreAt> = {}): ScoreAt => ({
  measure: measureId,
  version: "1.0",
  form: "standard",
  informant: "carer",
  role: "first carer",
  value,
  ...more,
});
const sdqAt = (value: number | null, form: "baseline" | "follow-up") => at("sdq-p4-17", value, { form });

function change(id: string, scale: string, from: ScoreAt, to: ScoreAt) {
  const result = changeOf(measure(id), scale, from, to);
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

describe("direction (docs/rules/pairing-and-change.md)", () => {
  test("SDQ total 20 to 12 is an improvement of 8", () => {
    const sdq = change("sdq-p4-17", "total", sdqAt(20, "baseline"), sdqAt(12, "follow-up"));
    expect(sdq).toMatchObject({ delta: -8, improvement: 8, direction: "higher-is-worse", reliable: "improved" });
    expect(sdq.crossing).toBe("left-clinical-range");
  });

  test("prosocial 5 to 7 is an improvement of 2", () => {
    const prosocial = change("sdq-p4-17", "prosocial", sdqAt(5, "baseline"), sdqAt(7, "follow-up"));
    expect(prosocial).toMatchObject({ delta: 2, improvement: 2, direction: "higher-is-better", reliable: "none" });
  });

  test("wellbeing up 8 is an improvement of 8", () => {
    expect(change("swemwbs", "metric", at("swemwbs", 16.36), at("swemwbs", 24.36))).toMatchObject({
      improvement: 8,
      reliable: "improved",
      crossing: "no-cut-off",
    });
  });

  test("no change is 0, never -0", () => {
    expect(Object.is(change("gad-7", "total", at("gad-7", 9), at("gad-7", 9)).improvement, 0)).toBe(true);
  });
});

describe("reliable change", () => {
  test("a published threshold counts when it is reached", () => {
    expect(change("phq-9", "total", at("phq-9", 15), at("phq-9", 9))).toMatchObject({
      reliable: "improved",
      crossing: "left-clinical-range",
    });
    expect(change("phq-9", "total", at("phq-9", 15), at("phq-9", 10))).toMatchObject({
      reliable: "none",
      crossing: "stayed-clinical",
    });
    expect(change("gad-7", "total", at("gad-7", 5), at("gad-7", 9))).toMatchObject({
      reliable: "worse",
      crossing: "entered-clinical-range",
    });
  });

  test("decimals tie as they should: 3 metric points are reached by 20.73 to 23.73", () => {
    expect(change("swemwbs", "metric", at("swemwbs", 20.73), at("swemwbs", 23.73)).reliable).toBe("improved");
  });

  test("the SDQ total is computed, unverified, and counts only when exceeded: 7 points", () => {
    const six = change("sdq-p4-17", "total", sdqAt(20, "baseline"), sdqAt(14, "follow-up"));
    expect(six).toMatchObject({ reliable: "none", threshold: { counts: "exceeded", status: "unverified" } });
    expect(six.threshold?.points).toBeCloseTo(6.82, 2);
    expect(change("sdq-p4-17", "total", sdqAt(20, "baseline"), sdqAt(13, "follow-up")).reliable).toBe("improved");
  });

  test("published wins over computed, and the others are there for sensitivity", () => {
    const conduct = measure("sdq-p4-17").scales.find((scale) => scale.id === "conduct")!;
    expect(
      thresholdsOf(conduct, "carer").map(({ points, counts }) => [Math.round(points * 100) / 100, counts]),
    ).toEqual([
      [4, "reached"],
      [2.87, "exceeded"],
    ]);
    expect(thresholdsOf(conduct, "teacher")).toEqual([]);
  });

  test("NHS England's points, scale by scale", () => {
    const points = Object.fromEntries(
      measure("sdq-p4-17").scales.map((scale) => [
        scale.id,
        thresholdsOf(scale, "carer").find((one) => one.counts === "reached")?.points,
      ]),
    );
    expect(points).toEqual({
      emotional: 4,
      conduct: 4,
      hyperactivity: 4,
      peer: 3,
      prosocial: 3,
      impact: 3,
      total: undefined,
      internalising: undefined,
      externalising: undefined,
    });
  });

  test("BPSES says that there is no threshold", () => {
    expect(change("bpses", "total", at("bpses", 10), at("bpses", 25))).toMatchObject({
      reliable: "no-threshold",
      threshold: null,
    });
  });
});

describe("cut-offs", () => {
  test("caseness is 10 for PHQ-9 and 8 for GAD-7; 10 is GAD-7's screening cut-off", () => {
    const total = (id: string) => measure(id).scales[0]!;
    expect(cutOffOf(total("phq-9"), "carer")).toMatchObject({ value: 10, clinical: "ge" });
    expect(cutOffOf(total("gad-7"), "carer")).toMatchObject({ id: "caseness", value: 8 });
    expect(total("gad-7").cutOffs).toHaveLength(2);
  });

  test("each side counts the value as its name says", () => {
    expect(["ge", "gt", "le", "lt"].map((clinical) => isClinical({ clinical: clinical as "ge", value: 5 }, 5))).toEqual(
      [true, false, true, false],
    );
  });

  test("carries the caveat of two forms that ask about different periods", () => {
    expect(change("sdq-p4-17", "total", sdqAt(20, "baseline"), sdqAt(12, "follow-up")).caveat).toContain("6 months");
    expect(change("phq-9", "total", at("phq-9", 9), at("phq-9", 9)).caveat).toBeNull();
  });
});

describe("what is no pair", () => {
  const refusal = (from: ScoreAt, to: ScoreAt, scale = "total") => {
    const result = changeOf(measure("sdq-p4-17"), scale, from, to);
    return result.ok ? "paired" : result.error;
  };
  const first = sdqAt(20, "baseline");
  const second = sdqAt(12, "follow-up");

  test.each([
    ["paired", first, second],
    ["different-measure", first, at("phq-9", 12)],
    ["different-edition", first, { ...second, version: "2.0" }],
    ["paired", first, { ...second, version: "1.4" }],
    ["forms-not-paired", second, first],
    ["different-informant", first, { ...second, informant: "teacher" as const }],
    ["different-informant", first, { ...second, role: "second carer" }],
    ["no-first-score", { ...first, value: null }, second],
    ["no-second-score", first, { ...second, value: null }],
  ])("%s", (expected, from, to) => {
    expect(refusal(from, to)).toBe(expected);
  });

  test("a scale that does not exist", () => {
    expect(refusal(first, second, "constructor")).toBe("no-such-scale");
  });
});

test("the form for an occasion is the one that pairs with what was used first", () => {
  const sdq = measure("sdq-p4-17");
  expect(formFor(sdq)?.id).toBe("baseline");
  expect(formFor(sdq, "baseline")?.id).toBe("follow-up");
  expect(formFor(sdq, "follow-up")?.id).toBe("follow-up");
  expect(formFor(sdq, "strange")).toBeUndefined();
});
