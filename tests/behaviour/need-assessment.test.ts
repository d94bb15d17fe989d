import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import type { Typed } from "./checking.ts";

async function start() {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const form = (more: Typed = {}): Typed => ({
    key: t.newId(),
    carerId: who.carerId,
    "onDay-day": 2,
    "onDay-month": 3,
    "onDay-year": 2026,
    need: "yes",
    grounds: ["strain", "trauma"],
    assessorRole: "social-worker",
    method: "conversation",
    ...more,
  });
  return { t, who, form, url: `/families/${who.familyId}/need-assessments/new` };
}
type Started = Awaited<ReturnType<typeof start>>;
const needsOf = ({ t, who }: Started) =>
  t.db.selectFrom("need_assessment").where("family_id", "=", who.familyId).selectAll().execute();

test("an assessment is kept, valid for 12 weeks, and shown", async () => {
  const s = await start();
  const res = await s.t.post(s.url, s.form({ note: "Not sleeping." }));
  const [need] = await needsOf(s);
  expect([res.status, res.headers.get("location")]).toEqual([303, `/need-assessments/${need!.id}?did=recorded`]);
  expect(need).toMatchObject({
    need: "yes",
    grounds: '["strain","trauma"]',
    valid_to_on: "2026-05-25",
    note: "Not sleeping.",
  });
  const html = await (await s.t.get(res.headers.get("location")!)).text();
  for (const words of ["Strain", "Trauma", "25 May 2026", "Not sleeping."]) expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
  expect(await s.t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "write",
      subject_kind: "need_assessment",
      subject_id: need!.id,
      family_id: s.who.familyId,
    }),
  );
});

test("a yes needs its grounds; a no and not enough do not", async () => {
  const s = await start();
  const without = await s.t.post(s.url, s.form({ grounds: [], note: "Kept" }));
  const html = await without.text();
  expect([without.status, html.includes("Select the grounds"), html.includes("Kept")]).toEqual([422, true, true]);
  expect((await s.t.post(s.url, s.form({ need: "no", grounds: [] }))).status).toBe(303);
  expect((await s.t.post(s.url, s.form({ need: "not-enough", grounds: [] }))).status).toBe(303);
  expect(await needsOf(s)).toHaveLength(2);
});

test("wrong answers are refused with a sentence, and the page is valid", async () => {
  const s = await start();
  for (const wrong of [
    { "onDay-day": 31, "onDay-month": 2 },
    { "onDay-year": 2027 },
    { need: "maybe" },
    { grounds: ["__proto__"] },
    { assessorRole: "" },
    { method: "" },
    { note: "x".repeat(1_000_000) },
    { note: "\u0000" },
    { carerId: "somebody-else" },
  ] as Typed[])
    expect((await s.t.post(s.url, s.form(wrong))).status).toBe(422);
  expect(await needsOf(s)).toEqual([]);
  expect(validateHtml(await (await s.t.get(`${s.url}?carer=${s.who.carerId}`)).text())).toEqual([]);
});

test("once with the same key; 404 elsewhere; 403 without the permission", async () => {
  const s = await start();
  const twice = s.form();
  const first = await s.t.post(s.url, twice);
  expect((await s.t.post(s.url, twice)).headers.get("location")).toBe(first.headers.get("location"));
  expect(await needsOf(s)).toHaveLength(1);
  expect((await s.t.as("charlie").post(s.url, s.form())).status).toBe(404);
  expect((await s.t.as("charlie").get(first.headers.get("location")!)).status).toBe(404);
  expect((await s.t.as("erin").post(s.url, s.form())).status).toBe(403);
});

test("the family's page lists assessments and behaviour over time", async () => {
  const s = await start();
  await s.t.post(s.url, s.form());
  const html = await (await s.t.get(`/families/${s.who.familyId}/checks`)).text();
  expect(textOf(readHtml(html))).toContain("Need assessments of the carers");
  expect(html).toContain("25 May 2026");
  expect(validateHtml(html)).toEqual([]);
});
