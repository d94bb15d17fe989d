import { createHmac } from "node:crypto";
import type { Db, Deps } from "../../src/deps.ts";
import type { TestClock } from "./clock.ts";
import { CONFIG, type Host, ORIGIN, sqliteHost } from "./hosts.ts";
import { makeWorld, type OrganisationName, type Person, type PersonName, type World } from "./world.ts";

export type Fields = Record<string, string | number | readonly string[] | undefined>;

export type TestApp = {
  db: Db;
  clock: TestClock;
  newId: () => string;
  deps: Deps | undefined;
  people: Record<PersonName, Person>;
  organisations: Record<OrganisationName, string>;
  /** The same app with somebody else signed in; null is nobody. */
  as: (name: PersonName | null) => TestApp;
  get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** A text is sent as it is, under the Content-Type that the headers name. */
  post: (path: string, fields: Fields | FormData | string, headers?: Record<string, string>) => Promise<Response>;
  /** The timer goes off once. */
  jobs: () => Promise<unknown>;
  /** The trail, oldest first: what this test's people did, and what nobody signed in did. */
  audit: () => Promise<
    {
      verb: string;
      subject_kind: string;
      subject_id: string;
      actor_id: string;
      family_id: string | null;
      fields: string;
      shown: string | null;
    }[]
  >;
};

/** The cookie of a signed-in person, signed as the accounts library signs it. */
export function cookieOf(person: Pick<Person, "token">, secret = CONFIG.secret): string {
  const signature = createHmac("sha256", secret).update(person.token).digest("base64");
  return `kinstep.session_token=${encodeURIComponent(`${person.token}.${signature}`)}`;
}

export function formBody(fields: Fields): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) body.append(name, String(one));
  }
  return body;
}

/** With a file in it a form is sent in parts, as a browser does. */
const bodyOf = (fields: Fields | FormData | string, headers: Record<string, string>): RequestInit =>
  fields instanceof FormData || typeof fields === "string"
    ? { body: fields, headers }
    : {
        body: formBody(fields).toString(),
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
      };

const SIGNED_IN_AT = "2026-03-02T08:59:30.000Z";

type Told = World & { host: Host };

async function onWorker(): Promise<Told> {
  const host = await (await import("./worker-host.ts")).workerHost();
  return { host, ...(await makeWorld(host.db, host.world(), SIGNED_IN_AT)) };
}

let told: Promise<{ bytes: Buffer; world: World }> | undefined;

/** The told world is written once, and each test has a copy of it. */
async function writeWorld() {
  const host = sqliteHost();
  const world = await makeWorld(host.db, host.world(), SIGNED_IN_AT);
  return { bytes: host.bytes(), world };
}

async function onSqlite(override?: Partial<Deps>): Promise<Told> {
  told ??= writeWorld();
  const { bytes, world } = await told;
  return { host: sqliteHost(override, bytes), ...structuredClone(world) };
}

/**
 * A running app for one test: real routes, real migrations, a fixed clock and counting ids, the told world of `world.ts`
 * written, and one of its people signed in. On SQLite unless the suite runs against the Worker.
 */
export async function testApp(options: { as?: PersonName | null; override?: Partial<Deps> } = {}): Promise<TestApp> {
  const { host, people, organisations } =
    process.env.KINSTEP_HOST === "worker" ? await onWorker() : await onSqlite(options.override);
  const own = new Set(Object.values(people).map(({ userId }) => userId));
  // On the Worker the tests share a database: what the people of other tests did is theirs.
  const isOfAnotherWorld = (actorId: string) => /^[a-z]+-\d+$/.test(actorId) && !own.has(actorId);
  const signedInAs = (name: PersonName | null): TestApp => {
    const headers: Record<string, string> = { Origin: ORIGIN, ...(name ? { Cookie: cookieOf(people[name]) } : {}) };
    return {
      db: host.db,
      clock: host.clock,
      newId: host.newId,
      deps: host.deps,
      people,
      organisations,
      jobs: async () => {
        // As if nothing had been done yet: on D1 every test shares one database.
        await host.db.deleteFrom("job_run").execute();
        return host.jobs();
      },
      as: signedInAs,
      get: (path, more = {}) => host.request(path, { headers: { ...headers, ...more }, redirect: "manual" }),
      post: (path, fields, more = {}) =>
        host.request(path, {
          method: "POST",
          ...bodyOf(fields, { ...headers, ...more }),
          redirect: "manual",
        }),
      audit: async () => {
        const rows = await host.db
          .selectFrom("audit")
          .select(["verb", "subject_kind", "subject_id", "actor_id", "family_id", "fields", "shown"])
          .orderBy("at")
          .orderBy("id")
          .execute();
        return rows.filter(({ actor_id }) => !isOfAnotherWorld(actor_id));
      },
    };
  };
  return signedInAs(options.as === undefined ? "alice" : options.as);
}
