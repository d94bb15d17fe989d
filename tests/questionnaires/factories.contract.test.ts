import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

test("a response of the factories is scored by the scorer and closes its assessment", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const sdq = await anAssessment(t, who);
  const { id } = await aResponse(t, sdq, sdqSheet(Array.from({ length: 25 }, () => 1)));
  const scores = await t.db
    .selectFrom("v_score")
    .where("response_id", "=", id)
    .select(["scale", "value", "answered", "items", "bands"])
    .execute();
  expect(scores.find(({ scale }) => scale === "total")).toMatchObject({ value: 20, answered: 20, items: 20 });
  expect(scores.find(({ scale }) => scale === "impact")).toMatchObject({ value: 0 });
  expect(JSON.parse(scores.find(({ scale }) => scale === "total")!.bands)).toContainEqual({
    system: "four-band",
    name: "very high",
    status: "verified",
  });
  const row = await t.db.selectFrom("v_assessment").where("assessment_id", "=", sdq.id).selectAll().executeTakeFirst();
  expect(row).toMatchObject({ state: "done", response_id: id, completed_on: "2026-03-02", late_days: 0 });
});
