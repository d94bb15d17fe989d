import { expect, test } from "vitest";
import { countDue, gridForRun } from "../../src/features/questionnaires/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aReferredFamily, aRun, aRunProgramme } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

/** A run that begins today, 2 March 2026, whose plan has a check-in in each of four weeks, with somebody enrolled on it. */
async function enrolled() {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t, { sessions: 4 });
  for (const week of [1, 2, 3, 4])
    await t.db
      .insertInto("plan_item")
      .values({
        position: week,
        form: "standard",
        timepoint: `W${week}`,
        programme_version_id: programme.versionId,
        measure_id: "weekly-check-in",
        informant: "carer",
        about: "carer",
        window: JSON.stringify({ rule: "W", opensDaysAfter: 0, closesDaysAfter: 6 }),
      })
      .execute();
  const run = await aRun(t, { programme, startOn: "2026-03-02", sessions: 4 });
  const family = await aReferredFamily(t, { programme });
  const res = await t.post(`/waiting/${family.referralId}/enrolling`, {
    key: "enrol",
    version: "3",
    run: run.runId,
    initial: "J",
    word: "skylark",
    owner: t.people.bob.userId,
  });
  expect(res.status).toBe(303);
  const weeks = () =>
    t.db
      .selectFrom("assessment")
      .where("referral_id", "=", family.referralId)
      .select(["id", "timepoint", "opens_on", "due_on", "closes_on", "enrolment_id"])
      .orderBy("timepoint")
      .execute();
  return { t, run, family, weeks };
}

const list = async (t: TestApp) => textOf(readHtml(await (await t.get("/follow-up")).text()));
const actorOf = (t: TestApp) => ({
  ...t.people.bob,
  organisationName: "",
  organisationKind: "provider" as const,
  sessionId: "",
});

test("enrolling schedules a check-in a week, and only the open one is on the follow-up list", async () => {
  const { t, weeks } = await enrolled();
  expect((await weeks()).map(({ timepoint, opens_on, closes_on }) => [timepoint, opens_on, closes_on])).toEqual([
    ["W1", "2026-03-02", "2026-03-08"],
    ["W2", "2026-03-09", "2026-03-15"],
    ["W3", "2026-03-16", "2026-03-22"],
    ["W4", "2026-03-23", "2026-03-29"],
  ]);
  const due = await list(t);
  expect(due).toContain("1 person to ask now");
  expect(due).toContain("Week 1");
  expect(due).not.toContain("Closes within 7 days");
});

test("weeks move with session 1, but not one that was answered", async () => {
  const { t, run, weeks } = await enrolled();
  const [first] = await weeks();
  await t.post(`/assessments/${first!.id}/keying`, keyedForm(t, [2, 7, 8]));
  const path = `/sessions/${run.sessions[0]!.id}/moving`;
  const typed = {
    key: "m1",
    version: "1",
    "day-day": "5",
    "day-month": "3",
    "day-year": "2026",
    time: "09:30",
    scope: "one",
  };
  const shown = fieldsOf(await (await t.post(path, typed)).text());
  const res = await t.post(
    path,
    Object.fromEntries(Object.entries(shown).map(([name, [value]]) => [name, value ?? ""])),
  );
  expect(res.status).toBe(303);
  expect((await weeks()).map(({ opens_on, due_on }) => [opens_on, due_on])).toEqual([
    ["2026-03-02", "2026-03-02"],
    ["2026-03-12", "2026-03-12"],
    ["2026-03-19", "2026-03-19"],
    ["2026-03-26", "2026-03-26"],
  ]);
});

test("check-ins stop when somebody leaves: those not yet opened are not asked, and nothing of them is missing", async () => {
  const { t, run, weeks } = await enrolled();
  const [first] = await weeks();
  const leaving = {
    key: "l1",
    version: "1",
    "leftOn-day": "2",
    "leftOn-month": "3",
    "leftOn-year": "2026",
    reason: "health",
    decidedBy: "carer",
  };
  expect((await t.post(`/enrolments/${first!.enrolment_id}/leaving`, leaving)).status).toBe(303);
  expect(await countDue(t.db, actorOf(t), "2026-03-02")).toBe(1);
  expect(await countDue(t.db, actorOf(t), "2026-03-10")).toBe(0);
  const grid = await gridForRun(t.db, actorOf(t), run.runId, "2026-03-10");
  expect(grid.occasions).toEqual(["W1"]);
});

test("a check-in stands last on the list, as due to its last day; one that was not answered is not overdue", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const [one, other] = [
    await anEnrolment(t, { run, carer: "Weekly" }),
    await anEnrolment(t, { run, carer: "Afterwards" }),
  ];
  const open = { opensOn: "2026-02-24", dueOn: "2026-02-24", closesOn: "2026-03-02" };
  await anAssessment(t, one, { measureId: "weekly-check-in", timepoint: "W4", ...open });
  await anAssessment(t, one, {
    measureId: "weekly-check-in",
    timepoint: "W3",
    opensOn: "2026-02-17",
    dueOn: "2026-02-17",
    closesOn: "2026-02-23",
  });
  await anAssessment(t, other, { measureId: "gad-7", timepoint: "T2", dueOn: "2026-03-20" });
  const html = await (await t.get("/follow-up")).text();
  const due = textOf(readHtml(html));
  expect(validateHtml(html)).toEqual([]);
  expect(due.indexOf("Afterwards")).toBeLessThan(due.indexOf("Weekly"));
  expect(due).toContain("Week 4");
  for (const words of ["Week 3", "Overdue", "Closes within 7 days"]) expect(due).not.toContain(words);
  const { people } = await gridForRun(t.db, actorOf(t), run.runId, "2026-03-02");
  const cells = people.find(({ enrolmentId }) => enrolmentId === one.enrolmentId)!.cells;
  for (const week of ["W3", "W4"]) expect(cells[week]).toMatchObject({ asked: 1, done: 0, overdue: 0, missed: 0 });
  expect(due).toContain("Nobody’s last questionnaires closed in the last 12 months");
});

test("a check-in is keyed, shows its three answers, and is compared with nothing", async () => {
  const { t, weeks } = await enrolled();
  const [first] = await weeks();
  const url = `/assessments/${first!.id}/keying`;
  const page = await (await t.get(url)).text();
  expect(validateHtml(page)).toEqual([]);
  expect(page).toContain("In the last week, how well did you feel able to cope?");
  expect(page).not.toContain("type totals instead");
  expect((await t.post(url, keyedForm(t, [3, 6, 9]))).status).toBe(303);
  const shown = textOf(readHtml(await (await t.get(`/assessments/${first!.id}`)).text()));
  for (const words of ["week 1", "5 or 6 days", "Coping"]) expect(shown).toContain(words);
});
