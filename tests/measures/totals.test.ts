import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  allMeasures,
  checkTotals,
  compileScorer,
  cutOffOf,
  isClinical,
  scoreResponse,
  scoreTotals,
} from "../../src/measures/index.ts";
import { TOTALS, type Typed, type Verdict, verdictOf } from "./second-totals.ts";
import { measure } from "./sheets.ts";

const typedMap = (typed: Typed) => new Map(Object.entries(typed));

/** The verdict of the code under test, in the words of the second implementation. */
function verdict(id: string, typed: Typed): Verdict {
  const refused = new Set(checkTotals(measure(id), typedMap(typed)).map(({ scale }) => scale));
  return Object.fromEntries(
    measure(id).scales.map((scale): [string, Verdict[string]] => {
      const value = typed[scale.id] ?? null;
      if (value === null) return [scale.id, "blank"];
      if (refused.has(scale.id)) return [scale.id, "refused"];
      const cutOff = cutOffOf(scale, "carer");
      return [scale.id, cutOff ? (isClinical(cutOff, value) ? "clinical" : "not clinical") : "no cut-off"];
    }),
  );
}

const typedTotals = (id: string) =>
  fc.record(
    Object.fromEntries(
      Object.entries(TOTALS[id]!).map(([scale, { low, high, decimals }]) => [
        scale,
        fc.option(
          fc.integer({ min: low - 2, max: high + 2 }).map((whole) => (decimals === 1 ? whole + 0.5 : whole)),
          { nil: null, freq: 5 },
        ),
      ]),
    ),
  );

test("the second implementation knows every measure of totals", () => {
  const known = allMeasures().flatMap((one) => (one.kind === "totals" ? [one.id] : []));
  expect(Object.keys(TOTALS).sort()).toEqual(known);
});

describe.each(Object.keys(TOTALS))("%s", (id) => {
  const definition = measure(id);
  const vectors: { typed: Typed; verdict: Verdict }[] = JSON.parse(
    readFileSync(join(import.meta.dirname, "vectors", `${id}.json`), "utf8"),
  );

  test("judges at least 30 golden totals as the second implementation did", () => {
    expect(vectors.length).toBeGreaterThanOrEqual(30);
    for (const { typed, verdict: expected } of vectors) {
      expect(verdict(id, typed), JSON.stringify(typed)).toEqual(expected);
      expect(verdictOf(id, typed)).toEqual(expected);
    }
  });

  test("agrees with it on any totals", () => {
    fc.assert(
      fc.property(typedTotals(id), (typed) => {
        expect(verdict(id, typed)).toEqual(verdictOf(id, typed));
      }),
    );
  });

  test("a score is what was typed, in its range; what was left blank has none", () => {
    fc.assert(
      fc.property(typedTotals(id), (typed) => {
        fc.pre(checkTotals(definition, typedMap(typed)).length === 0);
        for (const score of scoreTotals(definition, "standard", typedMap(typed)).scores) {
          const value = typed[score.scale] ?? null;
          expect(score).toMatchObject(
            value === null
              ? { kind: "unscored", reason: "not-answered", answered: 0, items: 1 }
              : { kind: "scored", value, raw: value, prorated: false, answered: 1, items: 1 },
          );
        }
      }),
    );
  });

  test("has no item to score, so a form of answers gives nothing", () => {
    expect(compileScorer(definition).scales).toEqual([]);
    expect(scoreResponse(definition, "standard", new Map()).scores).toEqual([]);
  });

  test("may be typed from the owner's form, and is not shown on a screen", () => {
    const { channels } = definition.licence;
    expect(channels.totals.status).toBe("permitted");
    expect([channels["screen-staff"].status, channels["screen-carer"].status]).not.toContain("permitted");
  });
});

describe("totals of a measure whose items are known here", () => {
  const problems = (id: string, typed: Typed) =>
    checkTotals(measure(id), typedMap(typed)).map(({ scale, text }) => `${scale}: ${text}`);

  test("an SDQ typed as totals has its bands, and its total must be the sum of the four", () => {
    const typed = { emotional: 4, conduct: 3, hyperactivity: 6, peer: 2, prosocial: 7, total: 15, impact: 1 };
    const { scores } = scoreTotals(measure("sdq-p4-17"), "baseline", typedMap(typed));
    expect(scores.find(({ scale }) => scale === "total")).toMatchObject({
      value: 15,
      bands: [{ name: "slightly raised" }, { name: "borderline" }],
    });
    expect(scores.find(({ scale }) => scale === "internalising")).toMatchObject({ kind: "unscored" });
    expect(problems("sdq-p4-17", { ...typed, total: 16 })).toEqual([
      "total: 16 is not the sum of emotional, conduct, hyperactivity, peer: 15",
    ]);
    expect(problems("sdq-p4-17", { total: 16, emotional: 4 })).toEqual([]);
  });

  test.each<[string, Typed, string]>([
    ["sdq-p4-17", { total: 41 }, "total: 41 is not within 0 to 40"],
    ["phq-9", { total: -1 }, "total: -1 is not within 0 to 27"],
    ["phq-9", { total: 3.5 }, "total: 3.5 is not a whole number"],
    ["phq-9", { total: Number.NaN }, "total: NaN is not within 0 to 27"],
    ["phq-9", { sum: 3 }, 'sum: there is no scale "sum"'],
    ["swemwbs", { metric: 22 }, "metric: 22 is not in its table"],
    ["ors", { total: 22.25 }, "total: 22.25 has more than one decimal"],
    ["ecbi", { intensity: 35 }, "intensity: 35 is not within 36 to 252"],
  ])("%s refuses %j", (id, typed, says) => {
    expect(problems(id, typed)).toEqual([says]);
    expect(() => scoreTotals(measure(id), measure(id).forms[0]!.id, typedMap(typed))).toThrow(RangeError);
  });

  test("a CORE-10 total may have decimals; a form that is not there is a bug", () => {
    expect(problems("core-10", { total: 100 / 9 })).toEqual([]);
    expect(() => scoreTotals(measure("ecbi"), "baseline", new Map())).toThrow('ecbi has no form "baseline"');
  });
});
