import { expect, test } from "vitest";
import { findVersion, planOf } from "../../src/features/programmes/index.ts";
import { isAskable } from "../../src/features/programmes/plan/asked.ts";
import { allSeries, measureById, pairOf } from "../../src/measures/index.ts";
import { testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";
import { switched } from "../support/registry-factories.ts";
import { aReferredFamily, aRun } from "../support/run-factories.ts";

const askable = allSeries().filter(isAskable);

test("whatever the registry holds and a carer answers can be switched on, planned, and is asked at enrolment", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  for (const { members } of askable) if (!members[0].active) await switched(t, members[0].id);
  const path = `/programmes/${programmeId}/versions/new`;
  const form = fieldsOf(await (await t.get(path)).text());
  const measures = askable.map(({ id }) => id);
  expect((await t.post(path, { ...form, measures, key: t.newId() })).status).toBe(303);
  const { id: versionId } = (await findVersion(t.db, programmeId, 2))!;

  for (const line of await planOf(t.db, versionId)) {
    const definition = measureById(line.measureId)!;
    expect(definition.forms.map(({ id }) => id)).toContain(line.form);
    const first = definition.forms[0]!.id;
    if (line.timepoint === "T2" || line.timepoint === "T3") expect(pairOf(definition, first, line.form)).toBeDefined();
  }

  const programme = { programmeId, versionId };
  const run = await aRun(t, { programme, startOn: "2026-04-07" });
  const { referralId } = await aReferredFamily(t, { programme });
  const enrolling = {
    key: "e",
    version: "3",
    run: run.runId,
    initial: "J",
    word: "skylark",
    owner: t.people.bob.userId,
  };
  expect((await t.as("bob").post(`/waiting/${referralId}/enrolling`, enrolling)).status).toBe(303);
  const asked = await t.db
    .selectFrom("assessment")
    .where("referral_id", "=", referralId)
    .select("measure_id")
    .execute();
  const ids = new Set(asked.map(({ measure_id }) => measure_id));
  expect(askable.filter(({ members }) => members.filter(({ id }) => ids.has(id)).length !== 1)).toEqual([]);
});

test("what no plan can ask is answered by no carer", () => {
  const others = allSeries().filter((series) => !isAskable(series));
  for (const { members } of others)
    for (const { informants } of members) expect(informants.codes).not.toContain("carer");
});
