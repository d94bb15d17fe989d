import { table } from "../report.ts";
import type { Crawled } from "./crawl.ts";
import type { Timed } from "./timing.ts";

/** What a page may take, in milliseconds: the median and the 95th in a hundred. An evaluator's pages are only reported. */
const AIMS = { middle: 15, late: 60 } as const;
const AIMS_OF_AN_AUDITOR = { middle: 50, late: 150 } as const;

const aimsOf = ({ role }: Timed) =>
  role === "auditor" ? AIMS_OF_AN_AUDITOR : role === "evaluator" ? { middle: Infinity, late: Infinity } : AIMS;

const isOver = (page: Timed): boolean => page.middle > aimsOf(page).middle || page.late > aimsOf(page).late;

const SLOWEST = 25;

/** One line a role and kind of page: where several addresses stand for it, the slowest. */
function slowestOfEach(timed: readonly Timed[]): Timed[] {
  const slowest = new Map<string, Timed>();
  for (const page of timed) {
    const key = `${page.role} ${page.route} ${page.kind}`;
    if (page.middle > (slowest.get(key)?.middle ?? -1)) slowest.set(key, page);
  }
  return [...slowest.values()].sort((one, other) => other.middle - one.middle);
}

const line = (page: Timed): string[] => [
  `${page.role} ${page.route} ${page.kind}`,
  page.middle.toFixed(1),
  page.late.toFixed(1),
  page.processor.toFixed(1),
  (page.bytes / 1000).toFixed(0),
  page.role === "evaluator" ? "only reported" : isOver(page) ? "over" : "",
];

const HEAD = ["page", "median ms", "p95 ms", "processor ms", "kB", "aim"];

/** The crawl as text: how much was asked, the slowest pages, what is over its aim, and what was not reached. */
export function crawlText({ requests, timed, missed }: Crawled): string {
  const pages = slowestOfEach(timed);
  const held = pages.filter(({ role }) => role !== "evaluator");
  const over = held.filter(isOver);
  const routes = new Set(timed.map(({ route }) => route));
  return [
    `${timed.length} pages of ${routes.size} routes, ${requests} requests each after 2 to warm up, one at a time, on the app in one process (no socket), from the request to the last byte, with the trail's commit on this disk. Of several addresses of one kind the slowest stands here.`,
    `Aims: a median of ${AIMS.middle} ms and a p95 of ${AIMS.late} ms; an auditor's ${AIMS_OF_AN_AUDITOR.middle} and ${AIMS_OF_AN_AUDITOR.late}; an evaluator's are only reported. Over their aim: ${over.length} of ${held.length}.`,
    table(HEAD, pages.slice(0, SLOWEST).map(line)),
    ...(over.length > 0 ? ["Over their aim:", table(HEAD, over.map(line))] : []),
    missedText(missed, routes),
  ].join("\n\n");
}

/** Routes that nobody reached at all. */
function missedText(missed: Crawled["missed"], reached: ReadonlySet<string>): string {
  const never = new Map(missed.filter(({ route }) => !reached.has(route)).map((one) => [one.route, one.status]));
  if (never.size === 0) return "Every page that a role may open was reached.";
  return `Not reached, since no record of the database leads there: ${[...never.keys()].map((route) => `\`${route}\``).join(", ")}.`;
}
