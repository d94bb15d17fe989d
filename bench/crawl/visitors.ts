import type Database from "better-sqlite3";
import { type App, createApp } from "../../src/app.ts";
import type { Deps } from "../../src/deps.ts";
import type { Role } from "../../src/domain/actor.ts";
import { instantText } from "../../src/domain/calendar.ts";
import { cookieOf } from "../../tests/support/app.ts";

/** Somebody of the database, signed in. */
export type Crawler = {
  userId: string;
  role: Role;
  organisationId: string;
  cookie: string;
  get: (address: string) => Promise<{ status: number; text: string; location: string | null }>;
  post: (address: string, fields: Record<string, string>) => Promise<string | null>;
};

/** Whose pages are crawled: the people whom the demonstration names. */
export const CRAWLED: readonly string[] = ["priya", "marcus", "dan", "ruth", "jo", "lin", "ada", "gwen"];

const HOURS = 9;

/** Leaves a session as the accounts library would. */
function openSession(raw: Database.Database, userId: string, deps: Deps): { token: string; membership: Membership } {
  const membership = raw
    .prepare("select id, role, organisation_id as organisationId from membership where user_id = ?")
    .get(userId) as Membership;
  const [token, now] = [`crawl-${userId}`, deps.clock.now()];
  const at = instantText(now);
  raw
    .prepare(
      `insert or replace into auth_session (id, user_id, token, expires_at, membership_id, created_at, updated_at)
       values (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(token, userId, token, instantText(now.add({ hours: HOURS })), membership.id, at, at);
  return { token, membership };
}

type Membership = { id: string; role: Role; organisationId: string };

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** Signs in the people whose pages are crawled, on the app itself: no socket lies between. */
export function crawlers(deps: Deps, raw: Database.Database): { app: App; people: Crawler[] } {
  const app = createApp(deps);
  const people = CRAWLED.map((name): Crawler => {
    const userId = `user-${name}`;
    const { token, membership } = openSession(raw, userId, deps);
    const cookie = cookieOf({ token }, deps.config.secret);
    const headers = { Cookie: cookie, Origin: deps.config.origin };
    const ask = (address: string, init: RequestInit) => app.request(`${deps.config.origin}${address}`, init);
    return {
      userId,
      role: membership.role,
      organisationId: membership.organisationId,
      cookie,
      get: async (address) => {
        const res = await ask(address, { headers });
        return { status: res.status, text: await res.text(), location: res.headers.get("location") };
      },
      post: async (address, fields) => {
        const body = new URLSearchParams({ key: deps.newId(), ...fields }).toString();
        const res = await ask(address, { method: "POST", body, headers: { ...headers, ...FORM } });
        return res.headers.get("location");
      },
    };
  });
  return { app, people };
}
