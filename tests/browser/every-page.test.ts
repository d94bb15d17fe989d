import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../src/node/serve.ts";
import { type Crawled, crawlAsEachRole } from "../crawl/crawling.ts";
import type { Seen } from "../crawl/walk.ts";
import { ROOT } from "../support/hosts.ts";
import { withoutScripts, wrongWith } from "./support/as-served.ts";
import { launchChromium } from "./support/chromium.ts";
import { failuresOn } from "./support/second-engine.ts";

let browser: Browser;
let crawled: Crawled[];
let base: string;
let stop: () => Promise<void>;

beforeAll(async () => {
  const crawl = await crawlAsEachRole();
  crawled = crawl.crawled;
  const serving = await listen(crawl.t.deps!, ROOT, 0);
  base = `http://127.0.0.1:${serving.port}`;
  stop = async () => {
    serving.server.closeAllConnections();
    await serving.stop();
  };
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await stop?.();
});

/** Longer, while it is short enough; else shorter. */
const isBetter = (length: number, than: number | undefined, most: number): boolean =>
  than === undefined || (than > most ? length < than : length <= most && length > than);

/** The second engine takes a second for a page of a hundred rows, and finds in ten what it finds in a hundred. */
const MOST_FOR_THE_SECOND = 30_000;

/** The longest page of each route, over all roles: a list with rows in it, a form with its errors apart; of those up to a length, where one is. */
function pagesOf(all: readonly Crawled[], most = Number.POSITIVE_INFINITY): Seen[] {
  const longest = new Map<string, Seen>();
  for (const { pages } of all)
    for (const page of pages)
      if (page.html.startsWith("<!") && isBetter(page.html.length, longest.get(page.route)?.html.length, most))
        longest.set(page.route, page);
  return [...longest.values()];
}

/** All of them with KINSTEP_FULL=1, in some minutes; else three of each feature, the longest. */
function forTheSecond(pages: readonly Seen[]): Seen[] {
  if (process.env.KINSTEP_FULL === "1") return [...pages];
  const features = Map.groupBy(pages, ({ route }) => route.split("/")[1]);
  return [...features.values()].flatMap((some) =>
    some.toSorted((one, other) => other.html.length - one.html.length).slice(0, 3),
  );
}

test("a second accessibility engine finds nothing that it is sure of on any page (L8)", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await withoutScripts(context);
  const wrong: string[] = [];
  await page.route(`${base}/planted`, (asked) =>
    asked.fulfill({ body: '<!DOCTYPE html><html><body><img src="x"><input></body></html>', contentType: "text/html" }),
  );
  await page.goto(`${base}/planted`);
  expect((await failuresOn(page)).length).toBeGreaterThan(2);
  for (const { route, html } of forTheSecond(pagesOf(crawled, MOST_FOR_THE_SECOND))) {
    await page.route(`${base}/seen`, (asked) => asked.fulfill({ body: html, contentType: "text/html" }));
    await page.goto(`${base}/seen`);
    wrong.push(...(await failuresOn(page)).map((what) => `${route}: ${what}`));
    await page.unroute(`${base}/seen`);
  }
  await context.close();
  expect(wrong).toEqual([]);
}, 300_000);

test("every page stands on a phone without scripts and on paper: links in sight, nothing hidden shown, nothing of the screen printed (P25, P26, P27, L8)", async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 } });
  const page = await withoutScripts(context);
  const seen = pagesOf(crawled);
  const wrong: string[] = [];
  for (const { route, html } of seen) {
    await page.route(`${base}${"/seen"}`, (asked) => asked.fulfill({ body: html, contentType: "text/html" }));
    await page.goto(`${base}/seen`);
    wrong.push(...(await wrongWith(page)).map((what) => `${route}: ${what}`));
    await page.unroute(`${base}/seen`);
  }
  console.log(`${seen.length} pages, the longest of each route`);
  await context.close();
  expect(wrong).toEqual([]);
}, 300_000);
