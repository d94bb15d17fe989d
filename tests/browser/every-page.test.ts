import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../src/node/serve.ts";
import { type Crawled, crawlAsEachRole } from "../crawl/crawling.ts";
import type { Seen } from "../crawl/walk.ts";
import { ROOT } from "../support/hosts.ts";
import { withoutScripts, wrongWith } from "./support/as-served.ts";
import { launchChromium } from "./support/chromium.ts";

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

/** The longest page of each route, over all roles: a list with rows in it, a form with its errors apart. */
function pagesOf(all: readonly Crawled[]): Seen[] {
  const longest = new Map<string, Seen>();
  for (const { pages } of all)
    for (const page of pages)
      if (page.html.startsWith("<!") && page.html.length > (longest.get(page.route)?.html.length ?? 0))
        longest.set(page.route, page);
  return [...longest.values()];
}

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
