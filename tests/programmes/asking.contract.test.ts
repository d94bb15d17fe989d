import { expect, test } from "vitest";
import { findVersion, planOf } from "../../src/features/programmes/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";

const pathOf = (programmeId: string, series: string) => `/programmes/${programmeId}/plan/${series}`;

async function formOf(t: TestApp, programmeId: string, series: string) {
  const html = await (await t.get(pathOf(programmeId, series))).text();
  expect(validateHtml(html)).toEqual([]);
  return { ...fieldsOf(html), key: t.newId() } as Record<string, string | string[]>;
}

const linesOf = async (t: TestApp, programmeId: string, version: number, measureId: string) =>
  (await planOf(t.db, (await findVersion(t.db, programmeId, version))!.id)).filter(
    (line) => line.measureId === measureId,
  );

test("the page opens with the usual numbers, which docs/rules/windows.md gives", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = await formOf(t, programmeId, "bpses");
  expect(form.occasions).toEqual(["before", "after", "follow-up"]);
  expect(form).toMatchObject({
    "before-opensDaysBefore": ["28"],
    "before-dueDaysBefore": ["7"],
    "before-closesWithSession": ["2"],
    "before-validDaysBefore": ["42"],
    "after-opensDaysBefore": ["14"],
    "after-closesDaysAfter": ["42"],
    "after-leavingDaysAfterFirst": ["28"],
    "after-leavingDueDays": ["14"],
    "follow-up-months": ["6"],
    "follow-up-opensDaysBefore": ["30"],
    "follow-up-closesDaysAfter": ["45"],
    "each-session-closesDaysAfter": ["6"],
    "each-week-opensDaysAfter": ["0"],
    "each-week-closesDaysAfter": ["6"],
  });
});

test("other occasions and another window are the next version; every other measure stays as it was", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId, versionId } = await aProgramme(t);
  const before = (await planOf(t.db, versionId)).filter(({ measureId }) => measureId !== "bpses");
  const form = await formOf(t, programmeId, "bpses");
  const occasions = ["before", "middle-session", "follow-up"];
  const res = await t.post(pathOf(programmeId, "bpses"), {
    ...form,
    occasions,
    "follow-up-months": "12",
    "before-opensDaysBefore": "21",
  });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/programmes/${programmeId}?did=version`]);
  const lines = await linesOf(t, programmeId, 2, "bpses");
  expect(lines.map(({ timepoint, window }) => [timepoint, window])).toMatchObject([
    ["T1", { rule: "T1", opensDaysBefore: 21, dueDaysBefore: 7 }],
    ["T3", { rule: "T3", months: 12 }],
    ["S5", { rule: "S", closesDaysAfter: 6 }],
  ]);
  const next = await planOf(t.db, (await findVersion(t.db, programmeId, 2))!.id);
  const others = next.filter(({ measureId }) => measureId !== "bpses").map(({ position: _, ...line }) => line);
  expect(others).toEqual(before.map(({ position: _, ...line }) => line));
  const page = textOf(readHtml(await (await t.get(`/programmes/${programmeId}`)).text()));
  expect(page).toContain("BPSES: before, at the middle session, at follow-up");
  expect(page).toContain("BPSES: Opens 21 days before session 1");
  expect(page).toContain("BPSES: 12 months after the last session");
  const trail = (await t.audit()).filter(({ subject_id, verb }) => subject_id === programmeId && verb === "write");
  expect(trail.map(({ subject_kind }) => subject_kind)).toEqual(["programme"]);
});

test("a window of its own outlives the next version of the programme", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  await t.post(pathOf(programmeId, "bpses"), { ...(await formOf(t, programmeId, "bpses")), "follow-up-months": "9" });
  const html = await (await t.get(`/programmes/${programmeId}/versions/new`)).text();
  expect((await t.post(`/programmes/${programmeId}/versions/new`, { ...fieldsOf(html), key: t.newId() })).status).toBe(
    303,
  );
  const [, , followUp] = await linesOf(t, programmeId, 3, "bpses");
  expect(followUp).toMatchObject({ timepoint: "T3", window: { months: 9 } });
});

test.each([
  [{ occasions: [] }, "Select when it is asked"],
  [{ "before-opensDaysBefore": "" }, "days before session 1 on which it opens must be a whole number from 0 to 400"],
  [{ "follow-up-months": "37" }, "months after the last session must be a whole number from 1 to 36"],
  [{ "before-closesWithSession": "1.5" }, "session with which it closes must be a whole number from 1 to 60"],
  [{ "before-opensDaysBefore": "3" }, "it can’t be due before it opens"],
  [
    { occasions: ["before", "each-session", "after"], burdenReason: "" },
    "Enter why an occasion asks for more than 50 items",
  ],
])("it refuses what can’t be right and keeps what was typed: %#", async (fields, sentence) => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = await formOf(t, programmeId, "bpses");
  const res = await t.post(pathOf(programmeId, "bpses"), { ...form, "after-closesDaysAfter": "33", ...fields });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain(sentence);
  expect(html).toContain('value="33"');
  expect(validateHtml(html)).toEqual([]);
  expect(await findVersion(t.db, programmeId, 2)).toBeUndefined();
});

test("of two at once one version is saved, and the other sees both", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = await formOf(t, programmeId, "bpses");
  const send = (months: string) =>
    t.post(pathOf(programmeId, "bpses"), { ...form, key: t.newId(), "follow-up-months": months });
  expect((await Promise.all([send("9"), send("9")])).map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = await send("10");
  const html = await late.text();
  expect(late.status).toBe(409);
  for (const words of ["Ada Administrator", "At follow-up: 9 months after the last session", 'value="10"'])
    expect(html).toContain(words);
});

test("a questionnaire that the plan does not ask, or that there is not, is not found; only an administrator changes one", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  for (const series of ["phq-9", "sdq-p4-17", "nothing"])
    expect((await t.get(pathOf(programmeId, series))).status).toBe(404);
  expect((await t.get(pathOf(programmeId, "sdq-carer"))).status).toBe(200);
  for (const who of ["bob", "alice"] as const) {
    expect((await t.as(who).get(pathOf(programmeId, "bpses"))).status).toBe(403);
    expect((await t.as(who).post(pathOf(programmeId, "bpses"), { key: "k" })).status).toBe(403);
  }
});
