import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listen } from "../../src/node/serve.ts";
import { cookieOf, type TestApp, testApp } from "../support/app.ts";
import { ROOT } from "../support/hosts.ts";
import { type AnEnrolment, type ARun, anEnrolment, aRun } from "../support/run-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { problemsOn, problemsWithoutScript } from "./support/inspection.ts";

const NAMES = ["Ana", "Bea", "Cyn", "Dev", "Edie", "Flo", "Gus", "Hana", "Ines", "Jo"];

let browser: Browser;
let t: TestApp;
let base: string;
let stop: () => Promise<void>;
let run: ARun;
let people: AnEnrolment[];
let address: string;

beforeAll(async () => {
  browser = await launchChromium();
  t = await testApp({ as: "bob" });
  const serving = await listen(t.deps!, ROOT, 0);
  base = `http://127.0.0.1:${serving.port}`;
  stop = async () => {
    serving.server.closeAllConnections();
    await serving.stop();
  };
});
afterAll(async () => {
  await browser?.close();
  await stop?.();
});

/** Ten people on a group whose fifth session is today. */
beforeEach(async () => {
  run = await aRun(t, { startOn: "2026-02-02", places: 10 });
  people = [];
  for (const carer of NAMES) people.push(await anEnrolment(t, { run, carer }));
  address = `${base}/sessions/${run.sessions[4]!.id}/register`;
});

type Sitting = { page: Page; context: BrowserContext };

async function atRegister(width = 1366, javaScriptEnabled = true): Promise<Sitting> {
  const context = await browser.newContext({ viewport: { width, height: 768 }, javaScriptEnabled });
  const [name = "", value = ""] = cookieOf(t.people.bob).split("=", 2);
  await context.addCookies([{ name, value, url: base }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(address);
  return { page, context };
}

const kept = () =>
  t.db
    .selectFrom("attendance")
    .where("session_id", "=", run.sessions[4]!.id)
    .select(["enrolment_id as id", "mark", "minutes", "reason"])
    .execute();

const progress = (page: Page) => page.locator("#register-progress");
const begin = (page: Page) => page.locator(`#mark-${people[0]!.enrolmentId}`).focus();
const shot = (page: Page, name: string) =>
  page.screenshot({ path: `test-output/screens/register-${name}.png`, fullPage: true, caret: "initial" });

test("each row is kept as it is keyed, and what is counted is what the database holds", async () => {
  const { page, context } = await atRegister();
  const began = performance.now();
  await begin(page);
  for (const [at] of NAMES.entries()) {
    await page.keyboard.press("1");
    await progress(page)
      .getByText(`${at + 1} of 10 marked`)
      .waitFor();
    expect(await kept()).toHaveLength(at + 1);
  }
  expect(performance.now() - began).toBeLessThan(90_000);
  await context.close();
  expect((await kept()).map(({ mark }) => mark)).toEqual(NAMES.map(() => "all"));
});

test("keyed as fast as keys go, every row is kept and the register is finished without a button", async () => {
  const { page, context } = await atRegister();
  await begin(page);
  for (const _ of NAMES) await page.keyboard.press("1");
  await progress(page).getByText("10 of 10 marked: the register is finished").waitFor();
  await context.close();
  const session = await t.db
    .selectFrom("session")
    .where("id", "=", run.sessions[4]!.id)
    .select(["status", "register_closed_at"])
    .executeTakeFirstOrThrow();
  expect([session.status, session.register_closed_at !== null]).toEqual(["held", true]);
});

test("a browser that is killed loses no mark that was counted, and ticks that were not kept are not counted", async () => {
  const { page, context } = await atRegister();
  await begin(page);
  await page.keyboard.press("1");
  await progress(page).getByText("1 of 10 marked").waitFor();
  await page.route("**/register/*", (route) => route.abort());
  await page.keyboard.press("1");
  await page.getByText("Sorry, no answer came back").waitFor();
  expect(await progress(page).innerText()).toBe("1 of 10 marked");
  await context.close();
  expect(await kept()).toHaveLength(1);
});

test("Enter saves every complete row; one that is not complete alone waits, and says for what", async () => {
  const { page, context } = await atRegister();
  await begin(page);
  await page.keyboard.press("1");
  await page.keyboard.press("2");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`minutes-${people[1]!.enrolmentId}`);
  await page.locator(`#mark-${people[2]!.enrolmentId}`).focus();
  await page.keyboard.press("3");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(`reason-${people[2]!.enrolmentId}`);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  for (const _ of NAMES.slice(3)) await page.keyboard.press("1");
  await page.keyboard.press("Enter");
  await page.locator(".govuk-error-summary").waitFor();
  expect(await page.locator(".govuk-error-summary").innerText()).toContain("Bea: Enter how many minutes");
  expect(await page.getByText("1 row waits for what is said above").isVisible()).toBe(true);
  expect(await kept()).toHaveLength(9);
  expect(await problemsOn(page)).toEqual([]);
  await shot(page, "waiting");
  await page.locator(`#minutes-${people[1]!.enrolmentId}`).fill("45");
  await page.keyboard.press("Enter");
  await page.getByText("Everybody is marked, so the register is finished").waitFor();
  expect((await kept()).find(({ id }) => id === people[1]!.enrolmentId)).toMatchObject({ mark: "part", minutes: 45 });
  await context.close();
});

test("all came, in one key; and in one press for those that are left", async () => {
  const { page, context } = await atRegister();
  await begin(page);
  await page.keyboard.press("a");
  await page.getByText("Everybody is marked, so the register is finished").waitFor();
  expect((await kept()).map(({ mark }) => mark)).toEqual(NAMES.map(() => "all"));
  await context.close();
});

test("ten people fit one screen of a desk, the work first; on a phone nothing is cut off", async () => {
  const desk = await atRegister(1366);
  const rows = desk.page.locator("[data-keys-row]");
  expect(await rows.count()).toBe(10);
  const last = (await rows.last().boundingBox())!;
  await shot(desk.page, "desk");
  expect(last.y + last.height).toBeLessThanOrEqual(768);
  const others = (await desk.page.getByRole("link", { name: "Write the group note" }).boundingBox())!;
  expect(others.y).toBeGreaterThan(last.y);
  expect(await problemsOn(desk.page)).toEqual([]);
  await desk.context.close();
  const phone = await atRegister(360);
  await begin(phone.page);
  await phone.page.keyboard.press("3");
  expect(await problemsOn(phone.page)).toEqual([]);
  await shot(phone.page, "phone");
  await phone.context.close();
});

test("without scripts one button saves all, and one marks whoever is left", async () => {
  const { page, context } = await atRegister(360, false);
  const reading = await browser.newContext();
  await page.locator(`[name="mark-${people[0]!.enrolmentId}"][value="none"]`).check();
  await page.locator(`#reason-${people[0]!.enrolmentId}`).selectOption("work");
  await page.getByRole("button", { name: "All came" }).click();
  await page.getByText("Everybody is marked, so the register is finished").waitFor();
  expect((await kept()).filter(({ mark }) => mark === "all")).toHaveLength(9);
  expect(await problemsWithoutScript(page, reading)).toEqual([]);
  await shot(page, "no-script");
  await reading.close();
  await context.close();
});

test("leaving with something that is not kept asks first; with everything kept it does not (E27)", async () => {
  const { page, context } = await atRegister();
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await begin(page);
  await page.keyboard.press("1");
  await progress(page).getByText("1 of 10 marked").waitFor();
  await page.getByRole("link", { name: "Kinstep" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(asked).toEqual([]);
  await page.goto(address);
  await page.locator(`#mark-${people[1]!.enrolmentId}`).focus();
  await page.keyboard.press("2");
  await page.getByText("Not kept yet: Enter how many minutes").waitFor();
  await page.getByRole("link", { name: "Kinstep" }).click();
  await page.waitForURL(`${base}/`);
  expect(asked).toEqual(["beforeunload"]);
  await page.goto(`${base}/enrolments/${people[0]!.enrolmentId}/notes/new`);
  await page.locator("#text").fill("half a sentence");
  await page.goBack();
  expect(asked).toEqual(["beforeunload", "beforeunload"]);
  await context.close();
});
