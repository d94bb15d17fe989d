import axe from "axe-core";
import type { BrowserContext, Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The narrowest screens that a page must fit: 320 px is 400% zoom of a laptop, 360 px a small phone. */
const NARROW = [360, 320];

/** A menu leaves a phone's screen to the page. */
const MOST_MENU = 110;

/** What a template prints when something it needs is missing, is escaped twice, or was never put into words. */
const SLIPS = /undefined|\[object |\bNaN\b|Invalid Date|&(amp|lt|gt|quot|#\d+);|\b\d{4}-\d{2}-\d{2}\b|\$\{|<%/;

/** What the accessibility engine finds wrong on a page, a line each with the first element that has it. */
export async function violationsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    type Found = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] };
    const engine = (
      globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Found[] }> } }
    ).axe;
    const { violations } = await engine.run(document, {
      runOnly: { type: "tag", values: rules },
      resultTypes: ["violations"],
    });
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}, at ${nodes.length} places such as ${nodes[0]?.target.join(" ")} (${nodes[0]?.failureSummary?.split("\n")[1]?.trim() ?? ""})`,
    );
  }, RULES);
}

/** What is wrong with the page itself: its language, title, one first heading, words that slipped through. */
async function slipsOn(page: Page): Promise<string[]> {
  const found = await page.evaluate(() => ({
    language: document.documentElement.lang,
    title: document.title,
    headings: document.querySelectorAll("h1").length,
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    styled: document.querySelectorAll("[style]").length,
    shown: [...document.querySelectorAll("[hidden]")].filter((one) => one.getClientRects().length > 0).length,
    menu: window.innerWidth < 400 ? (document.querySelector("#navigation-area")?.clientHeight ?? 0) : 0,
    words: document.body.innerText,
  }));
  const twice = found.ids.filter((id, at) => found.ids.indexOf(id) !== at);
  const slip = SLIPS.exec(found.words);
  return [
    ...(found.language === "en" ? [] : [`lang is "${found.language}"`]),
    ...(found.title.replace("– Kinstep", "").trim() === "" ? ["no title"] : []),
    ...(found.headings === 1 ? [] : [`${found.headings} first headings`]),
    ...(found.styled === 0 ? [] : [`${found.styled} inline styles, which the policy refuses`]),
    ...(found.shown === 0 ? [] : [`${found.shown} hidden elements are shown`]),
    ...(found.menu <= MOST_MENU ? [] : [`the menu takes ${found.menu} px of a phone`]),
    ...(twice.length === 0 ? [] : [`ids twice: ${[...new Set(twice)].join(", ")}`]),
    ...(slip ? [`"…${found.words.slice(Math.max(0, slip.index - 40), slip.index + 40).replaceAll("\n", " ")}…"`] : []),
  ];
}

async function overflowsOn(page: Page): Promise<string[]> {
  const before = page.viewportSize();
  const wide: string[] = [];
  for (const width of NARROW) {
    await page.setViewportSize({ width, height: 800 });
    const culprit = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return null;
      const beyond = [...document.querySelectorAll("main *, header *, footer *")].filter(
        (one) => one.getBoundingClientRect().right > room + 1 && !one.closest(".kinstep-scroll"),
      );
      return beyond
        .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)
        .slice(0, 3)
        .join(", ");
    });
    if (culprit !== null) wide.push(`scrolls sideways at ${width} px: ${culprit}`);
  }
  if (before) await page.setViewportSize(before);
  return wide;
}

/** Everything wrong on a page that runs its scripts. */
export async function problemsOn(page: Page): Promise<string[]> {
  return [...(await slipsOn(page)), ...(await overflowsOn(page)), ...(await violationsOn(page))];
}

/**
 * Everything wrong on a page that runs no scripts. The engine never settles there, so what was served is opened again in
 * `reading`, where scripts run but the site's own are blocked.
 */
export async function problemsWithoutScript(page: Page, reading: BrowserContext): Promise<string[]> {
  const html = await page.content();
  const copy = reading.pages()[0] ?? (await reading.newPage());
  await copy.unrouteAll();
  await copy.route("**/*", (route) => {
    if (route.request().isNavigationRequest()) return route.fulfill({ body: html, contentType: "text/html" });
    return route.request().resourceType() === "script" ? route.abort() : route.continue();
  });
  await copy.setViewportSize(page.viewportSize()!);
  await copy.goto(page.url());
  return problemsOn(copy);
}
