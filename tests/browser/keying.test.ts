import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen, type Serving } from "../../src/node/serve.ts";
import { cookieOf, type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { aContact } from "../support/family-factories.ts";
import { ROOT } from "../support/hosts.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { problemsOn, problemsWithoutScript } from "./support/inspection.ts";

const SCREENS = join(ROOT, "test-output/screens/keying");

let t: TestApp;
let who: AnEnrolment;
let serving: Serving;
let browser: Browser;

beforeAll(async () => {
  mkdirSync(SCREENS, { recursive: true });
  t = await testApp({ as: "bob" });
  who = await anEnrolment(t, { run: await aRun(t) });
  await aContact(t, who.carerId);
  await aCheck(t, who);
  serving = await listen(t.deps!, ROOT, 0);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  serving?.server.closeAllConnections();
  await serving?.stop();
});

const base = () => `http://127.0.0.1:${serving.port}`;

async function asBob(width: number, javaScriptEnabled = true): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
  const [name = "", value = ""] = cookieOf(t.people.bob).split("=", 2);
  await context.addCookies([{ name, value, url: base() }]);
  return { page: await context.newPage(), context };
}

const shot = (page: Page, name: string) => page.screenshot({ path: join(SCREENS, `${name}.png`), fullPage: true });

test("a 25-item SDQ is keyed by keyboard alone in well under 20 seconds, and the result stands there at once", async () => {
  const { id } = await anAssessment(t, who);
  const { page, context } = await asBob(1280);
  await page.goto(`${base()}/assessments/${id}/keying`);
  expect(await problemsOn(page)).toEqual([]);
  await shot(page, "sdq-desktop");
  const began = performance.now();
  await page.locator("#mode").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  for (const digit of "1010101210101012101010121") await page.keyboard.press(digit);
  await page.keyboard.press("0");
  expect(await page.locator("[data-keys-progress]").textContent()).toBe("26 of 33 answered");
  await page.keyboard.press("Enter");
  await page.getByText("Answers saved and scored").waitFor();
  const seconds = (performance.now() - began) / 1000;
  expect(seconds).toBeLessThan(20);
  expect(await page.getByText("20 of 20 answered").first().isVisible()).toBe(true);
  expect(await problemsOn(page)).toEqual([]);
  await shot(page, "sdq-result");
  await context.close();
});

test("b leaves an item blank and moves on, Backspace goes back, and a blank is not counted as answered", async () => {
  const { id } = await anAssessment(t, who, { measureId: "gad-7" });
  const { page, context } = await asBob(1280);
  await page.goto(`${base()}/assessments/${id}/keying`);
  await page.locator("#i-1").focus();
  for (const key of ["2", "b", "n", "d", "Backspace", "3"]) await page.keyboard.press(key);
  expect(await page.locator("[data-keys-progress]").textContent()).toBe("3 of 7 answered");
  await page.locator("#i-1").focus();
  await page.keyboard.press("b");
  expect(await page.locator("[data-keys-progress]").textContent()).toBe("2 of 7 answered");
  await context.close();
});

test("on a small phone without scripts a form is keyed, a risk answer is met with help, and every page fits", async () => {
  await anAssessment(t, who, { measureId: "phq-9" });
  const { page, context } = await asBob(360, false);
  const reading = await browser.newContext();
  const isWell = async () => expect(await problemsWithoutScript(page, reading)).toEqual([]);
  await page.goto(`${base()}/follow-up`);
  await isWell();
  await shot(page, "follow-up-phone");
  await page.getByRole("link", { name: "Key PHQ-9 about" }).click();
  await isWell();
  await shot(page, "phq-phone");
  await page.getByRole("button", { name: "Save and score" }).click();
  expect(await page.title()).toContain("Error: ");
  await isWell();
  await page.getByLabel("By telephone").check();
  for (let item = 1; item <= 9; item += 1) await page.locator(`[name="i-${item}"][value="1"]`).check();
  await page.getByRole("button", { name: "Save and score" }).click();
  expect(await page.getByText("Samaritans answer on 116 123").isVisible()).toBe(true);
  await isWell();
  await shot(page, "risk-phone");
  await page.goto(`${base()}/enrolments/${who.enrolmentId}/measures`);
  await isWell();
  await shot(page, "measures-phone");
  await reading.close();
  await context.close();
});

test("a behaviour is added to a recount without losing what was chosen", async () => {
  const { id } = await anAssessment(t, who, { measureId: "behaviour-recount" });
  const { page, context } = await asBob(1280);
  await page.goto(`${base()}/assessments/${id}/keying`);
  await page.locator('[name="i-refuses-how-often"][value="4"]').check();
  await page.getByLabel("Another behaviour").selectOption("sleep");
  await page.getByRole("button", { name: "Add this behaviour" }).click();
  await page.locator('[name="i-sleep-how-often"]').first().waitFor();
  expect(await page.locator('[name="i-refuses-how-often"][value="4"]').isChecked()).toBe(true);
  await page.locator("#i-sleep-challenge").focus();
  await page.keyboard.press("2");
  expect(await page.locator('[name="i-sleep-challenge"][value="2"]').isChecked()).toBe(true);
  expect(await problemsOn(page)).toEqual([]);
  await shot(page, "recount");
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("Save and score");
  await page.locator("#mode").check();
  await page.locator("#mode").press("Enter");
  await page.getByText("Answers saved and scored").waitFor();
  await context.close();
});

test("after its last item feedback goes on to the words, by keyboard and in a page that a screen reader understands", async () => {
  const { id } = await anAssessment(t, who, { measureId: "feedback", timepoint: "T2" });
  const { page, context } = await asBob(1280);
  await page.goto(`${base()}/assessments/${id}/keying`);
  expect(await problemsOn(page)).toEqual([]);
  await page.locator("#mode").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  for (const key of "8t") await page.keyboard.press(key);
  await page.keyboard.type("Start at 9, not at 8");
  await shot(page, "feedback-desktop");
  await page.getByRole("button", { name: "Save and score" }).click();
  await page.getByText("Answers saved and scored").waitFor();
  await page.getByText("Show the answers").click();
  expect(await page.getByText("Start at 9, not at 8").isVisible()).toBe(true);
  expect(await problemsOn(page)).toEqual([]);
  await context.close();
});
