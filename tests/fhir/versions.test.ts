import { expect, test } from "vitest";
import type { Bundle } from "../../src/features/fhir/resources.ts";
import { measureById } from "../../src/measures/index.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { fhirProblems } from "./validator.ts";

const LATER = "2026-03-02T13:00:00.000Z";

test("a sheet goes out with the version that scored it last, also when another is installed", async () => {
  const t = await testApp({ as: "bob" });
  const assessment = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "phq-9" });
  const { id: responseId } = await aResponse(t, assessment, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  const mended = { ...measureById("phq-9"), version: "1.9", title: "The mended one" };
  await t.db
    .insertInto("measure_version")
    .values({ measure_id: "phq-9", edition: 1, revision: 9, hash: "h", definition: JSON.stringify(mended), at: LATER })
    .execute();
  const old = await t.db
    .selectFrom("score")
    .selectAll()
    .where("response_id", "=", responseId)
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto("score")
    .values({ ...old, id: t.newId(), revision: 9, at: LATER })
    .execute();
  const bundle: Bundle = JSON.parse(await (await t.get(`/assessments/${assessment.id}/fhir`)).text());
  expect(fhirProblems(bundle)).toEqual([]);
  expect(bundle.entry.map(({ resource }) => resource)).toMatchObject([
    { version: "1.9", title: "The mended one" },
    { questionnaire: "urn:kinstep:measure:phq-9|1.9" },
    { issued: LATER, method: { text: expect.stringMatching(/^PHQ-9 1\.9, scorer /) } },
  ]);
});
