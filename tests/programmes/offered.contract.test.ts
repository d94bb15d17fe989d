import { expect, test } from "vitest";
import { findVersion, planOf } from "../../src/features/programmes/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { byTag, fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";
import { aLicence, switched } from "../support/registry-factories.ts";

/** On the Worker the tests share a database: each switches a questionnaire that no other test asks about. */
const formPath = (programmeId: string) => `/programmes/${programmeId}/versions/new`;
const htmlOf = async (t: TestApp, path: string) => (await t.get(path)).text();

/** What the form says beside a measure's box. */
async function hintOf(t: TestApp, path: string, value: string): Promise<string> {
  const html = await htmlOf(t, path);
  expect(validateHtml(html)).toEqual([]);
  const box = new RegExp(`id="([^"]+)" name="measures" type="checkbox" value="${value}"`).exec(html)?.[1];
  const hint = new RegExp(`<div id="${box}-item-hint"[^>]*>([\\s\\S]*?)</div>`).exec(html)?.[1];
  return (hint ?? "").trim();
}

const offered = async (t: TestApp, path: string): Promise<string[]> =>
  [...(await htmlOf(t, path)).matchAll(/name="measures" type="checkbox" value="([^"]+)"/g)].map(([, value]) => value!);

async function planned(t: TestApp, programmeId: string, version: number, measureId: string) {
  const plan = await planOf(t.db, (await findVersion(t.db, programmeId, version))!.id);
  return plan.filter((line) => line.measureId === measureId).map(({ timepoint, form }) => `${timepoint} ${form}`);
}

test("a measure that could be in no plan is switched on, ticked, and asked before, after and at follow-up", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  expect(await offered(t, formPath(programmeId))).not.toContain("dass-21");
  await switched(t, "dass-21");
  expect(await offered(t, formPath(programmeId))).toContain("dass-21");
  expect(await offered(t, "/programmes/new")).toContain("dass-21");
  const form = fieldsOf(await htmlOf(t, formPath(programmeId)));
  const measures = [...form.measures!, "dass-21"];
  expect((await t.post(formPath(programmeId), { ...form, measures, key: t.newId() })).status).toBe(303);
  expect(await planned(t, programmeId, 2, "dass-21")).toEqual(["T1 standard", "T2 standard", "T3 standard"]);
  expect(textOf(readHtml(await htmlOf(t, `/programmes/${programmeId}`)))).toContain(
    "DASS-21: before, after, at follow-up",
  );
});

test("each says who answers, how long it is, when it is asked and what its licence permits", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t, { kind: "cbt-group" });
  await switched(t, "apq-9");
  expect(await hintOf(t, formPath(programmeId), "apq-9")).toBe(
    "Answered by the carer, about themselves. 9 items, about 2 minutes. Before, after, at follow-up. Permitted: keyed from the paper form, totals only.",
  );
  expect(await hintOf(t, formPath(programmeId), "phq-9")).toContain("Before, at each session, after, at follow-up.");
  expect(await hintOf(t, "/programmes/new", "phq-9")).toContain("CBT for the carer: before, at each session, after");
  const windows = textOf(readHtml(await htmlOf(t, formPath(programmeId))));
  expect(windows).toContain("Before: opens 28 days before session 1, due 7 days before, closes with session 2");
  expect(windows).toContain("At follow-up: 6 months after the last session");
});

test("one that its licence bars is offered with that said, and the programme says so too", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  await switched(t, "bac-c");
  await aLicence(t, { measureId: "bac-c", channel: "totals", status: "withdrawn" });
  const barred = "BAC-C can be planned, but no answer to it may be kept until a permission is recorded.";
  expect(await hintOf(t, formPath(programmeId), "bac-c")).toContain(barred);
  const form = fieldsOf(await htmlOf(t, formPath(programmeId)));
  const next = { ...form, measures: [...form.measures!, "bac-c"], key: t.newId() };
  expect((await t.post(formPath(programmeId), next)).status).toBe(303);
  expect(textOf(readHtml(await htmlOf(t, `/programmes/${programmeId}`)))).toContain(barred);
});

test("one that no carer answers is named with the reason, and can’t be ticked", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  for (const id of ["sdq-t4-17", "sdq-s11-17"]) await switched(t, id);
  const page = textOf(readHtml(await htmlOf(t, formPath(programmeId))));
  expect(page).toContain("Answered by a teacher: plans ask carers only, so far.");
  expect(page).toContain("Answered by a young person: plans ask carers only, so far.");
  const form = fieldsOf(await htmlOf(t, formPath(programmeId)));
  const res = await t.post(formPath(programmeId), { ...form, measures: ["sdq-t4-17"], key: t.newId() });
  expect([res.status, await res.text()]).toEqual([422, expect.stringContaining("Select measures from the list")]);
});

test("how many others are off is told, with the way to them", async () => {
  const t = await testApp({ as: "ada" });
  const html = await htmlOf(t, "/programmes/new");
  expect(html).toMatch(
    /\d+ others are off\. An administrator switches one on at <a class="govuk-link" href="\/measures\?show=off">/,
  );
  expect(byTag(html, "input").length).toBeGreaterThan(10);
});

test("both forms of a questionnaire for different ages are one tick and two lines, and count once", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t, { kind: "parenting-one-to-one" });
  const lines = await planned(t, programmeId, 1, "sdq-p2-4");
  expect(lines).toEqual(["T1 baseline", "T2 follow-up", "T3 follow-up"]);
  expect(await planned(t, programmeId, 1, "sdq-p4-17")).toEqual(lines);
  const page = textOf(readHtml(await htmlOf(t, `/programmes/${programmeId}`)));
  expect(page).toContain("SDQ 2-4 or SDQ, Recount");
  expect(await offered(t, formPath(programmeId))).toEqual([
    "sdq-carer",
    "behaviour-recount",
    "bpses",
    "swemwbs",
    "gbo",
    ...(await offered(t, formPath(programmeId))).slice(5),
  ]);
});

test("the starter catalogue asks what is on", async () => {
  const t = await testApp({ as: "ada" });
  await switched(t, "gad-7", "off");
  const provider = t.organisations.rowan;
  expect((await t.post("/programmes/starter-catalogue", { key: t.newId(), provider })).status).toBe(303);
  await switched(t, "gad-7", "on", 1);
  const asked = await t.db
    .selectFrom("plan_item")
    .innerJoin("programme_version", "programme_version.id", "plan_item.programme_version_id")
    .innerJoin("programme", "programme.id", "programme_version.programme_id")
    .where("programme.organisation_id", "=", provider)
    .select("plan_item.measure_id")
    .distinct()
    .execute();
  const ids = asked.map(({ measure_id }) => measure_id);
  expect(ids).toContain("phq-9");
  expect(ids).not.toContain("gad-7");
});
