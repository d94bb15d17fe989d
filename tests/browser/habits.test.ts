import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEMONSTRATION_PASSWORD } from "../../scripts/seed/people.ts";
import { launchChromium } from "./support/chromium.ts";
import { smallFamily } from "./support/practitioner-steps.ts";
import { type RunningKinstep, startKinstep } from "./support/server.ts";
import {
  answer,
  heading,
  leading,
  type Manner,
  open,
  pathOf,
  press,
  QUICKLY,
  signIn,
  startWalk,
  type Walk,
} from "./support/walk.ts";

const WITHOUT_SCRIPT: Manner = { ...QUICKLY, javaScript: false };

let browser: Browser;
let kinstep: RunningKinstep;
let walk: Walk;
let familyId: string;

beforeAll(async () => {
  browser = await launchChromium();
  kinstep = await startKinstep("2026-03-02");
  walk = await startWalk(browser, kinstep, QUICKLY);
  await signIn(walk, "priya");
  familyId = await family("Ashdown", "Wren", 1960);
});
afterAll(async () => {
  await browser?.close();
  await kinstep?.stop();
});

async function family(carer: string, child: string, year: number): Promise<string> {
  await open(walk, "/families/new");
  await answer(walk, smallFamily(carer, child, year));
  await press(walk, "Open family");
  return pathOf(walk).split("/")[2]!;
}

const checksOf = async (id: string) =>
  (await kinstep.db.selectFrom("behaviour_check").where("family_id", "=", id).select("own_words").execute()).map(
    (check) => check.own_words,
  );

const newCheck = (id: string) => `/families/${id}/checks/new`;
const words = (ownWords: string) => ({ source: "visit", behaviour: "refuses", "howOften-refuses": "4", ownWords });

test("two families in two tabs never mix", async () => {
  const [first, second] = [await family("Birchall", "Idris", 1961), await family("Cattermole", "Maud", 1963)];
  const other: Walk = { ...walk, page: await walk.page.context().newPage() };
  await open(walk, newCheck(first));
  await open(other, newCheck(second));
  await answer(walk, words("of the first"));
  await answer(other, words("of the second"));
  await press(walk, "Save the check");
  expect([await checksOf(first), await checksOf(second)]).toEqual([["of the first"], []]);
  await press(other, "Save the check");
  expect([await checksOf(first), await checksOf(second)]).toEqual([["of the first"], ["of the second"]]);
  await other.page.close();
});

test.each([QUICKLY, WITHOUT_SCRIPT])(
  "two clicks on one button make one check (scripts: $javaScript)",
  async (manner) => {
    const there = await startWalk(browser, kinstep, manner);
    await signIn(there, "priya");
    const id = await (manner.javaScript ? family("Dunmore", "Kofi", 1965) : family("Eastlake", "Bram", 1967));
    await open(there, newCheck(id));
    await answer(there, words("clicked twice"));
    await leading(there, () => there.page.getByRole("button", { name: "Save the check" }).dblclick());
    await there.page.waitForLoadState("networkidle");
    expect(await checksOf(id)).toEqual(["clicked twice"]);
    expect(await heading(there)).toMatch(/^Behaviour check of/);
    await there.close();
  },
);

test("Back after saving shows the form again and saves nothing", async () => {
  const id = await family("Fairhurst", "Oona", 1969);
  await open(walk, newCheck(id));
  await answer(walk, words("once"));
  await press(walk, "Save the check");
  await walk.page.goBack();
  await walk.page.getByRole("button", { name: "Save the check" }).waitFor();
  await walk.page.goForward();
  await walk.page.getByText("What was reported").waitFor();
  expect(await checksOf(id)).toEqual(["once"]);
});

test.each([QUICKLY, WITHOUT_SCRIPT])(
  "what was typed outlives a session that ended (scripts: $javaScript)",
  async (manner) => {
    const there = await startWalk(browser, kinstep, manner);
    const today = manner.javaScript ? "2026-03-03" : "2026-03-04";
    kinstep.at(today, "11:00");
    await signIn(there, "priya");
    const before = await checksOf(familyId);
    await open(there, newCheck(familyId));
    await answer(there, words("typed before the time ran out"));
    kinstep.at(today, "11:45");
    await leading(there, () => there.page.getByRole("button", { name: "Save the check" }).click());
    expect(await heading(there)).toBe("Sign in again");
    expect(await checksOf(familyId)).toEqual(before);
    await answer(there, { email: "priya@kinstep.example", password: DEMONSTRATION_PASSWORD });
    await press(there, "Sign in");
    await press(there, "Send what I typed");
    expect(await heading(there)).toMatch(/^Behaviour check of/);
    expect(await there.page.locator("main").innerText()).toContain("typed before the time ran out");
    await there.close();
  },
);

/** Is the focus to be seen: an outline, a shadow or a background of its own? */
const isFocusSeen = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement!;
    const seen = [focused, focused.nextElementSibling].filter((one) => one !== null);
    return seen.some((one) =>
      [getComputedStyle(one), getComputedStyle(one, "::before")].some(
        ({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none",
      ),
    );
  });

/** Tabs until the control of that name has the focus, and says whether every stop on the way could be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press("Tab");
    if (!(await isFocusSeen(page))) throw new Error(`the focus is not seen: ${await focusedName(page)}`);
    if ((await focusedName(page)) === name) return;
  }
  throw new Error(`${name} is not reached by Tab`);
}

const focusedName = (page: Page) =>
  page.evaluate(() => {
    const focused = document.activeElement;
    return focused?.getAttribute("name") ?? focused?.textContent?.trim() ?? "";
  });

test("sign-in and a form are done by keyboard alone, with the focus to be seen at every stop", async () => {
  const there = await startWalk(browser, kinstep, QUICKLY);
  const { page } = there;
  await open(there, "/sign-in");
  await page.keyboard.press("Tab");
  expect(await focusedName(page)).toBe("Skip to main content");
  await tabTo(page, "email");
  await page.keyboard.type("priya@kinstep.example");
  await tabTo(page, "password");
  await page.keyboard.type(DEMONSTRATION_PASSWORD);
  await leading(there, () => page.keyboard.press("Enter"));
  await open(there, `/families/${familyId}/need-assessments/new`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, "need");
  await page.keyboard.press("Space");
  await tabTo(page, "grounds");
  await page.keyboard.press("Space");
  await tabTo(page, "assessorRole");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "method");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "note");
  await page.keyboard.type("by keyboard alone");
  await tabTo(page, "Save the assessment");
  await leading(there, () => page.keyboard.press("Enter"));
  expect(await page.locator("main").innerText()).toContain("by keyboard alone");
  await there.close();
});

test("after 25 quiet minutes the page warns, and staying signed in keeps what was typed", async () => {
  const there = await startWalk(browser, kinstep, QUICKLY);
  await there.page.clock.install();
  await signIn(there, "priya");
  await open(there, newCheck(familyId));
  await answer(there, { ownWords: "half a sentence" });
  await there.page.clock.fastForward("24:30");
  const warning = there.page.getByRole("dialog", { name: "You are about to be signed out" });
  expect(await warning.isVisible()).toBe(false);
  await there.page.clock.fastForward("00:40");
  await warning.waitFor();
  await there.page.getByRole("button", { name: "Stay signed in" }).click();
  await warning.waitFor({ state: "hidden" });
  expect(await there.page.locator("#ownWords").inputValue()).toBe("half a sentence");
  await there.close();
});
