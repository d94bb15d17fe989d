import { describe, expect, test } from "vitest";
import { bandOf } from "../../src/measures/index.ts";
import { measure } from "./sheets.ts";

const sdq = measure("sdq-p4-17");

describe("bands by their lower ends", () => {
  const FOUR: Record<string, [number, string][]> = {
    total: [
      [13, "close to average"],
      [14, "slightly raised"],
      [16, "slightly raised"],
      [17, "high"],
      [19, "high"],
      [20, "very high"],
      [40, "very high"],
    ],
    emotional: [
      [3, "close to average"],
      [4, "slightly raised"],
      [5, "high"],
      [7, "very high"],
    ],
    conduct: [
      [2, "close to average"],
      [3, "slightly raised"],
      [4, "high"],
      [6, "very high"],
    ],
    hyperactivity: [
      [5, "close to average"],
      [6, "slightly raised"],
      [7, "slightly raised"],
      [8, "high"],
      [9, "very high"],
    ],
    peer: [
      [2, "close to average"],
      [3, "slightly raised"],
      [4, "high"],
      [5, "very high"],
    ],
    prosocial: [
      [0, "very low"],
      [5, "very low"],
      [6, "low"],
      [7, "slightly lowered"],
      [8, "close to average"],
      [10, "close to average"],
    ],
    impact: [
      [0, "close to average"],
      [1, "slightly raised"],
      [2, "high"],
      [3, "very high"],
    ],
  };

  test.each(Object.keys(FOUR))("%s", (scale) => {
    for (const [value, name] of FOUR[scale]!)
      expect(bandOf(sdq, scale, value)).toMatchObject({ system: "four-band", name });
  });

  test("the two systems disagree on a prosocial score of 6, so the system is asked for by name", () => {
    expect(bandOf(sdq, "prosocial", 6)?.name).toBe("low");
    expect(bandOf(sdq, "prosocial", 6, { system: "three-band" })?.name).toBe("normal");
  });

  test("internalising has no published bands", () => {
    expect(bandOf(sdq, "internalising", 12)).toBeUndefined();
  });
});
