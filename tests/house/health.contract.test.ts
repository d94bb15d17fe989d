import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";

test("health answers 200 with the version when database and migrations are well", async () => {
  const t = await testApp({ as: null });
  const res = await t.get("/health");
  expect(res.status).toBe(200);
  expect(await res.json()).toMatchObject({ well: true, database: "well", migrations: "well", version: "0.1.0" });
});

test("an address that is nothing answers 404 with a page", async () => {
  const t = await testApp({ as: "alice" });
  const res = await t.get("/nothing-here");
  expect(res.status).toBe(404);
  expect(await res.text()).toContain("Page not found");
});
