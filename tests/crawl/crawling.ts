import { pageRoutes } from "../../bench/crawl/routes.ts";
import { createApp } from "../../src/app.ts";
import { type Grantee, mayDo } from "../../src/domain/permissions.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { sqliteHost } from "../support/hosts.ts";
import type { PersonName } from "../support/world.ts";
import type { Routes } from "./forms.ts";
import { fillWorld } from "./rich-world.ts";
import { type Walk, walk } from "./walk.ts";

/** Somebody of each role, and of a provider's team managers, who can do more than a council's. */
export const WALKERS = {
  practitioner: "alice",
  "team-manager": "nadia",
  facilitator: "bob",
  "provider-manager": "wendy",
  "co-leader": "cora",
  evaluator: "erin",
  administrator: "ada",
  auditor: "audrey",
} as const satisfies Record<Grantee, PersonName>;

export type Crawled = Walk & { role: Grantee; who: PersonName; open: string[] };

/** So many addresses of one route are looked at, as long as every route has its door. */
const MOST = 12;

/** What only a search leads to: an auditor looks a family up by its reference. */
async function whereSearchingLeads(t: TestApp, who: PersonName): Promise<string[]> {
  if (who !== "audrey") return [];
  const { reference } = await t.db
    .selectFrom("family")
    .where("organisation_id", "=", t.organisations.north)
    .select("reference")
    .executeTakeFirstOrThrow();
  const res = await t.as(who).post("/audit/families", { key: "look", reference });
  return [res.headers.get("location")!];
}

/** Walks the whole service as each role, in one world that holds something for every page. */
export async function crawlAsEachRole(): Promise<{ t: TestApp; routes: Routes; crawled: Crawled[] }> {
  const t = await testApp({ as: "alice" });
  await fillWorld(t);
  const app = createApp(sqliteHost().deps!);
  const routes = pageRoutes(app);
  const crawled: Crawled[] = [];
  for (const [role, who] of Object.entries(WALKERS) as [Grantee, PersonName][]) {
    const open = routes.filter(
      ({ permission }) => permission !== "public" && mayDo(t.people[who], permission as "home:read"),
    );
    const wanted = open.map(({ path }) => path);
    const begin = ["/", ...(await whereSearchingLeads(t, who))];
    const walked = await walk((address) => t.as(who).get(address), routes, { begin, wanted, most: MOST });
    crawled.push({ ...walked, role, who, open: wanted });
  }
  return { t, routes: { pages: routes, answers: pageRoutes(app, "POST") }, crawled };
}
