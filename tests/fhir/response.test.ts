import { expect, test } from "vitest";
import { observationOf } from "../../src/features/fhir/observation.ts";
import { questionnaireResponseOf } from "../../src/features/fhir/questionnaire-response.ts";
import type { Observation } from "../../src/features/fhir/resources.ts";
import { answersTo, asked, bundle, measure, sheetOf } from "./samples.ts";

const responseTo = (id: string, answers: Record<string, string>) =>
  questionnaireResponseOf(asked(measure(id)), sheetOf(measure(id), answers));

const ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

test("answers go out as they were kept: blank is left out, declined and not applicable say so", () => {
  const { item } = responseTo("gad-7", { "1": "0", "3": "declined", "4": "not-applicable" });
  const system = `urn:kinstep:answers:gad-7:${measure("gad-7").items[0]?.answers}`;
  expect(item).toEqual([
    { linkId: "1", answer: [{ valueCoding: { system, code: "0" } }] },
    { linkId: "3", answer: [{ extension: [{ url: ABSENT, valueCode: "asked-declined" }] }] },
    { linkId: "4", answer: [{ extension: [{ url: ABSENT, valueCode: "not-applicable" }] }] },
  ]);
});

test("says which version of the measure was answered, when, how, and by whom, without a name", () => {
  const response = responseTo("sdq-p4-17", { "1": "2" });
  expect(response).toMatchObject({
    questionnaire: `urn:kinstep:measure:sdq-p4-17|${measure("sdq-p4-17").version}`,
    status: "completed",
    authored: "2026-03-01",
    subject: { type: "Patient", identifier: { system: "urn:kinstep:person", value: expect.stringMatching(/0001$/) } },
    source: { type: "RelatedPerson", identifier: { value: expect.stringMatching(/0002$/) } },
    extension: expect.arrayContaining([{ url: "urn:kinstep:timepoint", valueCode: "T1" }]),
  });
});

test("a correction says that it is one", () => {
  const sheet = { ...sheetOf(measure("gad-7"), { "1": "0" }), isCorrection: true };
  expect(questionnaireResponseOf(asked(measure("gad-7")), sheet).status).toBe("amended");
});

test("a recount goes out behaviour by behaviour; free words stay here", () => {
  const { item } = responseTo("behaviour-recount", {
    "refuses:how-often": "4",
    "refuses:challenge": "2",
    "other:how-often": "not-known",
    "other:words": "hits Aunt Vera",
  });
  expect(item?.map(({ linkId }) => linkId)).toEqual(["refuses", "other"]);
  expect(JSON.stringify(item)).not.toContain("Vera");
  expect(item?.[1]?.item?.[0]?.answer).toMatchObject([{ valueCoding: { code: "not-known" } }]);
  expect(item?.[1]?.item?.[1]).toEqual({
    linkId: "other:words",
    answer: [{ extension: [{ url: ABSENT, valueCode: "masked" }] }],
  });
});

const observations = (id: string, answers: Record<string, string>) =>
  bundle(measure(id), answers).entry.flatMap(({ resource }) =>
    resource.resourceType === "Observation" ? [resource] : [],
  );

const PHQ = { ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [String(n), "1"])) };

test("a score has its value, its codes, its band and what it was made from", () => {
  const [total] = observations("phq-9", PHQ);
  expect(total).toMatchObject<Partial<Observation>>({
    valueQuantity: { value: 9, unit: "score", system: "http://unitsofmeasure.org", code: "{score}" },
    effectiveDateTime: "2026-03-01",
    derivedFrom: [{ reference: `urn:uuid:${sheetOf(measure("phq-9"), {}).id}`, type: "QuestionnaireResponse" }],
  });
  expect(total?.code.coding?.map(({ system, code }) => `${system} ${code}`)).toEqual([
    "http://loinc.org 44261-6",
    "http://snomed.info/sct 720433000",
    "urn:kinstep:scales:phq-9 total",
  ]);
  expect(total?.interpretation?.map(({ text }) => text)).toEqual([expect.stringMatching(/^mild/)]);
  expect(total).not.toHaveProperty("referenceRange");
  expect(total).not.toHaveProperty("dataAbsentReason");
});

test("no score is never a zero: it says why", () => {
  const [total] = observations("phq-9", { ...PHQ, "3": "declined" });
  expect(total).not.toHaveProperty("valueQuantity");
  expect(total?.interpretation).toBeUndefined();
  expect(total?.dataAbsentReason).toMatchObject({
    coding: [{ system: "urn:kinstep:no-score", code: "too-many-missing" }, { code: "unknown" }],
    text: "too many answers missing",
  });
});

test("one observation a scale, in the definition's order", () => {
  const sdq = measure("sdq-p4-17");
  expect(observations("sdq-p4-17", answersTo(sdq, false)).map(({ code }) => code.coding?.at(-1)?.code)).toEqual(
    sdq.scales.map(({ id }) => id),
  );
});

test("a band whose table nobody has checked carries that mark", () => {
  const gad = measure("gad-7");
  const score = {
    id: "s",
    scale: "total",
    version: "1.0",
    scorerVersion: "1",
    value: 12,
    reason: null,
    reasonSaid: null,
    provenance: "total 12",
    bands: [{ system: "severity", name: "moderately severe", status: "unverified" as const }],
    at: "2026-03-02T09:00:00.000Z",
  };
  expect(observationOf(gad, sheetOf(gad, {}), score).interpretation).toEqual([
    {
      coding: [{ system: "urn:kinstep:bands:gad-7:severity", code: "moderately-severe" }],
      text: "moderately severe (not verified)",
    },
  ]);
});
