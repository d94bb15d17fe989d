import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Browser, errors, type Page } from "playwright-core";
import { DEMONSTRATION_PASSWORD } from "../../../scripts/seed/people.ts";
import { ROOT } from "../../support/hosts.ts";
import { problemsOn, problemsWithoutScript } from "./inspection.ts";
import type { RunningKinstep } from "./server.ts";

/** How somebody walks; without a folder for screens nothing is looked at on the way. */
export type Manner = { screens: string | null; javaScript: boolean; width: number; height: number };

export const DESKTOP: Manner = { screens: "desktop", javaScript: true, width: 1280, height: 900 };
export const PHONE: Manner = { screens: "phone", javaScript: false, width: 360, height: 780 };

/** A journey's four ways: a desk and a phone, each with its script and without. Screens are kept under the journey's name. */
export const fourWays = (journey: string): Manner[] =>
  [DESKTOP, PHONE].flatMap((manner) =>
    [true, false].map((javaScript) => {
      const screens = `${journey}/${manner.screens}${javaScript ? "" : "-without-script"}`;
      return { ...manner, javaScript, screens };
    }),
  );

/** One of a journey's walks in a way, with its own folder: a walk empties the folder that it writes into. */
export const named = (manner: Manner, walk: string): Manner => ({ ...manner, screens: `${manner.screens}/${walk}` });

export const QUICKLY: Manner = { screens: null, javaScript: true, width: 1280, height: 900 };

/** Somebody at a browser: where they are, what was wrong on the way, and every address they came by. */
export type Walk = {
  page: Page;
  manner: Manner;
  kinstep: RunningKinstep;
  problems: string[];
  addresses: Set<string>;
  /** Inspects the page and keeps a picture of it. */
  look: (name: string) => Promise<void>;
  /** Only the picture. */
  shoot: (name: string) => Promise<void>;
  close: () => Promise<void>;
};

export type Answers = Record<string, string | readonly string[]>;

/** The browser names every answer that is not a success; these are pages that people are meant to meet. */
const REFUSED = /status of 4(03|04|09|22)/;

/** Opens a browser window in a manner. What it meets is kept in `problems`, named by the page, so that one run tells all. */
export async function startWalk(browser: Browser, kinstep: RunningKinstep, manner: Manner): Promise<Walk> {
  const { width, height, javaScript, screens } = manner;
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: javaScript });
  const reading = javaScript ? null : await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  const addresses = new Set<string>();
  listen(page, problems, addresses);
  const folder = screens && emptyFolder(screens);
  let number = 0;
  const shoot = async (name: string) => {
    if (!folder) return;
    const file = `${String(++number).padStart(3, "0")}-${name}.png`;
    // Hiding the caret would leave style attributes in the page, which its policy refuses to set again.
    await page.screenshot({ path: join(folder, file), fullPage: true, caret: "initial" });
  };
  const look = async (name: string) => {
    if (!folder) return;
    const found = reading ? await problemsWithoutScript(page, reading) : await problemsOn(page);
    problems.push(...found.map((problem) => `${name} (${new URL(page.url()).pathname}): ${problem}`));
    await shoot(name);
  };
  const close = async () => {
    await context.close();
    await reading?.close();
  };
  return { page, manner, kinstep, problems, addresses, look, shoot, close };
}

function emptyFolder(name: string): string {
  const folder = join(ROOT, "test-output/screens", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function listen(page: Page, problems: string[], addresses: Set<string>) {
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSED.test(message.text()))
      problems.push(`${new URL(page.url()).pathname}: console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${new URL(page.url()).pathname}: script: ${error.message}`));
  page.on("response", (response) => {
    const { pathname, search } = new URL(response.url());
    const isFile = pathname.startsWith("/assets/");
    if (response.status() >= (isFile ? 400 : 500)) problems.push(`${response.status()} at ${pathname}`);
    if (response.request().method() === "GET" && !isFile) addresses.add(pathname + search);
  });
}

const MARK = "data-before";

/** Waits until the page that `act` leads to stands: another first heading, by a navigation or by a swap. */
export async function leading({ page }: Walk, act: () => Promise<unknown>): Promise<void> {
  await page
    .locator("h1")
    .first()
    .evaluate((heading, mark) => heading.setAttribute(mark, ""), MARK);
  await act();
  await page.locator(`h1:not([${MARK}])`).first().waitFor({ state: "attached" });
  await page.waitForLoadState("load");
}

export async function open(walk: Walk, path: string): Promise<void> {
  const response = await walk.page.goto(`${walk.kinstep.base}${path}`);
  if (response?.status() !== 200) throw new Error(`${path} answers ${response?.status()}`);
}

export const follow = (walk: Walk, name: string | RegExp): Promise<void> =>
  leading(walk, () => walk.page.getByRole("link", { name }).first().click());

/** The three boxes of a date question. */
export const day = (name: string, on: string): Answers => {
  const [year, month, date] = on.split("-");
  return { [`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year! };
};

/** Opens what folds away a control, as a person would to reach it. */
async function unfold(page: Page, name: string) {
  const folded = page.locator(`main details:not([open]):has([name="${name}"])`).first();
  if ((await folded.count()) > 0) await folded.locator("summary").first().click();
}

async function answerOne(page: Page, name: string, value: string) {
  const control = page.locator(`main [name="${name}"]`);
  const kind = await control.first().evaluate((one) => (one as HTMLInputElement).type ?? one.tagName);
  await unfold(page, name);
  if (kind === "radio" || kind === "checkbox") await page.locator(`main [name="${name}"][value="${value}"]`).check();
  else if (kind.startsWith("select")) await control.selectOption(value);
  else await control.fill(value);
}

/** Fills in controls by their names, in the order given. */
export async function answer({ page }: Walk, answers: Answers): Promise<void> {
  for (const [name, values] of Object.entries(answers))
    for (const value of [values].flat()) {
      try {
        await answerOne(page, name, String(value));
      } catch (error) {
        const why = error instanceof errors.TimeoutError ? "can’t be filled in" : String(error);
        throw new Error(`${page.url()}: ${name}=${value} ${why}`);
      }
    }
}

/** What the page's error summary says, or nothing. */
export const errorsSaid = async ({ page }: Walk): Promise<string> => {
  const summary = page.locator(".govuk-error-summary");
  return (await summary.count()) === 0 ? "" : (await summary.innerText()).replaceAll(/\s+/g, " ");
};

/** Presses a button of the main part and waits for the answer, which must not be a refusal. */
export async function press(walk: Walk, name: string | RegExp): Promise<void> {
  await leading(walk, () => walk.page.locator("main").getByRole("button", { name }).first().click());
  const said = await errorsSaid(walk);
  if (said !== "") throw new Error(`${walk.page.url()}: ${said}`);
}

/** Presses a button whose form has mistakes. */
export const pressWrongly = (walk: Walk, name: string | RegExp): Promise<void> =>
  leading(walk, () => walk.page.locator("main").getByRole("button", { name }).first().click());

export const heading = ({ page }: Walk): Promise<string> => page.locator("h1").first().innerText();
export const pathOf = ({ page }: Walk): string => new URL(page.url()).pathname;

/** Through the sign-in page, as anybody; whoever still sits there signs out first. */
export async function signIn(walk: Walk, who: string): Promise<void> {
  await open(walk, "/sign-in");
  if (pathOf(walk) !== "/sign-in") {
    await signOut(walk);
    await open(walk, "/sign-in");
  }
  await answer(walk, { email: `${who}@kinstep.example`, password: DEMONSTRATION_PASSWORD });
  await press(walk, "Sign in");
}

export const signOut = (walk: Walk): Promise<void> =>
  leading(walk, () => walk.page.getByRole("button", { name: "Sign out" }).click());
