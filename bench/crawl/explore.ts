import { addressesOn } from "./links.ts";
import { isFor, type PageRoute } from "./routes.ts";
import type { Crawler } from "./visitors.ts";

/** A page to be timed: one address of a route, as somebody sees it. `kind` says which of several it is. */
export type Stop = { route: string; address: string; kind: string; bytes: number };

export type Explored = {
  stops: Stop[];
  /** Routes that the role may open and to which no address led, with what the last try answered. */
  missed: { route: string; status: number | null }[];
};

type Wanted = { address: string; isHeavy: boolean };

const MOST_OF_A_KIND = 1;

const pageOf = (address: string): number => Number(new URL(address, "http://here").searchParams.get("page") ?? 1);

/** What kind of address of its route it is: of the usual records or the heaviest, which filters, the first page or the last. */
function kindOf({ address, isHeavy }: Wanted): string {
  const names = [...new URL(address, "http://here").searchParams.keys()].filter((name) => name !== "did");
  return [isHeavy ? "heaviest" : "usual", ...names.map((name) => `?${name}`)].join(" ");
}

/**
 * Follows the links of every page from where somebody begins, and from the heaviest records that they may open: one address of
 * each kind for each route, and of lists the last page too.
 */
export async function explore(
  crawler: Crawler,
  routes: readonly PageRoute[],
  from: { begin: readonly string[]; heavy: readonly string[] },
): Promise<Explored> {
  const open = routes.filter((route) => isFor(route, crawler.role) || route.permission === "account:own");
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  const answers = new Map<string, number>();
  const stops: Stop[] = [];
  const lastPages = new Map<string, Wanted>();
  const queue: Wanted[] = [
    ...from.heavy.map((address) => ({ address, isHeavy: true })),
    ...from.begin.map((address) => ({ address, isHeavy: false })),
  ];
  const visit = async (wanted: Wanted, isLastPage = false) => {
    const path = wanted.address.split("?")[0]!;
    const route = routes.find((one) => one.matches(path));
    if (!route || seen.has(wanted.address)) return;
    const kind = isLastPage ? `${kindOf(wanted)} (last page)` : kindOf(wanted);
    const known = counts.get(`${route.path} ${kind}`) ?? 0;
    if (known >= MOST_OF_A_KIND) return;
    seen.add(wanted.address);
    const { status, text, location } = await crawler.get(wanted.address);
    answers.set(route.path, status);
    if (location !== null) queue.push({ ...wanted, address: location });
    if (status !== 200) return;
    counts.set(`${route.path} ${kind}`, known + 1);
    stops.push({ route: route.path, address: wanted.address, kind, bytes: Buffer.byteLength(text) });
    const wide = addressesOn(text, wanted.address).map((address) => ({ address, isHeavy: wanted.isHeavy }));
    queue.push(...wide.filter(({ address }) => pageOf(address) === 1));
    for (const next of wide.filter(({ address }) => pageOf(address) > 1)) remember(lastPages, next);
  };
  while (queue.length > 0) {
    await visit(queue.shift()!);
    if (queue.length > 0) continue;
    for (const last of lastPages.values()) await visit(last, true);
    lastPages.clear();
  }
  const reached = new Set(stops.map(({ route }) => route));
  const missed = open
    .filter(({ path }) => !reached.has(path))
    .map(({ path }) => ({ route: path, status: answers.get(path) ?? null }));
  return { stops, missed };
}

/** Of the pages of one list the one with the highest number. */
function remember(lastPages: Map<string, Wanted>, wanted: Wanted) {
  const list = wanted.address.replace(/([?&])page=\d+/, "$1");
  const known = lastPages.get(list);
  if (!known || pageOf(known.address) < pageOf(wanted.address)) lastPages.set(list, wanted);
}
