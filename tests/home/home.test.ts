import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";

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
