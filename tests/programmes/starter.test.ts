import { expect, test } from "vitest";
import { getVersion, planOf, STARTER_CATALOGUE } from "../../src/features/programmes/index.ts";
import { testApp } from "../support/app.ts";
import { planOfStarter } from "../support/programme-factories.ts";
import { aProgramme, aReferral } from "../support/referral-factories.ts";

test("a programme of the starter catalogue comes back from the database as it was written", async () => {
  const t = await testApp();
  for (const starter of STARTER_CATALOGUE) {
    const { versionId } = await aProgramme(t, { kind: starter.key });
    expect(await planOf(t.db, versionId)).toEqual(planOfStarter(starter));
    expect(await getVersion(t.db, versionId)).toMatchObject(starter.facts);
  }
});

test("a referral can be made in every state", async () => {
  const t = await testApp();
  const made = aReferral(t);
  for (const state of [made.draft, made.submitted, made.declined, made.accepted, made.started] as const)
    expect((await state()).version).toBeGreaterThan(0);
});
