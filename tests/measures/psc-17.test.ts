import { describe, expect, test } from "vitest";
import { cutOffOf, isClinical, thresholdsOf } from "../../src/measures/index.ts";
import { CHANNELS } from "../../src/measures/licence.ts";
import { measure, scoreSheet } from "./sheets.ts";

const psc = measure("psc-17");
const scaleOf = (id: string) => psc.scales.find((one) => one.id === id)!;

// Expected numbers: the printed form's cut-offs; reliable change from SD and alpha as docs/measures.md has the formula.
describe("PSC-17", () => {
  test("may stand on every route, which is what it is for", () => {
    for (const channel of CHANNELS) expect(psc.licence.channels[channel].status, channel).toBe("permitted");
    expect(psc.active).toBe(false);
  });

  test.each([
    ["internalising", 5],
    ["attention", 7],
    ["externalising", 7],
    ["total", 15],
  ])("%s is positive from %d on", (id, value) => {
    const cutOff = cutOffOf(scaleOf(id), "carer")!;
    expect([isClinical(cutOff, value - 1), isClinical(cutOff, value)]).toEqual([false, true]);
  });

  test("six points of the total count as change; the scales' thresholds are computed and unverified", () => {
    expect(thresholdsOf(scaleOf("total"), "carer")[0]).toMatchObject({
      points: 6,
      counts: "reached",
      status: "verified",
    });
    const computed = { internalising: 2.17, attention: 2.78, externalising: 3.18 };
    for (const [id, points] of Object.entries(computed)) {
      const [first] = thresholdsOf(scaleOf(id), "carer");
      expect(first).toMatchObject({ counts: "exceeded", status: "unverified" });
      expect(first!.points).toBeCloseTo(points, 2);
    }
    expect(thresholdsOf(scaleOf("total"), "carer").map(({ points }) => Math.round(points * 100) / 100)).toEqual([
      6, 5.17, 6.03,
    ]);
  });

  test("one answer missing leaves its scale and the total without a score, and the other scales with one", () => {
    const sheet = Array.from({ length: 17 }, (_, at) => (at === 1 ? null : 1));
    const kinds = Object.fromEntries(scoreSheet(psc, sheet).map(({ scale, kind }) => [scale, kind]));
    expect(kinds).toEqual({
      internalising: "unscored",
      attention: "scored",
      externalising: "scored",
      total: "unscored",
    });
  });
});
