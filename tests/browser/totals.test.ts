import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAssessment } from "../support/assessment-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { said, sits, startToldWorld } from "./support/told-world.ts";
import { answer, DESKTOP, errorsSaid, follow, heading, open, PHONE, press, pressWrongly } from "./support/walk.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test.each([DESKTOP, PHONE])("totals are typed from the owner’s scored form ($screens)", async (manner) => {
  const world = await startToldWorld(browser, manner, "totals");
  const { t, who, walk } = world;
  const { id } = await anAssessment(t, who, { measureId: "ecbi" });
  const typed = (scale: string) => walk.page.locator(`[name="t-${scale}"]`).inputValue();

  await sits(world, "bob");
  await open(walk, "/follow-up");
  await follow(walk, /ECBI about/);
  expect(await heading(walk)).toMatch(/^Totals of ECBI/);
  expect(await said(walk)).toContain("Type them from the owner’s scored form");
  await walk.look("blank");

  await answer(walk, { mode: "paper", "t-intensity": "300", "t-problem": "17" });
  await pressWrongly(walk, "Save the totals");
  expect(await errorsSaid(walk)).toContain("Intensity: 300 is not within 36 to 252");
  expect(await walk.page.title()).toMatch(/^Error: /);
  expect([await typed("intensity"), await typed("problem")]).toEqual(["300", "17"]);
  expect(await walk.page.locator('[name="mode"][value="paper"]').isChecked()).toBe(true);
  expect(await t.db.selectFrom("response").selectAll().execute()).toEqual([]);
  await walk.look("out-of-range");

  await answer(walk, { "t-intensity": "131" });
  await press(walk, "Save the totals");
  expect(new URL(walk.page.url()).pathname).toBe(`/assessments/${id}`);
  const shown = await said(walk);
  for (const words of ["Intensity", "131", "Problem", "17", "ECBI"]) expect(shown).toContain(words);
  expect(shown).toMatch(/ECBI 1\.\d/);
  expect(shown).toContain("Sold by PAR: neither form nor wording may be made here");
  await walk.look("saved");

  await press(walk, "Correct the answers");
  expect([await typed("intensity"), await typed("problem")]).toEqual(["131", "17"]);
  await answer(walk, { "t-problem": "", reason: "The second total is not on the form" });
  await press(walk, "Save the correction");
  expect(await said(walk)).toContain("No score: not answered");
  await walk.look("corrected");
  expect(walk.problems).toEqual([]);
  await world.close();
});
