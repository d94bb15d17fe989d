import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aMark, anEnrolment, aRun } from "../support/run-factories.ts";

test("the factories make a run with places, sessions, a person on it and a mark", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { held: 1 });
  const person = await anEnrolment(t, { run });
  await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[0]!.id, mark: "none" });
  const taken = await t.db
    .selectFrom("place")
    .where("run_id", "=", run.runId)
    .select(["number", "enrolment_id"])
    .execute();
  expect(taken.filter((place) => place.enrolment_id === person.enrolmentId)).toEqual([
    { number: 1, enrolment_id: person.enrolmentId },
  ]);
});
