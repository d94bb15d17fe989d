import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allMeasures, type Definition } from "../../src/measures/index.ts";
import { SECOND } from "./second-scorer.ts";
import { TOTALS } from "./second-totals.ts";
import { measure } from "./sheets.ts";

type Golden = { scores?: object; verdict?: object };

/** The scales that a measure's golden responses name: those that others build on. */
function goldenScales(id: string): string[] {
  const vectors: Golden[] = JSON.parse(readFileSync(join(import.meta.dirname, "vectors", `${id}.json`), "utf8"));
  return Object.keys(vectors[0]?.scores ?? vectors[0]?.verdict ?? {});
}

test.each(allMeasures().filter(({ kind }) => kind !== "recount"))(
  "$id has the scales of its golden responses, so a name never changes by accident",
  ({ id, scales }) => {
    expect(scales.map((scale) => scale.id)).toEqual(goldenScales(id));
  },
);

test("there are golden responses for every measure that has a scale, and for no other", () => {
  const scored = allMeasures().filter(({ kind }) => kind !== "recount");
  const files = readdirSync(join(import.meta.dirname, "vectors")).map((name) => name.replace(".json", ""));
  expect(new Set(files)).toEqual(new Set(scored.map(({ id }) => id)));
  expect(new Set([...Object.keys(SECOND), ...Object.keys(TOTALS)])).toEqual(new Set(files));
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
