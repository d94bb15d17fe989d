import { addressesOn } from "../../bench/crawl/links.ts";
import type { PageRoute } from "../../bench/crawl/routes.ts";
import { attributeOf, elementsIn, readHtml } from "../support/html.ts";

/** A page as somebody saw it. */
export type Seen = { address: string; route: string; html: string };

export type Walk = {
  pages: Seen[];
  /** Routes to which some page led, with the page that did. */
  doors: Map<string, string>;
  /** Where a page led and nothing was: the address, the page with the link, and the answer. */
  broken: { address: string; from: string; status: number }[];
};

type Get = (address: string) => Promise<Response>;
type Next = { address: string; from: string };

/** A role whose pages are so many has a route without a door: looking further finds none. */
const MOST_PAGES = 2500;

const pathOf = (address: string): string => address.split("?")[0]!;

/** Where the forms of a page are sent: what they are answered with where something is wrong is a page too. */
export const actionsOn = (html: string, at: string): string[] =>
  elementsIn(readHtml(html))
    .filter((one) => one.tagName === "form" && attributeOf(one, "method") === "post")
    .map((form) => new URL(attributeOf(form, "action") || at, `http://here${at}`).pathname);

/** What is over the first addresses of each route, by route: the route that was seen least is gone on with. */
function leftOver(visits: ReadonlyMap<string, number>) {
  const byRoute = new Map<string, Next[]>();
  return {
    keep: (path: string, next: Next) => byRoute.set(path, [...(byRoute.get(path) ?? []), next]),
    take: (): Next | undefined => {
      const [least] = [...byRoute].toSorted(([a], [b]) => (visits.get(a) ?? 0) - (visits.get(b) ?? 0));
      if (!least) return undefined;
      const [path, [next, ...others]] = least;
      if (others.length > 0) byRoute.set(path, others);
      else byRoute.delete(path);
      return next;
    },
  };
}

/** Where somebody goes: from where they begin, to so many addresses of each route, and further while a wanted route has no door. */
export type Way = { begin: readonly string[]; wanted: readonly string[]; most: number };

/** Follows every link of every page, as somebody who may change nothing. */
export async function walk(get: Get, routes: readonly PageRoute[], { begin, wanted, most }: Way): Promise<Walk> {
  const result: Walk = { pages: [], doors: new Map(), broken: [] };
  const seen = new Set<string>();
  const visits = new Map<string, number>();
  const routeOf = (address: string) => routes.find(({ matches }) => matches(pathOf(address)));
  const open = (path: string, from: string) => result.doors.set(path, result.doors.get(path) ?? from);
  const queue: Next[] = begin.map((address) => ({ address, from: "the address bar" }));
  const later = leftOver(visits);

  const visit = async ({ address, from }: Next, route: PageRoute) => {
    const res = await get(address);
    const location = res.headers.get("location");
    if (location) queue.push({ address: location, from });
    if (res.status >= 400) return void result.broken.push({ address, from, status: res.status });
    open(route.path, from);
    if (res.status !== 200 || !(res.headers.get("content-type") ?? "").startsWith("text/html")) return;
    const html = await res.text();
    result.pages.push({ address, route: route.path, html });
    queue.push(...addressesOn(html, address).map((one) => ({ address: one, from: address })));
    for (const action of actionsOn(html, address)) {
      const behind = routeOf(action);
      if (behind) open(behind.path, `a form on ${address}`);
    }
  };

  const isMissing = () => result.pages.length < MOST_PAGES && wanted.some((path) => !result.doors.has(path));
  const arrive = async (next: Next, isFurther: boolean) => {
    if (seen.has(next.address)) return;
    const route = routeOf(next.address);
    if (!route) {
      seen.add(next.address);
      return void result.broken.push({ ...next, status: 0 });
    }
    const visited = visits.get(route.path) ?? 0;
    if (visited >= most && !isFurther) return void later.keep(route.path, next);
    seen.add(next.address);
    visits.set(route.path, visited + 1);
    await visit(next, route);
  };
  for (;;) {
    const next = queue.shift();
    if (next) await arrive(next, false);
    else {
      const further = isMissing() ? later.take() : undefined;
      if (!further) return result;
      await arrive(further, true);
    }
  }
}
