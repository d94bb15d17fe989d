import { describe, expect, test } from "vitest";
import { findVersion } from "../../src/features/programmes/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";
import { switched } from "../support/registry-factories.ts";
import { aReferredFamily, aRun, type RunProgramme } from "../support/run-factories.ts";
import { moveSession } from "./moving-form.ts";

type Form = Record<string, string | string[]>;

/** An administrator opens a form, changes some of it, and saves. */
async function saved(t: TestApp, path: string, change: (form: Form) => Form): Promise<void> {
  const form = fieldsOf(await (await t.as("ada").get(path)).text()) as Form;
  const { status } = await t.as("ada").post(path, { ...form, key: t.newId(), ...change(form) });
  expect(status).toBe(303);
}

const current = async (t: TestApp, programmeId: string, version: number): Promise<RunProgramme> => ({
  programmeId,
  versionId: (await findVersion(t.db, programmeId, version))!.id,
});

/** Somebody enrolled through the page on a run that begins on 7 April 2026: "before" opens on 10 March. */
async function enrolled(t: TestApp, programme: RunProgramme, childBirthOn?: string | null) {
  const run = await aRun(t, { programme, startOn: "2026-04-07" });
  const family = await aReferredFamily(t, { programme, ...(childBirthOn ? { childBirthOn } : {}) });
  if (childBirthOn === null)
    await t.db
      .updateTable("person")
      .set({ birth_on: null, birth_certainty: "not-known", version: 2 })
      .where("id", "=", family.childId)
      .execute();
  const { status } = await t.as("bob").post(`/waiting/${family.referralId}/enrolling`, {
    key: t.newId(),
    version: "3",
    run: run.runId,
    initial: "J",
    word: "skylark",
    owner: t.people.bob.userId,
  });
  expect(status).toBe(303);
  return { run, family, asked: await askedOf(t, family.referralId) };
}

const askedOf = (t: TestApp, referralId: string) =>
  t.db
    .selectFrom("assessment")
    .where("referral_id", "=", referralId)
    .select([
      "measure_id",
      "timepoint",
      "form",
      "opens_on",
      "due_on",
      "closes_on",
      "unpaired_reason",
      "pack_id",
      "about_id",
      "informant_id",
    ])
    .orderBy("timepoint")
    .orderBy("pack_position")
    .execute();

test("a measure that no plan could have is switched on, ticked, and asked of the carer who is enrolled next", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  await switched(t, "core-10");
  await saved(t, `/programmes/${programmeId}/versions/new`, ({ measures }) => ({
    measures: [...[measures!].flat(), "core-10"],
  }));
  const { asked, family } = await enrolled(t, await current(t, programmeId, 2));
  const core = asked.filter(({ measure_id }) => measure_id === "core-10");
  expect(core.map(({ timepoint, form, opens_on, due_on }) => [timepoint, form, opens_on, due_on])).toEqual([
    ["T1", "standard", "2026-03-10", "2026-03-31"],
    ["T2", "standard", "2026-05-26", "2026-06-09"],
    ["T3", "standard", "2026-11-09", "2026-12-09"],
  ]);
  for (const one of core)
    expect(one).toMatchObject({ about_id: family.carerId, informant_id: family.carerId, unpaired_reason: null });
});

describe("the SDQ that is asked is the one for the child’s age on the day when “before” opens", () => {
  test.each([
    ["turns 4 the day after", "2022-03-11", "sdq-p2-4", null],
    ["turns 4 that day", "2022-03-10", "sdq-p4-17", null],
    ["is 8", "2018-01-01", "sdq-p4-17", null],
    ["is of an age that nobody knows", null, "sdq-p4-17", null],
    ["is 1: marked, and no change is counted", "2024-06-01", "sdq-p2-4", "child-outside-age-range"],
  ])("a child who %s", async (_, birthOn, measureId, reason) => {
    const t = await testApp({ as: "ada" });
    const made = await aProgramme(t, { kind: "parenting-one-to-one" });
    const { asked } = await enrolled(t, await current(t, made.programmeId, 1), birthOn);
    const sdq = asked.filter(({ measure_id }) => measure_id.startsWith("sdq"));
    expect(sdq.map(({ timepoint, measure_id, form }) => [timepoint, measure_id, form])).toEqual([
      ["T1", measureId, "baseline"],
      ["T2", measureId, "follow-up"],
      ["T3", measureId, "follow-up"],
    ]);
    expect(sdq[0]!.unpaired_reason).toBe(reason);
  });
});

test("its windows move with the sessions, whichever of the two was chosen", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t, { kind: "parenting-one-to-one" });
  const { run, family } = await enrolled(t, await current(t, programmeId, 1), "2023-03-11");
  expect((await moveSession(t.as("bob"), run, 1, "14", "4")).status).toBe(303);
  const moved = (await askedOf(t, family.referralId)).filter(({ measure_id }) => measure_id === "sdq-p2-4");
  expect(moved.map(({ due_on }) => due_on)).toEqual(["2026-04-07", "2026-06-16", "2026-12-16"]);
});

test("a measure with a window of its own is a pack of its own, and moves by its own rule", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  await saved(t, `/programmes/${programmeId}/plan/bpses`, () => ({
    "before-dueDaysBefore": "1",
    "before-opensDaysBefore": "14",
  }));
  const { asked } = await enrolled(t, await current(t, programmeId, 2));
  const before = asked.filter(({ timepoint }) => timepoint === "T1");
  const [own, ...others] = [
    ...before.filter(({ measure_id }) => measure_id === "bpses"),
    ...before.filter(({ measure_id }) => measure_id !== "bpses"),
  ];
  expect(own).toMatchObject({ opens_on: "2026-03-24", due_on: "2026-04-06" });
  expect(new Set(others.map(({ pack_id }) => pack_id)).size).toBe(1);
  expect(others[0]!.pack_id).not.toBe(own!.pack_id);
  const pack = await t.db.selectFrom("pack").where("id", "=", own!.pack_id!).selectAll().executeTakeFirstOrThrow();
  expect(pack).toMatchObject({ opens_on: "2026-03-24", due_on: "2026-04-06" });
});
