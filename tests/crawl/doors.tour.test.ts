import { beforeAll, expect, test } from "vitest";
import type { PageRoute } from "../../bench/crawl/routes.ts";
import type { TestApp } from "../support/app.ts";
import { type Count, countedLinks, isListOf } from "../support/counts.ts";
import { wrongDefaults } from "../support/default-buttons.ts";
import { type Crawled, crawlAsEachRole } from "./crawling.ts";
import { beginsWithAnother, type FormSeen, formsOn, hidesWords, isUnguarded, type Routes } from "./forms.ts";
import { walk } from "./walk.ts";

let t: TestApp;
let routes: Routes;
let crawled: Crawled[];

beforeAll(async () => {
  ({ t, routes, crawled } = await crawlAsEachRole());
}, 180_000);

/** The pages that a role may open and nothing leads to, each with why. One that has a door is taken out. */
const WITHOUT_A_DOOR: Readonly<Record<string, string>> = {};

test("every page that a role may open has a door, beginning at home (E26, P6)", () => {
  const doorless = crawled.flatMap(({ role, open, doors }) =>
    open.filter((path) => !doors.has(path)).map((path) => `${role} ${path}`),
  );
  expect(doorless.sort()).toEqual(Object.keys(WITHOUT_A_DOOR).sort());
});

test("every link leads to a page that opens", () => {
  const broken = crawled.flatMap(({ role, broken: all }) =>
    all.map(({ address, from, status }) => `${role}: ${address} on ${from} answers ${status}`),
  );
  expect(broken).toEqual([]);
});

/** The counts of a role's pages, once each. */
function countsOf({ pages }: Crawled): (Count & { page: string })[] {
  const all = pages.flatMap(({ address, html }) =>
    countedLinks(html).map((count) => {
      const { pathname, search } = new URL(count.href, `http://here${address}`);
      return { ...count, page: address, href: pathname + search };
    }),
  );
  return [...new Map(all.map((one) => [`${one.href} ${one.count}`, one])).values()];
}

test("every count of every page opens a list of exactly that many (E26, P13)", async () => {
  const wrong: string[] = [];
  for (const one of crawled)
    for (const { count, text, href, page } of countsOf(one)) {
      const res = await t.as(one.who).get(href);
      if (res.status !== 200 || !isListOf(count, await res.text()))
        wrong.push(`${one.role}, ${page}: ${text} -> ${href}`);
    }
  expect(wrong).toEqual([]);
});

const formsOf = ({ pages }: Crawled): FormSeen[] => pages.flatMap((seen) => formsOn(seen, routes));

const told = ({ page, to, buttons }: FormSeen): string =>
  `${page} -> ${to} (${buttons.map(({ text }) => text).join(", ")})`;

const among = (matches: (form: FormSeen) => boolean): string[] => [
  ...new Set(crawled.flatMap((one) => formsOf(one).filter(matches).map(told))),
];

test("what is typed in any form is kept as it is typed, or leaving warns (E27, P14)", () => {
  expect(among(isUnguarded)).toEqual([]);
  expect(among(hidesWords)).toEqual([]);
});

test("Enter never does less than the page says: each form begins with its main button (E28, F1)", () => {
  expect(among(beginsWithAnother)).toEqual([]);
  const wrong = crawled.flatMap(({ pages }) =>
    pages.flatMap(({ address, html }) => wrongDefaults(html).map((text) => `${address}: ${text}`)),
  );
  expect(wrong).toEqual([]);
});

const sent = (forms: readonly FormSeen[], method: string) =>
  new Set(forms.filter((form) => form.method === method).map(({ page, to }) => `${page} ${to}`)).size;

test("how much there is, for each role", () => {
  const rows = crawled.map((one) => {
    const forms = formsOf(one);
    const reached = one.open.filter((path) => one.doors.has(path)).length;
    return {
      role: one.role,
      pages: `${reached} of ${one.open.length}`,
      looked: one.pages.length,
      forms: sent(forms, "post"),
      filters: sent(forms, "get"),
      counts: countsOf(one).length,
    };
  });
  console.table(rows);
  const every = new Set(crawled.flatMap((one) => one.open));
  console.log(`${every.size} pages behind a role, ${sent(crawled.flatMap(formsOf), "post")} forms that send something`);
  expect(rows.every(({ forms }) => forms > 5)).toBe(true);
  expect(every.size).toBeGreaterThan(170);
});

const PLAIN: PageRoute[] = ["/", "/b", "/c"].map((path) => ({
  path,
  permission: "home:read",
  matches: (asked) => asked === path,
}));

test("a page without a door, a link to nothing, and forms that lose, hide or mistake are found", async () => {
  const html = `<main id="main"><a href="/b">B</a><a href="/nowhere">N</a></main>`;
  const get = async (address: string) =>
    new Response(address === "/" ? html : "", { headers: { "content-type": "text/html" } });
  const found = await walk(get, PLAIN, { begin: ["/"], wanted: ["/", "/b", "/c"], most: 1 });
  expect([found.doors.has("/b"), found.doors.has("/c")]).toEqual([true, false]);
  expect(found.broken).toEqual([{ address: "/nowhere", from: "/", status: 0 }]);
  const form = (inside: string, around = (text: string) => `<main id="main">${text}</main>`) =>
    formsOn(
      {
        address: "/",
        route: "/",
        html: `<script type="module" src="/assets/x.js"></script>${around(`<form method="post">${inside}</form>`)}`,
      },
      { pages: PLAIN, answers: PLAIN },
    )[0]!;
  const [own, other] = [`<button type="submit">Save</button>`, `<button type="submit" name="x">Other</button>`];
  const input = `<input name="a">`;
  expect(isUnguarded(form(input + own))).toBe(false);
  expect(isUnguarded(form(input + own, (text) => text))).toBe(true);
  expect(hidesWords(form(`${input}<input type="password" name="p">${own}`))).toBe(true);
  expect([beginsWithAnother(form(input + other + own)), beginsWithAnother(form(input + own + other))]).toEqual([
    true,
    false,
  ]);
});
