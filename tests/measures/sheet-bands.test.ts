import { describe, expect, test } from "vitest";
import { bandOf } from "../../src/measures/index.ts";
import { measure } from "./sheets.ts";

/** Bands as the sheets print them: upwards "0-13 / 14-16", or downwards for what is better when higher. */
const UP = ["close to average", "slightly raised", "high", "very high"];
const DOWN = ["close to average", "slightly lowered", "low", "very low"];
const THREE = ["normal", "borderline", "abnormal"];
const DASS = ["normal", "mild", "moderate", "severe", "extremely severe"];

const PRINTED: [measure: string, system: string, scale: string, printed: string, names: string[]][] = [
  ["sdq-t4-17", "four-band", "total", "0-11 / 12-15 / 16-18 / 19-40", UP],
  ["sdq-t4-17", "four-band", "emotional", "0-3 / 4 / 5 / 6-10", UP],
  ["sdq-t4-17", "four-band", "conduct", "0-2 / 3 / 4 / 5-10", UP],
  ["sdq-t4-17", "four-band", "hyperactivity", "0-5 / 6-7 / 8 / 9-10", UP],
  ["sdq-t4-17", "four-band", "peer", "0-2 / 3-4 / 5 / 6-10", UP],
  ["sdq-t4-17", "four-band", "prosocial", "6-10 / 5 / 4 / 0-3", DOWN],
  ["sdq-t4-17", "four-band", "impact", "0 / 1 / 2 / 3-6", UP],
  ["sdq-t4-17", "three-band", "total", "0-11 / 12-15 / 16-40", THREE],
  ["sdq-t4-17", "three-band", "emotional", "0-4 / 5 / 6-10", THREE],
  ["sdq-t4-17", "three-band", "conduct", "0-2 / 3 / 4-10", THREE],
  ["sdq-t4-17", "three-band", "hyperactivity", "0-5 / 6 / 7-10", THREE],
  ["sdq-t4-17", "three-band", "peer", "0-3 / 4 / 5-10", THREE],
  ["sdq-t4-17", "three-band", "prosocial", "6-10 / 5 / 0-4", THREE],
  ["sdq-t4-17", "three-band", "impact", "0 / 1 / 2-6", THREE],
  ["sdq-s11-17", "four-band", "total", "0-14 / 15-17 / 18-19 / 20-40", UP],
  ["sdq-s11-17", "four-band", "emotional", "0-4 / 5 / 6 / 7-10", UP],
  ["sdq-s11-17", "four-band", "conduct", "0-3 / 4 / 5 / 6-10", UP],
  ["sdq-s11-17", "four-band", "hyperactivity", "0-5 / 6 / 7 / 8-10", UP],
  ["sdq-s11-17", "four-band", "peer", "0-2 / 3 / 4 / 5-10", UP],
  ["sdq-s11-17", "four-band", "prosocial", "7-10 / 6 / 5 / 0-4", DOWN],
  ["sdq-s11-17", "four-band", "impact", "0 / 1 / 2 / 3-10", UP],
  ["sdq-s11-17", "three-band", "total", "0-15 / 16-19 / 20-40", THREE],
  ["sdq-s11-17", "three-band", "emotional", "0-5 / 6 / 7-10", THREE],
  ["sdq-s11-17", "three-band", "conduct", "0-3 / 4 / 5-10", THREE],
  ["sdq-s11-17", "three-band", "hyperactivity", "0-5 / 6 / 7-10", THREE],
  ["sdq-s11-17", "three-band", "peer", "0-3 / 4-5 / 6-10", THREE],
  ["sdq-s11-17", "three-band", "prosocial", "6-10 / 5 / 0-4", THREE],
  ["sdq-s11-17", "three-band", "impact", "0 / 1 / 2-10", THREE],
  ["sdq-p2-4", "three-band", "total", "0-12 / 13-15 / 16-40", THREE],
  ["sdq-p2-4", "three-band", "emotional", "0-2 / 3 / 4-10", THREE],
  ["sdq-p2-4", "three-band", "conduct", "0-3 / 4 / 5-10", THREE],
  ["sdq-p2-4", "three-band", "hyperactivity", "0-5 / 6 / 7-10", THREE],
  ["sdq-p2-4", "three-band", "peer", "0-2 / 3 / 4-10", THREE],
  ["sdq-p2-4", "three-band", "prosocial", "7-10 / 6 / 0-5", THREE],
  ["sdq-p2-4", "four-band", "total", "0-12 / 13-15 / 16-18 / 19-40", UP],
  ["sdq-p2-4", "four-band", "emotional", "0-2 / 3 / 4 / 5-10", UP],
  ["sdq-p2-4", "four-band", "conduct", "0-3 / 4 / 5 / 6-10", UP],
  ["sdq-p2-4", "four-band", "hyperactivity", "0-5 / 6 / 7 / 8-10", UP],
  ["sdq-p2-4", "four-band", "peer", "0-2 / 3 / 4 / 5-10", UP],
  ["sdq-p2-4", "four-band", "prosocial", "7-10 / 6 / 5 / 0-4", DOWN],
  ["sdq-p2-4", "four-band", "impact", "0 / 1 / 2 / 3-10", UP],
  [
    "core-10",
    "severity",
    "total",
    "0-5 / 6-10 / 11-14 / 15-19 / 20-24 / 25-40",
    ["healthy", "low", "mild", "moderate", "moderate to severe", "severe"],
  ],
  ["dass-21", "severity", "depression", "0-4 / 5-6 / 7-10 / 11-13 / 14-21", DASS],
  ["dass-21", "severity", "anxiety", "0-3 / 4-5 / 6-7 / 8-9 / 10-21", DASS],
  ["dass-21", "severity", "stress", "0-7 / 8-9 / 10-12 / 13-16 / 17-21", DASS],
  ["k10", "australian", "total", "10-15 / 16-21 / 22-29 / 30-50", ["low", "moderate", "high", "very high"]],
  ["k10", "primary-care", "total", "10-19 / 20-24 / 25-29 / 30-50", ["well", "mild", "moderate", "severe"]],
];

describe("every score of a scale falls in the band that its sheet prints", () => {
  test.each(PRINTED)("%s, %s, %s", (id, system, scale, printed, names) => {
    const definition = measure(id);
    let seen = 0;
    printed.split(" / ").forEach((ends, at) => {
      const [from = 0, to = from] = ends.split("-").map(Number);
      for (let score = from; score <= to; score++, seen++) {
        expect(bandOf(definition, scale, score, { system }), `${score}`).toMatchObject({ system, name: names[at] });
      }
    });
    const range = definition.scales.find((one) => one.id === scale)!.range;
    expect(seen).toBe(range.max - range.min + 1);
  });
});

test("the four bands of the 2 to 4 form are remembered, its three are read", () => {
  expect(bandOf(measure("sdq-p2-4"), "total", 20)?.status).toBe("unverified");
  expect(bandOf(measure("sdq-p2-4"), "total", 20, { system: "three-band" })?.status).toBe("verified");
});

test("a CORE-10 score between whole numbers has the band that it has reached", () => {
  expect(bandOf(measure("core-10"), "total", 10.99)?.name).toBe("low");
  expect(bandOf(measure("core-10"), "total", 11)?.name).toBe("mild");
});
