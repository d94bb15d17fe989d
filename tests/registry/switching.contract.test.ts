import { expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { testApp } from "../support/app.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";

/** One questionnaire a test: on the Worker the tests share a database, and switches belong to no organisation. */
const urlOf = (measureId: string) => `/measures/${measureId}/switching`;
const pageOf = async (t: TestApp, path: string) => textOf(readHtml(await (await t.get(path)).text()));

test("a measure that is off is switched on with why, and who did it and when is told on the list and on its page", async () => {
  const t = await testApp({ as: "ada" });
  expect(await pageOf(t, "/measures/k10")).toContain("Off from the start");
  const html = await (await t.get(urlOf("k10"))).text();
  expect(validateHtml(html)).toEqual([]);
  expect(html).toContain("No programme asks it until somebody ticks it there.");
  const form = { ...fieldsOf(html), key: t.newId(), reason: "Agreed with the evaluation lead" };
  const res = await t.post(urlOf("k10"), form);
  expect([res.status, res.headers.get("location")]).toEqual([303, "/measures/k10?did=on"]);
  const said = "Switched on by Ada Administrator, 2 March 2026";
  for (const page of ["/measures/k10", "/measures?show=on"]) expect(await pageOf(t, page)).toContain(said);
  expect(await pageOf(t, "/measures/k10")).toContain("Agreed with the evaluation lead");
  expect(await pageOf(t, "/measures?show=off")).not.toContain("10 items, Australian codes");
  const trail = (await t.audit()).filter(({ subject_id }) => subject_id === "measure:k10");
  expect(trail.map(({ verb, subject_kind }) => [verb, subject_kind])).toEqual([["write", "setting"]]);
});

test("one press undoes the last switch, and the history keeps both", async () => {
  const t = await testApp({ as: "ada" });
  await t.post(urlOf("bpses"), { key: t.newId(), version: 0, state: "off", reason: "By mistake" });
  const html = await (await t.get("/measures/bpses?did=off")).text();
  expect(validateHtml(html)).toEqual([]);
  expect(html).toContain("Switched off");
  const undo = { ...fieldsOf(html), key: t.newId() };
  expect(undo).toMatchObject({ state: ["on"], reason: ["Undone"], version: ["1"] });
  expect((await t.post(urlOf("bpses"), undo)).headers.get("location")).toBe("/measures/bpses?did=on");
  const page = await pageOf(t, "/measures/bpses");
  expect(page).toContain("Switched on by Ada Administrator");
  for (const why of ["By mistake", "Undone"]) expect(page).toContain(why);
});

test("measures for other ages of the same questionnaire are switched together", async () => {
  const t = await testApp({ as: "ada" });
  expect(await pageOf(t, urlOf("sdq-p2-4"))).toContain("SDQ 2-4 and SDQ are switched together.");
  await t.post(urlOf("sdq-p2-4"), { key: t.newId(), version: 0, state: "off" });
  const off = await pageOf(t, "/measures/sdq-p4-17");
  await t.post(urlOf("sdq-p4-17"), { key: t.newId(), version: 1, state: "on" });
  expect(off).toContain("Switched off by Ada Administrator");
  expect(await pageOf(t, "/measures/sdq-p2-4")).toContain("Switched on by Ada Administrator");
});

test("of two administrators at once one is first, and the other sees how it stands now", async () => {
  const t = await testApp({ as: "ada" });
  const send = () => t.post(urlOf("k6"), { key: t.newId(), version: 0, state: "on", reason: "Mine" });
  expect((await Promise.all([send(), send()])).map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = await send();
  const html = await late.text();
  expect(late.status).toBe(409);
  for (const words of ["This was switched", "Switched on by Ada Administrator", "Mine"]) expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("the same form twice is one switch; what is no state is refused; what is no measure is not found", async () => {
  const t = await testApp({ as: "ada" });
  const form = { key: t.newId(), version: 0, state: "on" };
  for (let time = 0; time < 2; time++) expect((await t.post(urlOf("wemwbs"), form)).status).toBe(303);
  expect((await t.post(urlOf("pss-18"), { key: t.newId(), version: 0, state: "half" })).status).toBe(422);
  expect(
    (await t.post(urlOf("pss-18"), { key: t.newId(), version: 0, state: "on", reason: "x".repeat(501) })).status,
  ).toBe(422);
  for (const id of ["nothing", "sdq-carer", "__proto__"])
    expect((await t.post(urlOf(id), { key: t.newId(), version: 0, state: "on" })).status).toBe(404);
});

test("only an administrator switches", async () => {
  const t = await testApp({ as: "bob" });
  expect((await t.get(urlOf("ecbi"))).status).toBe(403);
  expect((await t.post(urlOf("ecbi"), { key: "k", version: 0, state: "on" })).status).toBe(403);
});

test("switched off it is offered no more; a programme that asks it is named and goes on asking", async () => {
  const t = await testApp({ as: "ada" });
  const asks = await aProgramme(t, { name: "Asks the goals" });
  const other = await aProgramme(t, { kind: "cbt-group" });
  const form = { ...fieldsOf(await (await t.get(`/programmes/${other.programmeId}/versions/new`)).text()) };
  const without = { ...form, measures: form.measures!.filter((id) => id !== "gbo"), key: t.newId() };
  expect((await t.post(`/programmes/${other.programmeId}/versions/new`, without)).status).toBe(303);
  expect(await pageOf(t, urlOf("gbo"))).toContain("Asks the goals");
  await t.post(urlOf("gbo"), { key: t.newId(), version: 0, state: "off" });
  const valuesOf = async ({ programmeId }: { programmeId: string }) =>
    /value="gbo"/.test(await (await t.get(`/programmes/${programmeId}/versions/new`)).text());
  expect([await valuesOf(asks), await valuesOf(other)]).toEqual([true, false]);
  expect(await pageOf(t, `/programmes/${asks.programmeId}/versions/new`)).toContain("it stays until you untick it");
  await t.post(urlOf("gbo"), { key: t.newId(), version: 1, state: "on" });
});
