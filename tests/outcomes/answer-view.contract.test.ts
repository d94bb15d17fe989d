import { expect, test } from "vitest";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, someGoals } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

test("evaluators read answers of the recount and of goals, by their kind, and no answer to anybody’s questionnaire", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  await someGoals(t, who.referralId, ["Mornings"]);
  await aCheck(t, who);
  const keyed = {
    "behaviour-recount": { "refuses:how-often": 4, "refuses:challenge": 2 },
    gbo: { "1": 3 },
    "gad-7": [1, 1, 1, 1, 1, 1, 1],
    feedback: { "1": 8 },
  };
  const responses = new Map<string, string>();
  for (const [measureId, answers] of Object.entries(keyed)) {
    const { id } = await anAssessment(t, who, { measureId });
    const { status } = await t.post(`/assessments/${id}/keying`, keyedForm(t, answers));
    expect([measureId, status]).toEqual([measureId, 303]);
    const { response_id } = await t.db
      .selectFrom("response_assessment")
      .where("assessment_id", "=", id)
      .select("response_id")
      .executeTakeFirstOrThrow();
    responses.set(response_id, measureId);
  }
  const seen = await t.db
    .selectFrom("v_answer")
    .where("response_id", "in", [...responses.keys()])
    .selectAll()
    .execute();
  const said = seen
    .map(({ response_id, item, value }) => `${responses.get(response_id ?? "")} ${item} ${value}`)
    .sort();
  expect(said).toEqual(["behaviour-recount refuses:challenge 2", "behaviour-recount refuses:how-often 4", "gbo 1 3"]);
});
