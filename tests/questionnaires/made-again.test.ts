import { expect, test } from "vitest";
import type { Commit } from "../../src/deps.ts";
import { scoreAgainInSteps } from "../../src/features/questionnaires/index.ts";
import { type Installed, installedMeasures } from "../../src/features/questionnaires/scoring/waiting-queries.ts";
import { type Definition, measureById } from "../../src/measures/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";

import { countScores, scoredBefore } from "../support/made-again-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const EARLIER = "2026-02-20T12:00:00.000Z";
const BY = { userId: "command-line", role: "none", organisationId: null };

/** A revision 1.1 of the GAD-7 whose "mild" begins at 4 and no longer at 5: planted, since none is installed. */
function mendedBands(): Installed[] {
  const text = JSON.stringify(measureById("gad-7")).replace('"version":"1.0"', '"version":"1.1"');
  const mended: Definition = JSON.parse(text);
  for (const { bands } of mended.scales[0]!.bands)
    for (const band of bands) {
      if (band.name === "none or minimal") band.to = 3;
      if (band.name === "mild") band.from = 4;
    }
  return installedMeasures([mended]);
}

async function answered(t: TestApp, values: readonly number[], given: { timepoint?: string } = {}) {
  const who = await anEnrolment(t, { run: await aRun(t), carer: "Marguerite" });
  const asked = await anAssessment(t, who, { measureId: "gad-7", ...given });
  return { who, asked, response: await aResponse(t, asked, values, { completedOn: "2026-02-20", at: EARLIER }) };
}

async function rescored(t: TestApp, installed: Installed[] = installedMeasures(), isDry = false) {
  const steps = [];
  for await (const step of scoreAgainInSteps(t.deps!, { by: BY, verb: "command", installed, isDry })) steps.push(step);
  return {
    again: steps.reduce((sum, { again }) => sum + again, 0),
    moves: steps.flatMap(({ moves }) => moves),
    notScored: steps.flatMap(({ notScored }) => notScored),
  };
}

const FOUR = [1, 1, 1, 1, 0, 0, 0];

test("a mended band is applied to what was answered before: a new row names the old one, and both stay", async () => {
  const t = await testApp({ as: "bob" });
  const { asked, response } = await answered(t, FOUR);
  const { again, moves } = await rescored(t, mendedBands());
  expect([again, moves]).toEqual([
    1,
    [
      expect.objectContaining({
        assessmentId: asked.id,
        scale: "total",
        before: { value: 4, reason: null, band: "none or minimal" },
        after: { value: 4, reason: null, band: "mild" },
        isBand: true,
      }),
    ],
  ]);
  const rows = await t.db
    .selectFrom("score")
    .selectAll()
    .where("response_id", "=", response.id)
    .orderBy("at")
    .execute();
  expect(rows.map(({ revision, value }) => [revision, value])).toEqual([
    [0, 4],
    [1, 4],
  ]);
  expect(rows[1]!.made_again_of).toBe(rows[0]!.id);
  expect(rows[1]!.inputs_hash).not.toBe(rows[0]!.inputs_hash);
  const kept = await t.db.selectFrom("measure_version").select(["edition", "revision"]).orderBy("revision").execute();
  expect(kept).toEqual([
    { edition: 1, revision: 0 },
    { edition: 1, revision: 1 },
  ]);
});

test("a second run does nothing, not even in the trail", async () => {
  const t = await testApp({ as: "bob" });
  await answered(t, FOUR);
  await rescored(t, mendedBands());
  const [scores, trail] = [await countScores(t), (await t.audit()).length];
  expect(await rescored(t, mendedBands())).toEqual({ again: 0, moves: [], notScored: [] });
  expect([await countScores(t), (await t.audit()).length]).toEqual([scores, trail]);
});

test("a dry run tells the same and scores nothing; that somebody looked is in the trail", async () => {
  const t = await testApp({ as: "bob" });
  const { who } = await answered(t, FOUR);
  const before = await countScores(t);
  const dry = await rescored(t, mendedBands(), true);
  expect([dry.again, dry.moves.length, await countScores(t)]).toEqual([1, 1, before]);
  const entry = { verb: "command", subject_kind: "rescoring", shown: JSON.stringify([who.familyId]) };
  expect(await t.audit()).toContainEqual(expect.objectContaining(entry));
  expect((await rescored(t, mendedBands())).moves).toEqual(dry.moves);
});

test("another edition is never scored again, nor a sheet that a correction replaced, nor one without scores", async () => {
  const t = await testApp({ as: "bob" });
  const { response, asked } = await answered(t, FOUR);
  const [mended] = mendedBands();
  const next = { ...mended!, made: { ...mended!.made, edition: 2 } };
  expect((await rescored(t, [next])).again).toBe(0);
  await t.db
    .updateTable("response_assessment")
    .set({ superseded_at: EARLIER })
    .where("response_id", "=", response.id)
    .where("assessment_id", "=", asked.id)
    .execute();
  expect((await rescored(t, mendedBands())).again).toBe(0);
});

test("no concern is raised again and no window moves", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId: "phq-9" });
  const response = await aResponse(t, asked, [1, 1, 1, 1, 1, 1, 1, 1, 2], { at: EARLIER });
  await scoredBefore(t, response);
  const state = async () => [
    await t.db.selectFrom("concern").selectAll().execute(),
    await t.db.selectFrom("concern_event").selectAll().execute(),
    await t.db.selectFrom("assessment").selectAll().execute(),
    await t.db.selectFrom("assessment_event").selectAll().execute(),
  ];
  const before = await state();
  expect((await rescored(t)).again).toBe(1);
  expect(await state()).toEqual(before);
  expect((before[0] as unknown[]).length).toBe(1);
});

test("answers that what is installed can't score are left, told and no obstacle to the others", async () => {
  const t = await testApp({ as: "bob" });
  const [bad, good] = [
    await answered(
      t,
      [9, 1, 1, 1, 1, 1, 1].map((n) => Math.min(n, 3)),
    ),
    await answered(t, FOUR),
  ];
  const [mended] = mendedBands();
  mended!.definition.answerSets = Object.fromEntries(
    Object.entries(mended!.definition.answerSets).map(([id, set]) => [
      id,
      { ...set, codes: set.codes.filter(({ code }) => code < 3) },
    ]),
  );
  const { again, notScored } = await rescored(t, [mended!]);
  expect(again).toBe(1);
  expect(notScored).toEqual([
    expect.objectContaining({ assessmentId: bad.asked.id, why: expect.stringContaining("3 is not one of its codes") }),
  ]);
  expect(good.asked.id).not.toBe(bad.asked.id);
});

test("scores that are dated after now are left, since a row of now would not be the latest", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  await aResponse(t, asked, FOUR, { at: "2030-01-01T00:00:00.000Z" });
  const { again, notScored } = await rescored(t, mendedBands());
  expect([again, notScored[0]?.why]).toEqual([0, expect.stringContaining("dated after now")]);
});

test("goals are scored again as they were: one that the family did not have gets no row", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const asked = await anAssessment(t, who, { measureId: "gbo" });
  const response = await aResponse(t, asked, [4, 5, 6], { at: EARLIER });
  await scoredBefore(t, response);
  const scales = async () =>
    (await t.db.selectFrom("v_score").select("scale").where("response_id", "=", response.id).execute()).length;
  const before = await scales();
  expect([(await rescored(t)).again, await scales()]).toEqual([1, before]);
});

test("a sheet that somebody else scored since it was read gets no second row", async () => {
  const t = await testApp({ as: "bob" });
  const { response } = await answered(t, FOUR);
  const commit: Commit = async (audit, writes) => {
    await scoredBefore(t, response, { total: { value: 5 } });
    await t.deps!.commit(audit, writes);
  };
  const steps = [];
  const asked = { by: BY, verb: "command" as const, installed: mendedBands(), isDry: false };
  for await (const step of scoreAgainInSteps({ ...t.deps!, commit }, asked)) steps.push(step);
  expect(steps).toEqual([{ again: 0, moves: [], notScored: [] }]);
  expect(await countScores(t)).toBe(2);
});
