import { expect, test } from "vitest";
import type { Bundle, Questionnaire } from "../../src/features/fhir/resources.ts";
import { readPack } from "../../src/features/registry/index.ts";
import { allMeasures, type Definition } from "../../src/measures/index.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { aLicence, aWording, neutralItems } from "../support/registry-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { asked } from "./samples.ts";
import { fhirProblems } from "./validator.ts";

const bytes = (value: object) => new TextEncoder().encode(JSON.stringify(value));
const withItems = allMeasures().filter(({ kind }) => kind === "questionnaire");

/** What an administrator makes of our file: the words of the owner's form filled in, and nothing else touched. */
function filledIn(definition: Definition): Questionnaire {
  const questionnaire: Questionnaire = structuredClone(asked(definition));
  for (const item of questionnaire.item) {
    item.text = `Question ${item.linkId}`;
    for (const { valueCoding } of item.answerOption ?? []) valueCoding.display = `Answer ${valueCoding.code}`;
  }
  return { ...questionnaire, language: "cy" };
}

test.each(withItems.map((one) => [one.id, one] as const))(
  "%s: our Questionnaire with the owner's texts filled in is accepted as its wording",
  (_, definition) => {
    const questionnaire = filledIn(definition);
    expect(fhirProblems(questionnaire)).toEqual([]);
    expect(readPack(definition, bytes(questionnaire))).toEqual({
      ok: true,
      value: {
        language: "cy",
        items: definition.items.map(({ number, answers }) => ({
          number,
          text: `Question ${number}`,
          options: definition.answerSets[answers]?.codes.map(({ code }) => ({ code, label: `Answer ${code}` })),
        })),
      },
    });
  },
);

test.each(withItems.filter(({ standardised }) => standardised).map((one) => [one.id, one] as const))(
  "%s: our labels are not taken for its wording",
  (_, definition) => {
    const read = readPack(definition, bytes({ ...asked(definition), language: "en" }));
    expect(read).toEqual({ ok: false, error: definition.items.map(({ number }) => `Item ${number}: has no text`) });
  },
);

test.each(withItems.filter(({ standardised }) => !standardised).map((one) => [one.id, one] as const))(
  "%s is ours, and is accepted just as it was exported",
  (_, definition) => {
    expect(readPack(definition, bytes(asked(definition)))).toMatchObject({ ok: true, value: { language: "en" } });
  },
);

async function exported(measureId: string, permit: "screen-staff" | null) {
  const t = await testApp({ as: "bob" });
  const assessment = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId });
  await aResponse(t, assessment, measureId === "phq-9" ? [1, 1, 1, 1, 1, 1, 1, 1, 0] : sdqSheet(Array(25).fill(1)));
  await aWording(t, { measureId, language: "en" });
  if (permit) await aLicence(t, { measureId, channel: permit });
  const bundle: Bundle = JSON.parse(await (await t.get(`/assessments/${assessment.id}/fhir`)).text());
  expect(fhirProblems(bundle)).toEqual([]);
  return bundle.entry[0]?.resource as Questionnaire;
}

const definition = (id: string) => allMeasures().find((one) => one.id === id)!;

test("a licensed pack's wording goes out with the measure, and comes back in as it was", async () => {
  for (const [measureId, permit] of [
    ["phq-9", null],
    ["sdq-p4-17", "screen-staff"],
  ] as const) {
    const questionnaire = await exported(measureId, permit);
    expect(questionnaire.language).toBe("en");
    expect(readPack(definition(measureId), bytes(questionnaire))).toEqual({
      ok: true,
      value: { language: "en", items: neutralItems(measureId) },
    });
  }
});

test("a pack that may not be shown here stays here", async () => {
  const questionnaire = await exported("sdq-p4-17", null);
  expect(JSON.stringify(questionnaire)).not.toMatch(/Question \d/);
  expect(questionnaire.item.every(({ text }) => text === undefined)).toBe(true);
});
