import { largeHost } from "./database.ts";
import { explore } from "./explore.ts";
import { pageRoutes } from "./routes.ts";
import { type Timed, timePage } from "./timing.ts";
import { crawlers } from "./visitors.ts";
import { heaviest, searches } from "./worst.ts";

export type Crawled = {
  requests: number;
  timed: Timed[];
  /** Routes of a role that nothing led to, by role. */
  missed: { role: string; route: string; status: number | null }[];
};

/** Finds the pages of everybody who is crawled, and times each by itself on the app in this process. */
export async function crawl(file: string, requests: number, say: (line: string) => void): Promise<Crawled> {
  const { deps, database } = largeHost(file);
  const { app, people } = crawlers(deps, database.raw);
  const routes = pageRoutes(app);
  const crawled: Crawled = { requests, timed: [], missed: [] };
  for (const crawler of people) {
    const begin = ["/", "/account", "/help"];
    const heavy = [...heaviest(database.raw, crawler), ...(await searches(database.raw, crawler))];
    const { stops, missed } = await explore(crawler, routes, { begin, heavy });
    say(`${crawler.userId}: ${stops.length} pages of ${new Set(stops.map(({ route }) => route)).size} routes`);
    for (const stop of stops) crawled.timed.push(await timePage(crawler, stop, requests));
    crawled.missed.push(...missed.map((one) => ({ role: crawler.role, ...one })));
  }
  database.close();
  return crawled;
}
