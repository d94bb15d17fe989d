import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VERSION } from "../../src/web/version.ts";
import { testApp } from "../support/app.ts";

test("the version that is told is the package's, and every page says it", async () => {
  const file = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  expect(VERSION).toBe(file.version);
  const t = await testApp({ as: "alice" });
  expect(await (await t.get("/account")).text()).toContain(`Kinstep ${VERSION}`);
});
