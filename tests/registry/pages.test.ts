import { expect, test } from "vitest";
import { allMeasures, factsOf } from "../../src/measures/index.ts";
import { testApp } from "../support/app.ts";
import { byTag, validateHtml } from "../support/html.ts";
import { aLicence, aWording } from "../support/registry-factories.ts";
import { aRun } from "../support/run-factories.ts";

test("the list has every measure, how it may be used today, and the programmes that ask for it", async () => {
  const t = await testApp({ as: "ada" });
  const run = await aRun(t);
  await t.db
    .insertInto("plan_item")
    .values({
      programme_version_id: run.programme.versionId,
      position: 90,
      measure_id: "gad-7",
      form: "standard",
      informant: "carer",
      about: "carer",
      timepoint: "T1",
      window: "{}",
    })
    .execute();
  const html = await (await t.get("/measures")).text();
  for (const { id, acronym } of allMeasures()) {
    expect(html).toContain(`href="/measures/${id}"`);
    expect(html).toContain(acronym);
  }
  for (const words of ["on screen by the carer", "keyed from the paper form", "On (8)", "Asked in "])
    expect(html).toContain(words);
  expect(await (await t.get("/measures/gad-7")).text()).toContain(`href="/programmes/${run.programme.programmeId}"`);
  expect(html).toContain('href="/measures"');
});

test("the list can be of those that are on, or off; another word shows all", async () => {
  const t = await testApp({ as: "ada" });
  const listed = async (address: string) => {
    const html = await (await t.get(address)).text();
    return allMeasures().filter(({ id }) => html.includes(`href="/measures/${id}"`));
  };
  const all = allMeasures();
  expect(await listed("/measures?show=on")).toEqual(all.filter(({ active }) => active));
  expect(await listed("/measures?show=off")).toEqual(all.filter(({ active }) => !active));
  expect(await listed("/measures?show=everything")).toEqual(all);
});

test("an end that is near, or past, is told on the list; one that is far, or of a permission since replaced, is not", async () => {
  const t = await testApp({ as: "ada" });
  const channel = "screen-staff" as const;
  await aLicence(t, { measureId: "sdq-p4-17", channel, expiresOn: "2026-02-28" });
  await aLicence(t, { measureId: "swemwbs", channel, expiresOn: "2026-04-01" });
  await aLicence(t, { measureId: "bpses", channel, expiresOn: "2026-04-02" });
  await aLicence(t, { measureId: "gbo", channel, expiresOn: "2026-02-01" });
  await aLicence(t, { measureId: "gbo", channel, at: "2026-02-02T09:00:00.000Z" });
  const html = await (await t.get("/measures")).text();
  expect(html).toContain("SDQ, on screen by staff: the permission ended on 28 February 2026");
  expect(html).toContain("ends in 30 days, on 1 April 2026");
  expect(html.match(/the permission (ends|ended)/g)).toHaveLength(2);
});

test.each(allMeasures().map(({ id }) => [id]))(
  "the page of %s shows every fact with its source, and marks each that is not verified",
  async (id) => {
    const t = await testApp({ as: "ada" });
    const res = await t.get(`/measures/${id}`);
    const html = await res.text();
    const facts = factsOf(allMeasures().find((one) => one.id === id)!).map(({ fact }) => fact);
    const unverified = facts.filter(({ status }) => status === "unverified").length;
    expect(res.status).toBe(200);
    expect(html).toContain(
      unverified === 0
        ? `All ${facts.length} facts are verified`
        : `${unverified} of ${facts.length} facts are not verified`,
    );
    expect(html.match(/>\s*Not verified\s*<\/strong>/g) ?? []).toHaveLength(unverified);
    expect(html).not.toMatch(/\bundefined\b|\[object Object\]|\bNaN\b/);
    expect((await t.get(`/measures/${id}/try`)).status).toBe(200);
  },
);

test("answers are tried: scores, bands with their mark, and where each comes from; nothing is kept", async () => {
  const t = await testApp({ as: "ada" });
  const answers = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((item) => [`i-${item}`, "2"]));
  const html = await (await t.post("/measures/gad-7/try", { key: "k", ...answers })).text();
  for (const words of ["14", "moderate (severity)", "7 of 7", "GAD-7", "Rule for missing answers (not verified)"])
    expect(html).toContain(words);
  const blank = await (await t.post("/measures/gad-7/try", { ...answers, "i-3": "", "i-4": "n", "i-5": "d" })).text();
  expect(blank).toContain("No score: too many answers missing");
  for (const table of ["response", "score", "idempotency"] as const)
    expect(await t.db.selectFrom(table).selectAll().execute()).toEqual([]);
});

test("what can’t be an answer is told item by item, and stays as it was typed", async () => {
  const t = await testApp({ as: "ada" });
  const typed = { "i-1": "7", "i-2": "<i>", "i-3": "__proto__", "i-4": "9".repeat(1000), "i-5": "2", form: "\u0000" };
  const res = await t.post("/measures/gad-7/try", typed);
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of [
    "Item 1: 7 is not one of 0, 1, 2, 3",
    "Item 2 must be one of its codes",
    "Item 3 must",
    "Item 4 must",
  ])
    expect(html).toContain(words);
  expect(html).not.toContain("<i>");
  expect(html).toContain('value="2"');
});

test("the definition is handed out as it is, and the trail says so", async () => {
  const t = await testApp({ as: "ada" });
  const res = await t.get("/measures/phq-9/definition");
  expect(res.headers.get("content-disposition")).toMatch(/phq-9-1\.\d+\.json/);
  expect(await res.json()).toEqual(JSON.parse(JSON.stringify(allMeasures().find(({ id }) => id === "phq-9"))));
  expect(await t.audit()).toContainEqual(expect.objectContaining({ verb: "export", subject_id: "phq-9" }));
  for (const path of ["/measures/none", "/measures/none/try", "/measures/none/definition"])
    expect((await t.get(path)).status).toBe(404);
});

test("every page is understood by browsers and screen readers", async () => {
  const t = await testApp({ as: "ada" });
  const channel = "screen-staff" as const;
  await aLicence(t, { measureId: "sdq-p4-17", channel, expiresOn: "2026-03-12" });
  await aWording(t, { measureId: "sdq-p4-17", language: "en" });
  const paths = ["", "/try", "/permissions/new", "/permissions/withdrawal", "/wordings/new", "/wordings/en/1"];
  for (const path of ["/measures", ...paths.map((one) => `/measures/sdq-p4-17${one}`)]) {
    const html = await (await t.get(path)).text();
    expect([path, validateHtml(html)]).toEqual([path, []]);
    expect([path, byTag(html, "h1").length]).toEqual([path, 1]);
  }
  const posts = ["/try", "/permissions/new", "/permissions/withdrawal", "/wordings/new", "/wordings/en/withdrawal"];
  for (const path of posts) {
    const html = await (await t.post(`/measures/sdq-p4-17${path}`, { key: t.newId(), "i-1": "9" })).text();
    expect([path, validateHtml(html)]).toEqual([path, []]);
  }
});
