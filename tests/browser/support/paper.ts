import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Walk } from "./walk.ts";

/** What only a screen can use, and must not come out of a printer. */
const SCREEN_ONLY =
  "button, .govuk-button, nav, main form, textarea, .govuk-breadcrumbs, .kinstep-no-print, .govuk-skip-link, footer";

/** What would come out of a printer and is of no use there: what only a screen can use, and addresses after links. */
export async function onPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: "print" });
  const found = await page.evaluate((screenOnly) => {
    const isShown = (one: Element) => one.getClientRects().length > 0;
    const left = [...document.querySelectorAll(screenOnly)].filter(isShown);
    const addresses = [...document.querySelectorAll("main a[href]")].filter(
      (one) => !["none", "normal"].includes(getComputedStyle(one, "::after").content),
    );
    return [
      ...left.map((one) => `on paper: ${one.outerHTML.slice(0, 80)}`),
      ...addresses.map((one) => `an address after a link on paper: ${one.textContent}`),
    ];
  }, SCREEN_ONLY);
  await page.emulateMedia({ media: null });
  return found;
}

/** How the page comes out of a printer: without what only a screen can use, on at most as many A4 sheets as told. */
export async function expectOnPaper(walk: Walk, name: string, sheets: number): Promise<void> {
  const { page } = walk;
  expect([name, await onPaper(page)]).toEqual([name, []]);
  await page.emulateMedia({ media: "print" });
  await walk.shoot(`${name}-printed`);
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  const taken = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect([name, taken > 0 && taken <= sheets ? sheets : taken]).toEqual([name, sheets]);
  await page.emulateMedia({ media: null });
}
