import { expect, test } from "vitest";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { byTag, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const CHANGE = "/settings/second-keying/change";

const versions = (t: TestApp) =>
  t.db
    .selectFrom("setting_version")
    .where("name", "=", "second-keying")
    .orderBy("version", "desc")
    .selectAll()
    .execute();

const change = async (t: TestApp, fields: Record<string, string | number>) =>
  t.post(CHANGE, {
    version: (await versions(t))[0]?.version ?? 0,
    key: t.newId(),
    reason: "The evaluation of the spring courses begins",
    ...fields,
  });

const seedOf = async (t: TestApp): Promise<string> => JSON.parse((await versions(t))[0]!.value).seed;

/** On the Worker the suite shares one database: the tests begin from off, whatever another left. */
async function switchedOff() {
  const t = await testApp({ as: "ada" });
  await change(t, { state: "off" });
  return t;
}

test("the administrator switches it on: a version, a fresh seed, an entry of the trail, and the page that says so", async () => {
  const t = await switchedOff();
  const before = (await versions(t)).length;
  const res = await change(t, { state: "on", percent: 25 });
  expect([res.status, res.headers.get("location")]).toEqual([303, "/settings/second-keying?did=changed"]);
  const [latest, ...rest] = await versions(t);
  expect(rest).toHaveLength(before);
  expect(latest).toMatchObject({ by: t.people.ada.userId, effective_from: "2026-03-02" });
  const value = JSON.parse(latest!.value);
  expect(value).toMatchObject({ on: true, share: 0.25, reason: "The evaluation of the spring courses begins" });
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "setting", subject_id: "second-keying", family_id: null }),
  );
  const html = await (await t.get("/settings/second-keying?did=changed")).text();
  for (const words of ["25%", value.seed, "2 March 2026", "Ada Administrator", "The evaluation of the spring courses"])
    expect(html).toContain(words);
  const list = await (await t.get("/settings")).text();
  for (const words of ["Second keying", "On", "Ada Administrator"]) expect(list).toContain(words);
});

test("what is keyed while it is on is drawn with its seed; what is keyed after it is switched off is not", async () => {
  const t = await switchedOff();
  await change(t, { state: "on", percent: 100 });
  const seed = await seedOf(t);
  const who = await anEnrolment(t, { run: await aRun(t) });
  const key = async (timepoint: string) => {
    const asked = await anAssessment(t, who, { measureId: "gad-7", timepoint });
    const res = await t.as("bob").post(`/assessments/${asked.id}/keying`, keyedForm(t, [1, 1, 1, 1, 1, 1, 1]));
    expect(res.status).toBe(303);
    return t.db
      .selectFrom("second_keying as d")
      .innerJoin("response_assessment as ra", "ra.response_id", "d.response_id")
      .where("ra.assessment_id", "=", asked.id)
      .select(["d.seed", "d.share"])
      .execute();
  };
  expect(await key("T1")).toEqual([{ seed, share: 1 }]);
  expect(await (await t.as("bob").get("/follow-up/second-keying")).text()).not.toContain("Second keying is off");
  await change(t, { state: "off" });
  expect(await key("T2")).toEqual([]);
  expect(await (await t.as("bob").get("/follow-up/second-keying")).text()).toContain("Second keying is off");
});

test("nobody chooses the seed: another share keeps it, and switching on again makes a fresh one", async () => {
  const t = await switchedOff();
  await change(t, { state: "on", percent: 10, seed: "mine" });
  const first = await seedOf(t);
  expect(first).not.toBe("mine");
  await change(t, { state: "on", percent: 20 });
  expect(await seedOf(t)).toBe(first);
  await change(t, { state: "off" });
  await change(t, { state: "on", percent: 20 });
  expect(await seedOf(t)).not.toBe(first);
});

test("what can’t be read is told, stays as typed, and nothing is written", async () => {
  const t = await switchedOff();
  const before = (await versions(t)).length;
  const res = await change(t, { state: "on", percent: "0", reason: "<b>why</b>" });
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of ["Share must be a whole number from 1 to 100", "&lt;b&gt;why", 'value="0"'])
    expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
  expect((await change(t, { state: "on", percent: "10", reason: " " })).status).toBe(422);
  const same = await change(t, { state: "off" });
  expect([same.status, (await same.text()).includes("set already")]).toEqual([422, true]);
  expect(await versions(t)).toHaveLength(before);
});

test("of two administrators at once the second is told, with both choices, and can save again", async () => {
  const t = await switchedOff();
  const version = (await versions(t))[0]?.version ?? 0;
  const both = await Promise.all(
    [15, 35].map((percent) => change(t, { state: "on", percent, version, reason: `Because of ${percent}` })),
  );
  const lost = both.find(({ status }) => status === 409)!;
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  const html = await lost.text();
  for (const words of ["Because of 15", "Because of 35", "You chose", "Set now", "Ada Administrator"])
    expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
  expect(html).toContain(`name="version" value="${version + 1}"`);
  expect((await change(t, { state: "off", version })).status).toBe(409);
  expect((await change(t, { state: "off", version: version + 1 })).status).toBe(303);
});

test("the same form sent twice makes one version", async () => {
  const t = await switchedOff();
  const before = await versions(t);
  const form = { state: "on", percent: 10, version: before[0]?.version ?? 0, key: t.newId() };
  const all = await Promise.all([change(t, form), change(t, form)]);
  expect(all.map(({ status }) => status)).toEqual([303, 303]);
  expect(await versions(t)).toHaveLength(before.length + 1);
});

test("only the administrator sees or changes it, and the pages are whole", async () => {
  const t = await switchedOff();
  for (const name of ["alice", "nadia", "bob", "cora", "erin", "audrey"] as const) {
    expect((await t.as(name).get("/settings")).status).toBe(403);
    expect((await t.as(name).post(CHANGE, { state: "on", percent: 10, reason: "r", version: 0 })).status).toBe(403);
    expect(await (await t.as(name).get("/account")).text()).not.toContain('href="/settings"');
  }
  expect(await (await t.get("/account")).text()).toContain('href="/settings"');
  for (const path of ["/settings", "/settings/second-keying", CHANGE]) {
    const html = await (await t.get(path)).text();
    expect([path, validateHtml(html)]).toEqual([path, []]);
    expect(byTag(html, "h1")).toHaveLength(1);
    expect(html).not.toMatch(/\bundefined\b|\[object Object\]|\bNaN\b/);
  }
});
