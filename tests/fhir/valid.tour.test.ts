import { describe, expect, test } from "vitest";
import { allMeasures } from "../../src/measures/index.ts";
import { answersTo, asked, bundle, measure } from "./samples.ts";
import { fhirProblems } from "./validator.ts";

describe.each(allMeasures().map((one) => [one.id, one] as const))("%s", (_, definition) => {
  test("its Questionnaire is valid R4, as JSON too", () => {
    expect(fhirProblems(JSON.parse(JSON.stringify(asked(definition))))).toEqual([]);
  });

  test.each([
    ["fully answered", answersTo(definition, false)],
    ["with gaps", answersTo(definition, true)],
    ["with nothing answered", {}],
  ])("a response %s is valid R4 with its scores", (_name, answers) => {
    expect(fhirProblems(JSON.parse(JSON.stringify(bundle(definition, answers))))).toEqual([]);
  });
});

type Json = { [key: string]: Json } & Json[] & (string | number);

/** A valid bundle of an SDQ as JSON, spoilt in one place. */
function spoilt(spoil: (questionnaire: Json, response: Json, observation: Json, whole: Json) => void): string[] {
  const sdq = measure("sdq-p4-17");
  const whole = JSON.parse(JSON.stringify(bundle(sdq, answersTo(sdq, false))));
  const [questionnaire, response, observation] = whole.entry.map((one: Json) => one.resource);
  spoil(questionnaire, response, observation, whole);
  return fhirProblems(whole);
}

const set = (target: Json, changes: Record<string, unknown>) => void Object.assign(target, changes);

test.each<[string, Parameters<typeof spoilt>[0], string]>([
  ["a questionnaire without status", (q) => void delete q.status, "entry[0].resource.status"],
  ["a name that is no name", (q) => set(q, { name: "sdq p4" }), "que-0"],
  ["an item without link id", (q) => void delete q.item?.[0]?.linkId, "linkId"],
  ["a link id that stands twice", (q) => set(q.item![1]!, { linkId: "1" }), "que-2"],
  ["an item of no known type", (q) => set(q.item![0]!, { type: "likert" }), "item type"],
  ["several conditions without saying how they join", (q) => void delete q.item?.[27]?.enableBehavior, "que-12"],
  [
    "points that are text",
    (q) => set(q.item![0]!.answerOption![0]!.extension![0]!, { valueDecimal: "0" }),
    "expected number",
  ],
  ["an option without a value", (q) => void delete q.item?.[0]?.answerOption?.[0]?.valueCoding, "value"],
  ["a property that FHIR does not have", (q) => set(q, { direction: "worse" }), "direction"],
  ["a response without status", (_q, r) => void delete r.status, "entry[1].resource.status"],
  ["a response that is “done”", (_q, r) => set(r, { status: "done" }), "response status"],
  ["a response on no day", (_q, r) => set(r, { authored: "1 March 2026" }), "authored"],
  [
    "a made-up reason for no answer",
    (_q, r) =>
      set(r.item![0]!, {
        answer: [
          { extension: [{ url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode: "shy" }] },
        ],
      }),
    "absent reason",
  ],
  ["an observation without code", (_q, _r, o) => void delete o.code, "code"],
  ["a value and why there is none", (_q, _r, o) => set(o, { dataAbsentReason: { text: "?" } }), "obs-6"],
  ["a score that is text", (_q, _r, o) => set(o.valueQuantity!, { value: "3" }), "expected number"],
  ["an instant without a time", (_q, _r, o) => set(o, { issued: "2026-03-02" }), "instant"],
  ["two entries of one address", (_q, _r, _o, b) => set(b.entry![2]!, { fullUrl: b.entry![1]!.fullUrl }), "bdl-7"],
  ["a response that is not in the bundle", (_q, _r, _o, b) => void b.entry!.splice(1, 1), "is not here"],
])("refused: %s", (_name, spoil, says) => {
  expect(spoilt(spoil).join("\n")).toContain(says);
});
