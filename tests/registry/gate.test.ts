import { expect, test } from "vitest";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aLicence, aWording } from "../support/registry-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

async function start(measureId: string) {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const assessment = await anAssessment(t, who, { measureId });
  const url = `/assessments/${assessment.id}/keying`;
  const shown = async (path = url) => (await t.get(path)).text();
  return { t, url, shown };
}

test("a permission that ends stops the form the day after, not before, and nothing has to run for it", async () => {
  const { t, url } = await start("swemwbs");
  await aLicence(t, { measureId: "swemwbs", channel: "keyed", expiresOn: "2026-03-02" });
  expect((await t.get(url)).status).toBe(200);
  t.clock.set("2026-03-02T23:59:00Z");
  await t.db
    .updateTable("auth_session")
    .set({
      updated_at: "2026-03-02T23:59:00.000Z",
      expires_at: "2026-03-03T09:00:00.000Z",
      created_at: "2026-03-02T20:00:00.000Z",
    })
    .execute();
  expect((await t.get(url)).status).toBe(200);
  t.clock.set("2026-03-03T00:00:00Z");
  const page = await t.get(url);
  expect([page.status, await page.text()]).toEqual([409, expect.stringContaining("licence does not allow")]);
  expect((await t.post(url, keyedForm(t, [3, 3, 3, 3, 3, 3, 3]))).status).toBe(409);
  expect(await t.db.selectFrom("response").selectAll().execute()).toEqual([]);
});

test("the latest word on a channel decides, and each channel by itself", async () => {
  const { t, url } = await start("phq-9");
  await aLicence(t, { measureId: "phq-9", channel: "paper", status: "withdrawn", at: "2026-02-01T09:00:00.000Z" });
  expect((await t.get(url)).status).toBe(200);
  await aLicence(t, { measureId: "phq-9", channel: "keyed", status: "withdrawn", at: "2026-02-01T09:00:00.000Z" });
  expect((await t.get(url)).status).toBe(409);
  await aLicence(t, { measureId: "phq-9", channel: "keyed", at: "2026-02-02T09:00:00.000Z" });
  expect((await t.get(url)).status).toBe(200);
  await aLicence(t, { measureId: "phq-9", channel: "keyed", status: "not-permitted", at: "2026-02-03T09:00:00.000Z" });
  expect((await t.get(url)).status).toBe(409);
});

test("reading aloud is neither offered nor taken where it is not permitted", async () => {
  const { t, url, shown } = await start("swemwbs");
  expect(await shown()).not.toContain('value="read-aloud"');
  for (const mode of ["read-aloud", "telephone"]) {
    const res = await t.post(url, { ...keyedForm(t, [3, 3, 3, 3, 3, 3, 3]), mode });
    expect([res.status, await res.text()]).toEqual([
      422,
      expect.stringContaining("does not permit reading this form aloud"),
    ]);
  }
  await aLicence(t, { measureId: "swemwbs", channel: "read-aloud" });
  expect(await shown()).toContain('value="read-aloud"');
  const res = await t.post(url, { ...keyedForm(t, [3, 3, 3, 3, 3, 3, 3]), mode: "read-aloud" });
  expect(res.status).toBe(303);
});

test("wording stands beside number and topic while it may be shown to staff, and goes when that ends", async () => {
  const { t, shown } = await start("sdq-p4-17");
  await aWording(t, { measureId: "sdq-p4-17", language: "en" });
  expect(await shown()).not.toContain("Question 1 text");
  await aLicence(t, { measureId: "sdq-p4-17", channel: "screen-staff", at: "2026-02-01T09:00:00.000Z" });
  expect(await shown()).toContain('<span lang="en">Question 1 text</span>');
  await aLicence(t, {
    measureId: "sdq-p4-17",
    channel: "screen-staff",
    status: "withdrawn",
    at: "2026-02-02T09:00:00.000Z",
  });
  expect(await shown()).not.toContain("Question 1 text");
});

test("languages stand side by side; another than English needs the channel for translations too", async () => {
  const { t, url, shown } = await start("sdq-p4-17");
  await aLicence(t, { measureId: "sdq-p4-17", channel: "screen-staff" });
  await aWording(t, { measureId: "sdq-p4-17", language: "en" });
  await aWording(t, { measureId: "sdq-p4-17", language: "cy", says: "testun" });
  expect(await shown(`${url}?language=cy`)).toContain("Question 1 text");
  await aLicence(t, { measureId: "sdq-p4-17", channel: "translated" });
  expect(await shown()).toContain('href="?language=cy"');
  const welsh = await shown(`${url}?language=cy`);
  expect(welsh).toContain('<span lang="cy">Question 1 testun</span>');
  expect(welsh).not.toContain("Question 1 text");
});

test("of several versions the newest is shown", async () => {
  const { t, shown } = await start("phq-9");
  await aWording(t, { measureId: "phq-9", language: "en" });
  await aWording(t, { measureId: "phq-9", language: "en", version: 2, says: "newer" });
  const html = await shown();
  expect(html).toContain("Question 9 newer");
  expect(html).not.toContain("Question 9 text");
});
