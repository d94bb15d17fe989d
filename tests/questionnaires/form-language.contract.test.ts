import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aLicence, aWording } from "../support/registry-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const TEN = [1, 1, 2, 2, 1, 3, 1, 2, 1, 4];

async function worded() {
  const t = await testApp({ as: "bob" });
  for (const channel of ["screen-staff", "translated"] as const) await aLicence(t, { measureId: "k10", channel });
  await aWording(t, { measureId: "k10", language: "en" });
  await aWording(t, { measureId: "k10", language: "cy", says: "testun" });
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "k10" });
  return { t, url: `/assessments/${asked.id}`, keying: `/assessments/${asked.id}/keying` };
}

const kept = async (t: TestApp, url: string) =>
  (
    await t.db
      .selectFrom("response as r")
      .innerJoin("response_assessment as ra", "ra.response_id", "r.id")
      .where("ra.assessment_id", "=", url.split("/")[2]!)
      .orderBy("r.created_at")
      .orderBy("r.id")
      .select("r.language")
      .execute()
  ).map(({ language }) => language);

test("a form that is keyed in Welsh is kept as Welsh, told on its page, and corrected in Welsh", async () => {
  const { t, url, keying } = await worded();
  const english = await (await t.get(keying)).text();
  for (const words of ["shown in English (en)", "Show Welsh (cy)", "Question 1 text"]) expect(english).toContain(words);
  expect(english).not.toContain("filled in in");
  const welsh = await (await t.get(`${keying}?language=cy`)).text();
  for (const words of ["shown in Welsh (cy)", "filled in in Welsh (cy)", "testun"]) expect(welsh).toContain(words);
  expect((await t.post(`${keying}?language=cy`, keyedForm(t, TEN))).status).toBe(303);
  expect(await kept(t, url)).toEqual(["cy"]);
  expect(await (await t.get(url)).text()).toContain("Welsh (cy)");
  expect(await (await t.get(keying)).text()).toContain("shown in Welsh (cy)");
  await t.post(keying, { ...keyedForm(t, TEN), version: 3, reason: "Misread" });
  await t.post(`${keying}?language=en`, {
    ...keyedForm(t, TEN),
    version: 5,
    reason: "The English form was filled in",
  });
  expect((await kept(t, url)).toSorted()).toEqual(["cy", "cy", "en"]);
  expect(await (await t.get(url)).text()).not.toContain("Language of the form");
});

test("without another language on the page a form is kept as English, whatever the address asks for", async () => {
  const { t, url, keying } = await worded();
  expect((await t.post(`${keying}?language=x%00y`, keyedForm(t, TEN))).status).toBe(303);
  expect(await kept(t, url)).toEqual(["en"]);
});

test("the registry tells the languages of the wording in English", async () => {
  const { t } = await worded();
  const ada = t.as("ada");
  expect(await (await ada.get("/measures")).text()).toContain("Welsh (cy), English (en)");
  expect(await (await ada.get("/measures/k10")).text()).toContain("Welsh (cy)");
  expect(await (await ada.get("/measures/k10/wordings/cy/1")).text()).toContain("wording in Welsh (cy), version 1");
});

test("the page that says why a form can’t be keyed names the measure by its acronym", async () => {
  const { t, url, keying } = await worded();
  await t.db.updateTable("assessment").set({ edition: 99 }).where("id", "=", url.split("/")[2]!).execute();
  const res = await t.get(keying);
  const html = await res.text();
  expect(res.status).toBe(409);
  expect(html).toContain("K10, before");
  expect(html).not.toContain("k10, before");
});
