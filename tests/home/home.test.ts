import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";

test.each(["alice", "nadia", "bob"] as const)("%s begins with what needs them today", async (who) => {
  const t = await testApp({ as: who });
  const res = await t.get("/");
  expect(res.status).toBe(200);
  const html = await res.text();
  expect(html).toContain("What needs you today");
  expect(html).toContain("Nothing waits for you.");
  expect(validateHtml(html)).toEqual([]);
});

test.each([
  ["erin", "/cohorts"],
  ["ada", "/users"],
  ["audrey", "/audit"],
  ["cora", "/sessions"],
] as const)("%s begins at %s", async (who, where) => {
  const t = await testApp({ as: who });
  const res = await t.get("/");
  expect([res.status, res.headers.get("location")]).toEqual([303, where]);
});

test("nobody signed in is sent to sign in", async () => {
  const t = await testApp({ as: null });
  const res = await t.get("/");
  expect(res.headers.get("location")).toMatch(/^\/sign-in/);
});

test("what is late stands first and loud, what is simply there last and small", async () => {
  const t = await testApp({ as: "alice" });
  await aReferral(t, { at: "2026-01-12T10:00:00.000Z" }).accepted();
  await aReferral(t).informationRequested();
  const html = await (await t.get("/")).text();
  const at = (words: string) => html.indexOf(words);
  expect(validateHtml(html)).toEqual([]);
  expect(
    [
      at(">Late<"),
      at("kinstep-counts--late"),
      at("referral late"),
      at(">Today<"),
      at("asks for information"),
      at("kinstep-counts--small"),
    ].toSorted((a, b) => a - b),
  ).toEqual([
    at(">Late<"),
    at("kinstep-counts--late"),
    at("referral late"),
    at(">Today<"),
    at("asks for information"),
    at("kinstep-counts--small"),
  ]);
  expect(at(">Late<")).toBeGreaterThan(0);
});
