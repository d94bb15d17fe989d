import { expect, test } from "vitest";
import { findVersion, planOf } from "../../src/features/programmes/index.ts";
import type { TestApp } from "../support/app.ts";
import { testApp } from "../support/app.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";

/** The form as it comes, to change a thing or two and send. */
async function formOf(t: TestApp, programmeId: string) {
  const html = await (await t.get(`/programmes/${programmeId}/versions/new`)).text();
  expect(validateHtml(html)).toEqual([]);
  return fieldsOf(html);
}

test("a new version is saved, the old one stays, and a run on it keeps it", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId, versionId } = await aProgramme(t, { kind: "cbt-group" });
  const before = await planOf(t.db, versionId);
  const form = await formOf(t, programmeId);
  const sessions = `${form.sessions![0]!.trim()}\nA meeting afterwards | 60 | optional | 0 | week 14`;
  const res = await t.post(`/programmes/${programmeId}/versions/new`, {
    ...form,
    key: `v-${programmeId}`,
    sessions,
    completionPercent: "80",
  });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/programmes/${programmeId}?did=version`]);
  const next = await findVersion(t.db, programmeId, 2);
  expect(next?.completionShare).toBe(0.8);
  expect(next?.template.sessions.at(-1)).toEqual({
    number: 11,
    module: "A meeting afterwards",
    core: false,
    minutes: 60,
    weekOffset: 13,
  });
  const plan = await planOf(t.db, next!.id);
  expect(plan.filter(({ timepoint }) => timepoint === "S11").map(({ measureId }) => measureId)).toEqual([
    "phq-9",
    "gad-7",
  ]);
  expect(await planOf(t.db, versionId)).toEqual(before);
  expect(await (await t.get(`/programmes/${programmeId}/versions/1`)).text()).toContain(
    "Version 1, not the current one",
  );
});

test("an unticked measure is no longer asked; a ticked one is asked before, after and at follow-up", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = await formOf(t, programmeId);
  const measures = [...form.measures!.filter((id) => id !== "sdq-carer"), "gad-7"];
  await t.post(`/programmes/${programmeId}/versions/new`, { ...form, key: `m-${programmeId}`, measures });
  const plan = await planOf(t.db, (await findVersion(t.db, programmeId, 2))!.id);
  expect(plan.some(({ measureId }) => measureId.startsWith("sdq"))).toBe(false);
  expect(plan.filter(({ measureId }) => measureId === "gad-7").map(({ timepoint }) => timepoint)).toEqual([
    "T1",
    "T2",
    "T3",
  ]);
});

test.each([
  [{ sessions: "Only a name" }, "Session 1: minutes must be a whole number from 10 to 480"],
  [{ sessions: "A | 60\nB | 60 | sometimes" }, "Session 2: the third part must be"],
  [{ sessions: " " }, "Enter the sessions"],
  [{ childAgeFrom: "12", childAgeTo: "4" }, "The oldest age must be the youngest age or more"],
  [{ minimumPlaces: "9", maximumPlaces: "3" }, "The most places must be the fewest places or more"],
  [{ completionPercent: "1e3" }, "Core sessions to complete must be a whole number from 1 to 100"],
  [{ "ratedOn-day": "31", "ratedOn-month": "2", "ratedOn-year": "2026" }, "When it was rated must be a real date"],
  [{ measures: ["sdq-carer", "nothing"] }, "Select measures from the list"],
  [{ measures: ["psoc-17"] }, "Select measures from the list"],
  [{ burdenReason: "" }, "Enter why an occasion asks for more than 50 items or 12 minutes"],
  [{ summary: "x".repeat(1_000_000) }, "must be 1000 characters or fewer"],
])("it refuses what can’t be right and keeps what was typed: %#", async (fields, sentence) => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = await formOf(t, programmeId);
  const res = await t.post(`/programmes/${programmeId}/versions/new`, {
    ...form,
    key: "k",
    rating: "Kept words",
    ...fields,
  });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain(sentence);
  expect(html).toContain("Kept words");
  expect(await findVersion(t.db, programmeId, 2)).toBeUndefined();
});

test("of two administrators at once one version is saved, and the other sees who was first", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = await formOf(t, programmeId);
  const send = (key: string) =>
    t.post(`/programmes/${programmeId}/versions/new`, {
      ...form,
      key: `${key}-${programmeId}`,
      rating: `Rated by ${key}`,
    });
  const answers = await Promise.all([send("a"), send("b")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = await send("c");
  const html = await late.text();
  expect(late.status).toBe(409);
  expect(html).toContain("Rated by c");
  expect(html).toContain("Ada Administrator");
});

test("the same form twice is one version, with a line in the trail", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const form = { ...(await formOf(t, programmeId)), key: `twice-${programmeId}` };
  for (let time = 0; time < 2; time++)
    expect((await t.post(`/programmes/${programmeId}/versions/new`, form)).status).toBe(303);
  expect(await findVersion(t.db, programmeId, 3)).toBeUndefined();
  const trail = (await t.audit()).filter(({ subject_id }) => subject_id === programmeId);
  expect(trail.map(({ verb }) => verb)).toEqual(["write"]);
});

test("only an administrator writes the catalogue", async () => {
  const t = await testApp({ as: "bob" });
  const { programmeId } = await aProgramme(t);
  for (const path of [`/programmes/${programmeId}/versions/new`, "/programmes/new", "/programmes/starter-catalogue"]) {
    expect((await t.get(path)).status).toBe(403);
    expect((await t.post(path, { key: "k" })).status).toBe(403);
  }
});

test("a programme is added with its default plan, once by a name", async () => {
  const t = await testApp({ as: "ada" });
  const page = await (await t.get("/programmes/new")).text();
  expect(validateHtml(page)).toEqual([]);
  const fields = {
    ...fieldsOf(page),
    provider: t.organisations.rowan,
    route: "cbt",
    name: "Evening course",
    summary: "A course.",
    rating: "Promising",
    ratingSource: "Ours",
    sessions: "One | 90\nTwo | 90",
    measures: ["phq-9", "gad-7"],
    burdenReason: "",
  };
  const res = await t.post("/programmes/new", { ...fields, key: `add-${t.organisations.rowan}` });
  expect(res.status).toBe(303);
  const id = /\/programmes\/([^?]+)/.exec(res.headers.get("location")!)![1]!;
  const plan = await planOf(t.db, (await findVersion(t.db, id, 1))!.id);
  expect(plan.map(({ measureId, timepoint }) => `${measureId} ${timepoint}`)).toEqual([
    "phq-9 T1",
    "gad-7 T1",
    "phq-9 T2",
    "gad-7 T2",
    "phq-9 T3",
    "gad-7 T3",
    "phq-9 S1",
    "gad-7 S1",
    "phq-9 S2",
    "gad-7 S2",
  ]);
  const again = await t.post("/programmes/new", { ...fields, key: `again-${t.organisations.rowan}` });
  expect(again.status).toBe(409);
  expect(await again.text()).toContain("This provider already has a programme of this name");
});

test("the starter catalogue is added to a provider once", async () => {
  const t = await testApp({ as: "ada" });
  expect(validateHtml(await (await t.get("/programmes/starter-catalogue")).text())).toEqual([]);
  expect((await t.post("/programmes/starter-catalogue", { key: "none" })).status).toBe(422);
  const add = (key: string) =>
    t.post("/programmes/starter-catalogue", {
      key: `${key}-${t.organisations.rowan}`,
      provider: t.organisations.rowan,
    });
  expect((await add("a")).headers.get("location")).toBe("/programmes?did=added");
  expect((await add("b")).status).toBe(409);
  const rows = await t.db
    .selectFrom("programme")
    .where("organisation_id", "=", t.organisations.rowan)
    .select("name")
    .execute();
  expect(rows).toHaveLength(3);
});
