import { expect, test } from "vitest";
import { forgottenDrafts } from "../../src/features/referrals/draft/forgotten-drafts-job.ts";
import { testApp } from "../support/app.ts";
import { aReferral } from "../support/referral-factories.ts";

test("of two timers that find the same forgotten draft, one deletes it and the other does nothing", async () => {
  const t = await testApp({ as: "alice" });
  const draft = await aReferral(t, { at: "2025-11-01T09:00:00.000Z" }).draft();
  const deleted = await Promise.all([forgottenDrafts.run(t.deps!, 50), forgottenDrafts.run(t.deps!, 50)]);
  expect(deleted.toSorted()).toEqual([0, 1]);
  expect((await t.audit()).filter((one) => one.subject_id === draft.id && one.actor_id === "timer")).toHaveLength(1);
  const disposals = await t.db.selectFrom("disposal").where("record_id", "=", draft.id).select("id").execute();
  expect(disposals).toHaveLength(1);
});
