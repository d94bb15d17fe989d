import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { anAssessment } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { sits, startToldWorld } from "./support/told-world.ts";
import { answer, DESKTOP, open, PHONE, type Walk } from "./support/walk.ts";

// What is added to a form is where its writer goes on, with or without a script (P19).

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const focused = ({ page }: Walk) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name ?? "");
const isInSight = ({ page }: Walk) =>
  page.evaluate(() => {
    const { top, bottom } = document.activeElement!.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });

const MANNERS = [DESKTOP, PHONE].flatMap((manner) =>
  [true, false].map((javaScript) => ({ ...manner, javaScript, screens: null })),
);

test.each(MANNERS)(
  "the focus is on what was added, in sight, and what was typed is there ($width px, scripts: $javaScript)",
  async (manner) => {
    const world = await startToldWorld(browser, manner);
    const { t, who, walk } = world;
    await sits(world, "alice");
    await open(walk, "/families/new");
    await answer(walk, { "carer-givenName": "Bronagh" });
    await walk.page.getByRole("button", { name: "Add another child" }).click();
    await walk.page.locator('[name="child2-givenName"]').waitFor();
    expect([await focused(walk), await isInSight(walk)]).toEqual(["child2-givenName", true]);
    expect(await walk.page.locator('[name="carer-givenName"]').inputValue()).toBe("Bronagh");

    await aCheck(t, who);
    const { id } = await anAssessment(t, who, { measureId: "behaviour-recount" });
    await sits(world, "bob");
    await open(walk, `/assessments/${id}/keying`);
    await walk.page.locator('[name="i-refuses-how-often"][value="4"]').check();
    await walk.page.getByLabel("Another behaviour").selectOption("sleep");
    await walk.page.getByRole("button", { name: "Add this behaviour" }).click();
    await walk.page.locator('[name="i-sleep-how-often"]').first().waitFor();
    expect([await focused(walk), await isInSight(walk)]).toEqual(["i-sleep-how-often", true]);
    expect(await walk.page.locator('[name="i-refuses-how-often"][value="4"]').isChecked()).toBe(true);
    await world.close();
  },
);
