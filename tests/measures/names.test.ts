import { describe, expect, test } from "vitest";
import { allMeasures, type Definition } from "../../src/measures/index.ts";
import { measure } from "./sheets.ts";

const SDQ = [
  "emotional",
  "conduct",
  "hyperactivity",
  "peer",
  "prosocial",
  "total",
  "internalising",
  "externalising",
  "impact",
];

/** Measures with their scales: what others build on, so a name never changes by accident. */
const SCALES: Record<string, string[]> = {
  "apq-9": ["positive-parenting", "inconsistent-discipline", "poor-supervision"],
  "bac-a": ["total"],
  "bac-c": ["total"],
  "behaviour-recount": [],
  bpses: ["total"],
  "core-10": ["total"],
  cors: ["total"],
  "dass-21": ["depression", "anxiety", "stress"],
  ecbi: ["intensity", "problem"],
  feedback: ["explained", "needed"],
  "gad-7": ["total"],
  gbo: ["goal-1", "goal-2", "goal-3"],
  k10: ["total"],
  k6: ["total"],
  ors: ["total"],
  "phq-8": ["total"],
  "phq-9": ["total"],
  "psoc-17": ["satisfaction", "efficacy", "total"],
  "psoc-17-agree-first": ["satisfaction", "efficacy", "total"],
  "pss-18": ["total"],
  "rcads-p-47": [
    "separation-anxiety",
    "social-phobia",
    "generalised-anxiety",
    "panic",
    "obsessive-compulsive",
    "depression",
    "total-anxiety",
    "total-internalising",
  ],
  "sdq-p2-4": SDQ,
  "sdq-p4-17": SDQ,
  "sdq-s11-17": SDQ,
  "sdq-t4-17": SDQ,
  swemwbs: ["raw", "metric"],
  "weekly-check-in": ["challenging-days", "coping", "support"],
  wemwbs: ["total"],
};

test("every measure has the scales that it is known by, and there is no other measure", () => {
  const found = Object.fromEntries(allMeasures().map(({ id, scales }) => [id, scales.map((scale) => scale.id)]));
  expect(found).toEqual(SCALES);
});

/** The names of the default band system of a scale, lowest score first. */
function namesOf(definition: Definition, scaleId: string): string[] | undefined {
  const system = definition.bandSystems.find((one) => one.default)?.id;
  const set = definition.scales.find((one) => one.id === scaleId)?.bands.find((one) => one.system === system);
  return set?.bands.map((band) => band.name);
}

const UPWARDS = ["close to average", "slightly raised", "high", "very high"];
const DOWNWARDS = ["very low", "low", "slightly lowered", "close to average"];

describe.each(["sdq-p4-17", "sdq-p2-4", "sdq-t4-17", "sdq-s11-17"])("%s", (id) => {
  test.each(["emotional", "conduct", "hyperactivity", "peer", "total", "impact"])("%s bands", (scale) => {
    expect(namesOf(measure(id), scale)).toEqual(UPWARDS);
  });

  test("prosocial bands read downwards", () => {
    expect(namesOf(measure(id), "prosocial")).toEqual(DOWNWARDS);
  });
});

const DASS = ["normal", "mild", "moderate", "severe", "extremely severe"];

test.each([
  ["phq-9", "total", ["none or minimal", "mild", "moderate", "moderately severe", "severe"]],
  ["phq-8", "total", ["none or minimal", "mild", "moderate", "moderately severe", "severe"]],
  ["gad-7", "total", ["none or minimal", "mild", "moderate", "severe"]],
  ["core-10", "total", ["healthy", "low", "mild", "moderate", "moderate to severe", "severe"]],
  ["dass-21", "depression", DASS],
  ["dass-21", "anxiety", DASS],
  ["dass-21", "stress", DASS],
  ["k10", "total", ["low", "moderate", "high", "very high"]],
])("%s %s bands", (id, scale, names) => {
  expect(namesOf(measure(id), scale)).toEqual(names);
});

test("no topic is longer than three words, and none is the same as another of its measure", () => {
  for (const { id, items } of allMeasures()) {
    const topics = items.map(({ topic }) => topic);
    expect(
      topics.filter((topic) => topic.split(/\s+/).length > 3),
      id,
    ).toEqual([]);
    expect(new Set(topics).size, id).toBe(topics.length);
  }
});
