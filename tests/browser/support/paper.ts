import { expect } from "vitest";
import type { Walk } from "./walk.ts";

/** What only a screen can use, and must not come out of a printer. */
const SCREEN_ONLY =
  "button, .govuk-button, nav, main form, textarea, .govuk-breadcrumbs, .kinstep-no-print, .govuk-skip-link, footer";

/** How the page comes out of a printer: without what only a screen can use, on at most as many A4 sheets as told. */
export async function expectOnPaper(walk: Walk, name: string, sheets: number): Promise<void> {
  const { page } = walk;
  await page.emulateMedia({ media: "print" });
  const left = await page
    .locator(SCREEN_ONLY)
    .evaluateAll((all) =>
      all.filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)),
    );
  expect([name, left]).toEqual([name, []]);
  const addresses = await page
    .locator("main a[href]")
    .evaluateAll(
      (all) => all.filter((one) => !["none", "normal"].includes(getComputedStyle(one, "::after").content)).length,
    );
  expect([name, "addresses after links", addresses]).toEqual([name, "addresses after links", 0]);
  await walk.shoot(`${name}-printed`);
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  const taken = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect([name, taken > 0 && taken <= sheets ? sheets : taken]).toEqual([name, sheets]);
  await page.emulateMedia({ media: null });
}
