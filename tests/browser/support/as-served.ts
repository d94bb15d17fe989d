import type { BrowserContext, Page } from "playwright-core";
import { onPaper } from "./paper.ts";

/** The scripts of the site are blocked, so that a page stands as somebody without scripts has it; its styles come from the server. */
export async function withoutScripts(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.route("**/*", (route) => (route.request().resourceType() === "script" ? route.abort() : route.continue()));
  return page;
}

/** What is the matter with any page at all, whoever it is of, on a phone without scripts and out of a printer. */
export async function wrongWith(page: Page): Promise<string[]> {
  return [...(await page.evaluate(onTheScreen)), ...(await onPaper(page))];
}

/** Runs in the page: what is hidden is hidden, links of a list can be pressed, each group and each column has a name of its own. */
function onTheScreen(): string[] {
  const text = (one: Element) => (one.textContent ?? "").replace(/\s+/g, " ").trim();
  const isShown = (one: Element) => one.getClientRects().length > 0;
  const hidden = [...document.querySelectorAll("[hidden]")]
    .filter(isShown)
    .map((one) => `hidden but shown: ${text(one)}`);
  const cut = [...document.querySelectorAll("main table tbody tr")].flatMap((row) => {
    const links = [...row.querySelectorAll("a[href]")].filter(isShown);
    const isInSight = links.some((link) => link.getBoundingClientRect().right <= window.innerWidth);
    return links.length === 0 || isInSight ? [] : [`no link of a row is in sight: ${text(row).slice(0, 60)}`];
  });
  const headless = [...document.querySelectorAll("main th")].flatMap((cell) => {
    const name = text(cell) || cell.getAttribute("aria-label");
    const column = cell as HTMLTableCellElement;
    const isEmptyBelow = [...(cell.closest("table")?.rows ?? [])].every(
      ({ cells }) => text(cells[column.cellIndex] ?? cell) === "",
    );
    return name || isEmptyBelow ? [] : [`a column without a header: ${text(cell.closest("tr")!)}`];
  });
  const groups = [...document.querySelectorAll("main fieldset")].map((one) => {
    const outer = one.parentElement?.closest("fieldset, [role=group]");
    const label = (group: Element | null | undefined) =>
      group
        ? text(
            group.querySelector("legend") ??
              document.getElementById(group.getAttribute("aria-labelledby") ?? "") ??
              group,
          )
        : "";
    const form = one.closest("form")?.getAttribute("action") ?? "";
    return `${form} ${label(outer)} ${label(one)}`;
  });
  const twice = [...new Set(groups.filter((name, at) => groups.indexOf(name) !== at))];
  return [...hidden, ...cut, ...headless, ...twice.map((name) => `two groups of one name: ${name.trim()}`)];
}
