import { expect, test } from "vitest";
import { STARTER_CATALOGUE } from "../../src/features/programmes/index.ts";
import { readKeyed } from "../../src/features/questionnaires/assessment/keyed.ts";
import { scheduleAtEnrolment } from "../../src/features/questionnaires/index.ts";
import { type PlannedItem, scheduleOf } from "../../src/features/questionnaires/schedule/schedule.ts";
import { testApp } from "../support/app.ts";
import { planOfStarter } from "../support/programme-factories.ts";
import { aReferredFamily, aRunProgramme } from "../support/referred-family-factories.ts";

const sessions = Array.from({ length: 10 }, (_, at) => ({
  number: at + 1,
  day: new Date(Date.UTC(2026, 2, 3 + 7 * at)).toISOString().slice(0, 10),
}));
const anchors = { enrolledOn: "2026-02-01", sessions, firstAnsweredOn: null, leftOn: null };
const plan = planOfStarter(STARTER_CATALOGUE[0]!) as PlannedItem[];
const facts = (series: string) => ({ series, edition: 1, ages: { of: "child", from: 4, to: 17 } as const });
const aged = (age: number | null) => ({ carerId: "carer", childId: "child", childAge: () => age });

test("the plan is scheduled for each occasion, about the right person, with the form of the occasion", () => {
  const scheduled = scheduleOf(plan, anchors, aged(8), facts);
  expect(scheduled.filter(({ measureId }) => measureId === "sdq-p4-17")).toMatchObject([
    { timepoint: "T1", form: "baseline", aboutId: "child", informantId: "carer", unpairedReason: null },
    { timepoint: "T2", form: "follow-up", aboutId: "child" },
    { timepoint: "T3", form: "follow-up", aboutId: "child" },
  ]);
  expect(scheduled.find(({ measureId }) => measureId === "bpses")).toMatchObject({ aboutId: "carer" });
});

test("a child outside the ages of a form is asked and marked as unpaired; an age that is not known is not held against it", () => {
  const sdq = plan.filter(({ measureId }) => measureId === "sdq-p4-17");
  const reasons = (age: number | null) =>
    scheduleOf(sdq, anchors, aged(age), facts).map(({ unpairedReason }) => unpairedReason);
  expect(reasons(3)).toEqual(["child-outside-age-range", "child-outside-age-range", "child-outside-age-range"]);
  expect(reasons(17)).toEqual([null, null, null]);
  expect(reasons(null)).toEqual([null, null, null]);
});

test("a child who turns four between the two is paired with nothing: the form is not changed in silence", () => {
  const sdq = plan.filter(({ measureId }) => measureId === "sdq-p4-17");
  const childAge = (day: string) => (day < "2026-04-01" ? 3 : 4);
  const scheduled = scheduleOf(sdq, anchors, { carerId: "c", childId: "k", childAge }, facts);
  expect(scheduled.map(({ unpairedReason }) => unpairedReason)).toEqual(["child-outside-age-range", null, null]);
});

test("who joins in mid-course is not asked about the sessions before", () => {
  const item = (timepoint: string): PlannedItem => ({
    position: 1,
    measureId: "phq-9",
    form: "standard",
    informant: "carer",
    about: "carer",
    timepoint,
    window: { rule: "S", closesDaysAfter: 6 },
  });
  const asked = scheduleOf(
    [item("S1"), item("S2"), item("S3")],
    { ...anchors, enrolledOn: "2026-03-10" },
    aged(8),
    facts,
  );
  expect(asked.map(({ timepoint }) => timepoint)).toEqual(["S2", "S3"]);
});

test("enrolling writes a pack an occasion with its assessments in the order of the plan, and their first events", async () => {
  const t = await testApp();
  const programme = await aRunProgramme(t);
  for (const { measureId, window, ...line } of plan)
    await t.db
      .insertInto("plan_item")
      .values({
        ...line,
        programme_version_id: programme.versionId,
        measure_id: measureId,
        window: JSON.stringify(window),
      })
      .execute();
  const family = await aReferredFamily(t, { programme });
  const writes = await scheduleAtEnrolment(t.deps!, "bob", {
    ...family,
    enrolmentId: "e1",
    childBirthOn: "2018-06-10",
    organisationId: t.organisations.willow,
    programmeVersionId: programme.versionId,
    enrolledOn: "2026-02-01",
    sessions,
  });
  expect(writes).toHaveLength(3 + 2 * 15 + 2);
  const packs = writes.map((write) => write.compile().sql).filter((sql) => sql.includes('into "pack"'));
  expect(packs).toHaveLength(3);
});

test("a code that an item does not have is told with those it has, and nothing typed is printed raw", () => {
  const question = { item: "1", number: "1", topic: "sleep", codes: [{ code: "0", label: "no" }], askedWhen: null };
  const wrong = readKeyed([question], new Map([["1", "\u0007huge".repeat(20)]]));
  expect(wrong).toEqual({
    ok: false,
    error: [{ item: "1", text: "1 sleep: “hugehugehugehugehuge” is not one of 0" }],
  });
});
