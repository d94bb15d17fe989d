import { describe, expect, test } from "vitest";
import { type Answer, type Answers, provenanceLine, type ScaleScore, scoreResponse } from "../../src/measures/index.ts";
import { measure } from "./sheets.ts";

const sdq = measure("sdq-p4-17");
const ALL_ZERO: [number, Answer][] = Array.from({ length: 26 }, (_, index) => [index + 1, 0]);

const score = (changes: readonly [number, Answer][], form = "baseline"): Map<string, ScaleScore> => {
  const answers: Answers = new Map([...ALL_ZERO, ...changes]);
  return new Map(scoreResponse(sdq, form, answers).scores.map((one) => [one.scale, one]));
};

describe("the worked example of the scoring sheet: 4 points on 3 items of conduct", () => {
  const prorated = score([
    [5, 1],
    [7, 1],
    [12, 2],
    [18, "blank"],
    [22, "blank"],
  ]);

  test("is 6.67, rounded to 7, 3 of 5 answered", () => {
    expect(prorated.get("conduct")).toMatchObject({ kind: "scored", value: 7, prorated: true, answered: 3, items: 5 });
    expect(prorated.get("conduct")).toHaveProperty("raw", 20 / 3);
  });

  test("says where it comes from", () => {
    expect(provenanceLine(sdq, prorated.get("conduct")!)).toBe("conduct 7 = 6.67 rounded, 3 of 5 answered, SDQ 1.0");
  });

  test("goes into the total as 7, and the total says that it is prorated", () => {
    expect(prorated.get("total")).toMatchObject({ value: 7 + 4 + 4, prorated: true, answered: 18, items: 20 });
  });

  test("falls in the bands of both systems", () => {
    expect(prorated.get("conduct")).toMatchObject({
      bands: [
        { system: "four-band", name: "very high", status: "verified" },
        { system: "three-band", name: "abnormal", status: "verified" },
      ],
    });
  });
});

describe("gaps (docs/rules/scores.md)", () => {
  test("2 of 5 blank gives a score, and blank is not zero", () => {
    const blanks = score([
      [3, "blank"],
      [8, "blank"],
      [13, 2],
      [16, 2],
      [24, 2],
    ]);
    expect(blanks.get("emotional")).toMatchObject({ value: 10, answered: 3 });
    expect(
      score([
        [13, 2],
        [16, 2],
        [24, 2],
      ]).get("emotional"),
    ).toMatchObject({ value: 6, answered: 5 });
  });

  test("3 of 5 blank gives none, and no total", () => {
    const blanks = score([
      [3, "blank"],
      [8, "blank"],
      [13, "blank"],
    ]);
    expect(blanks.get("emotional")).toEqual({
      kind: "unscored",
      scale: "emotional",
      reason: "too-many-missing",
      answered: 2,
      items: 5,
    });
    expect(blanks.get("total")).toMatchObject({ kind: "unscored", reason: "scale-missing", answered: 17, items: 20 });
    expect(blanks.get("internalising")).toMatchObject({ kind: "unscored", reason: "scale-missing" });
    expect(blanks.get("externalising")).toMatchObject({ kind: "scored", value: 6 });
  });

  test("declined and not applicable count as not answered, never as zero", () => {
    for (const none of ["declined", "not-applicable", "blank"] as const) {
      expect(
        score([
          [3, none],
          [8, 2],
          [13, 2],
          [16, 2],
          [24, 2],
        ]).get("emotional"),
      ).toMatchObject({ value: 10, answered: 4 });
    }
  });

  test("an empty form has no score anywhere, and says that nothing was answered", () => {
    const empty = scoreResponse(sdq, "baseline", new Map()).scores;
    expect(empty.every((one) => one.kind === "unscored" && one.answered === 0)).toBe(true);
    expect(empty.find((one) => one.scale === "emotional")).toHaveProperty("reason", "not-answered");
  });

  test("half points round up: 1 point on 4 items is 1.25, 2 on 4 is 2.5, so 3", () => {
    expect(
      score([
        [3, "blank"],
        [8, 1],
      ]).get("emotional"),
    ).toMatchObject({ value: 1, raw: 1.25 });
    expect(
      score([
        [3, "blank"],
        [8, 2],
      ]).get("emotional"),
    ).toMatchObject({ value: 3, raw: 2.5 });
  });
});

describe("impact", () => {
  const asked = (answers: Answer[]): [number, Answer][] => [28, 29, 30, 31, 32].map((item, at) => [item, answers[at]!]);

  test("is 0 when item 26 says no, and the questions after it are not asked", () => {
    const notAsked = asked(["not-applicable", "not-applicable", "not-applicable", "not-applicable", "not-applicable"]);
    expect(score([[26, 0], ...notAsked]).get("impact")).toMatchObject({
      kind: "scored",
      value: 0,
      answered: 1,
      items: 1,
    });
  });

  test("counts none and slight as 0, medium as 1, great as 2", () => {
    expect(score([[26, 2], ...asked([0, 1, 2, 3, 3])]).get("impact")).toMatchObject({
      value: 5,
      answered: 5,
      items: 5,
    });
  });

  test("needs all five when item 26 says yes", () => {
    expect(score([[26, 1], ...asked([3, 3, 3, 3, "blank"])]).get("impact")).toMatchObject({
      kind: "unscored",
      reason: "too-many-missing",
      answered: 4,
    });
  });

  test("is not made by duration and burden", () => {
    expect(score([[26, 3], [27, 3], [33, 3], ...asked([0, 0, 0, 0, 0])]).get("impact")).toMatchObject({ value: 0 });
  });

  test("is scored on the follow-up form, without its two questions about the service", () => {
    expect(score([[26, 3], [34, 0], [35, 3], ...asked([3, 3, 3, 3, 3])], "follow-up").get("impact")).toMatchObject({
      value: 10,
    });
  });
});
