import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import type { Permission } from "../../src/domain/permissions.ts";
import { mayDo } from "../../src/domain/permissions.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { migratedDatabase, sqliteHost } from "../support/hosts.ts";
import type { PersonName } from "../support/world.ts";
import { addressOf } from "./records.ts";

type Route = { method: string; path: string; permission: Permission | "public" };

const routes: Route[] = createApp(sqliteHost().deps!)
  .routes.filter(({ method }) => method === "GET" || method === "POST")
  .flatMap(({ method, path, handler }) => {
    const { permission } = handler as unknown as { permission?: Permission | "public" };
    return permission ? [{ method, path, permission }] : [];
  });

const INSIDERS: PersonName[] = ["alice", "nadia", "bob", "wendy", "cora", "erin", "ada", "audrey"];
const OUTSIDERS: PersonName[] = ["charlie", "rory"];

/** What anybody may leave behind by asking: the trail, their own session, a saved search. */
const TRACES = ["audit", "auth_session", "saved_search"];
const tables = (
  new Database(migratedDatabase())
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[]
).filter((name) => !TRACES.includes(name));

async function everything(t: TestApp): Promise<string> {
  const rows = await Promise.all(
    tables.map((name) =>
      t.db
        .selectFrom(name as "family")
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows);
}

const ask = (t: TestApp, { method }: Route, path: string) =>
  method === "GET" ? t.get(path) : t.post(path, { key: "k" });

/** Is this a page of records, so that another organisation's is not found, or a list or form that begins with one's own? */
const namesARecord = ({ path }: Route) => path.includes("/:");

/** What an evaluator, administrator or auditor sees belongs to the partnership, not to one organisation. */
const PARTNERSHIP = new Set([
  "cohort:read",
  "extract:download",
  "user:manage",
  "audit:read",
  "programme:read",
  "programme:write",
  "settings:read",
]);

/** The app with what a route is about. Asking changes nothing but for a post that gets through: that has a world of its own. */
async function prepared(route: Route) {
  const t = await testApp({ as: null });
  return { t, path: await addressOf(t, route.path) };
}

describe.each(
  routes
    .filter(({ permission }) => permission !== "public")
    .map((route) => [`${route.method} ${route.path}`, route] as const),
)("%s", (_, route) => {
  const permission = route.permission as Permission;
  let one: ReturnType<typeof prepared> | undefined;
  const shared = () => one!;
  beforeAll(() => {
    one = prepared(route);
    return one.then(() => undefined);
  });
  afterAll(() => {
    one = undefined;
  });

  test("who may not do it at all is refused, and nothing changes", async () => {
    const { t, path } = await shared();
    const before = await everything(t);
    for (const name of [...INSIDERS, ...OUTSIDERS].filter((one) => !mayDo(t.people[one], permission))) {
      const { status } = await ask(t.as(name), route, path);
      expect([name, status]).toEqual([name, 403]);
    }
    const { status } = await ask(t.as(null), route, path);
    expect([303, 401]).toContain(status);
    expect(await everything(t)).toBe(before);
  });

  if (namesARecord(route) && !PARTNERSHIP.has(permission))
    test("another organisation’s record is not found, and nothing changes", async () => {
      const { t, path } = await shared();
      const before = await everything(t);
      for (const name of OUTSIDERS.filter((one) => mayDo(t.people[one], permission))) {
        const { status } = await ask(t.as(name), route, path);
        expect([name, status]).toEqual([name, 404]);
      }
      expect(await everything(t)).toBe(before);
    });

  // 422 and 409 come after the record was found: the guard and the look-up let the owner through.
  test("its owner gets through", async () => {
    const { people } = await shared().then(({ t }) => t);
    const allowed = INSIDERS.filter((name) => mayDo(people[name], permission));
    const statuses = await Promise.all(
      allowed.map(async (name) => {
        const { t, path } = await (route.method === "GET" ? shared() : prepared(route));
        return (await ask(t.as(name), route, path)).status;
      }),
    );
    const through = route.method === "GET" ? [200, 204, 303] : [200, 204, 303, 422, 409];
    expect(
      statuses.some((status) => through.includes(status)),
      `${route.path}: ${statuses.join(", ")}`,
    ).toBe(true);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });
});

test("every route that is not for everyone is in the matrix", () => {
  expect(routes.length).toBeGreaterThan(150);
});
