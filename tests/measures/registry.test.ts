import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measureSchema, readMeasures } from "../../scripts/build-measures.ts";
import {
  allMeasures,
  CHANNELS,
  factsOf,
  licenceFor,
  measureById,
  SCORER_VERSION,
} from "../../src/features/measures/index.ts";
import { measure } from "./sheets.ts";

test("the registry holds what stands in measures/, checked", () => {
  expect(allMeasures()).toEqual(readMeasures());
});

test("the schema for editors is the one that the code makes", () => {
  const committed = readFileSync(join(import.meta.dirname, "../../measures/measure.schema.json"), "utf8");
  expect(committed).toBe(measureSchema());
});

test("a measure is found by its id and by nothing else", () => {
  expect(measureById("phq-9")?.acronym).toBe("PHQ-9");
  for (const id of ["", "PHQ-9", "__proto__", "constructor", "phq-9 "]) expect(measureById(id)).toBeUndefined();
});

test("scale ids and band names are those of the issue, exactly", () => {
  const scales = Object.fromEntries(allMeasures().map(({ id, scales }) => [id, scales.map((scale) => scale.id)]));
  expect(scales).toEqual({
    "behaviour-recount": [],
    bpses: ["total"],
    "gad-7": ["total"],
    gbo: ["goal-1", "goal-2", "goal-3"],
    "phq-9": ["total"],
    "sdq-p4-17": [
      "emotional",
      "conduct",
      "hyperactivity",
      "peer",
      "prosocial",
      "total",
      "internalising",
      "externalising",
      "impact",
    ],
    swemwbs: ["raw", "metric"],
  });
  const bands = (id: string, scale: string) =>
    measure(id)
      .scales.find((one) => one.id === scale)
      ?.bands[0]?.bands.map((band) => band.name);
  expect(bands("sdq-p4-17", "total")).toEqual(["close to average", "slightly raised", "high", "very high"]);
  expect(bands("sdq-p4-17", "prosocial")).toEqual(["very low", "low", "slightly lowered", "close to average"]);
  expect(bands("phq-9", "total")).toEqual(["none or minimal", "mild", "moderate", "moderately severe", "severe"]);
  expect(bands("gad-7", "total")).toEqual(["none or minimal", "mild", "moderate", "severe"]);
});

describe.each(allMeasures().map((one) => one.id))("%s", (id) => {
  test("traces every fact to a source, and marks what was not read", () => {
    const definition = measure(id);
    const facts = factsOf(definition);
    expect(facts.length).toBeGreaterThan(8);
    for (const { fact, path } of facts) {
      expect(fact.source.length, path).toBeGreaterThan(0);
      const read = fact.source.some((source) => definition.references[source]?.read);
      if (!read) expect(fact.status, path).toBe("unverified");
    }
  });

  test("says for every channel what its holder allows", () => {
    for (const channel of CHANNELS) {
      expect(licenceFor(measure(id), channel)).toMatchObject({
        channel,
        status: expect.stringMatching(/^(permitted|permission-needed|not-permitted)$/),
      });
    }
  });

  test("holds topics of at most three words and no wording", () => {
    for (const { topic } of measure(id).items) expect(topic.split(" ").length, topic).toBeLessThanOrEqual(3);
  });
});

test("the SDQ may be keyed, read aloud and totalled, and not shown on a screen or translated", () => {
  const allowed = CHANNELS.filter((channel) => licenceFor(measure("sdq-p4-17"), channel).status === "permitted");
  expect(allowed).toEqual(["paper", "keyed", "totals", "read-aloud"]);
});

test("the scorer has a version", () => {
  expect(SCORER_VERSION).toMatch(/^\d+$/);
});
