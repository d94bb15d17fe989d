import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { measureSchema, readMeasures } from "../../scripts/build-measures.ts";
import {
  allMeasures,
  allSeries,
  CHANNELS,
  factsOf,
  licenceFor,
  measureById,
  SCORER_VERSION,
  seriesById,
} from "../../src/measures/index.ts";
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

test.each(["sdq-p4-17", "sdq-p2-4", "sdq-t4-17", "sdq-s11-17"])(
  "%s may be keyed, read aloud and totalled, and not shown on a screen or translated",
  (id) => {
    const allowed = CHANNELS.filter((channel) => licenceFor(measure(id), channel).status === "permitted");
    expect(allowed).toEqual(["paper", "keyed", "totals", "read-aloud"]);
  },
);

test("seven questionnaires are on from the start, the SDQ for both ages; the rest are listed but off", () => {
  const active = allSeries().filter(({ members }) => members[0].active);
  expect(active.map(({ id }) => id)).toEqual([
    "behaviour-recount",
    "bpses",
    "gad-7",
    "gbo",
    "phq-9",
    "sdq-carer",
    "swemwbs",
  ]);
  expect(seriesById("sdq-carer")?.members.map(({ id }) => id)).toEqual(["sdq-p2-4", "sdq-p4-17"]);
});

test("only our own measures hold questions, and each is one", () => {
  const asking = allMeasures().filter((one) => JSON.stringify(one).includes('"ask":'));
  expect(asking.map(({ id }) => id)).toEqual(expect.arrayContaining(["feedback", "weekly-check-in"]));
  for (const { items, standardised, ...one } of asking) {
    const open = "openQuestions" in one ? (one.openQuestions ?? []) : [];
    expect(standardised).toBe(false);
    expect([...items, ...open].every(({ ask }) => ask?.endsWith("?"))).toBe(true);
  }
});

test("a measure of a young person or a teacher is answered by them alone", () => {
  expect(measure("sdq-s11-17").informants.codes).toEqual(["young-person"]);
  expect(measure("sdq-t4-17").informants.codes).toEqual(["teacher"]);
});

test("the scorer has a version", () => {
  expect(SCORER_VERSION).toMatch(/^\d+$/);
});
