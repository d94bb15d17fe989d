import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { AT } from "../support/world.ts";

test("keying and typing totals say that the carer needs an interpreter, and in which language", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const { id } = await anAssessment(t, who);
  const pages = async () =>
    Promise.all(["keying", "totals"].map(async (name) => (await t.get(`/assessments/${id}/${name}`)).text()));
  for (const html of await pages()) expect(html).not.toContain("Needs an interpreter");

  await t.db
    .updateTable("person")
    .set({ interpreter: "yes", language: "pl", version: 2 })
    .where("id", "=", who.carerId)
    .execute();
  for (const html of await pages()) expect(html).toContain("Needs an interpreter: Polish");

  const need = {
    person_id: who.carerId,
    childcare: "no",
    transport: "no",
    created_at: AT,
    created_by: "seed",
  } as const;
  await t.db.deleteFrom("need").where("person_id", "=", who.carerId).execute();
  await t.db
    .insertInto("need")
    .values({ ...need, interpreter_language: "Sylheti" })
    .execute();
  for (const html of await pages()) expect(html).toContain("Needs an interpreter: Sylheti");
});
