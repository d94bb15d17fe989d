import { createHmac } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { App } from "../../src/app.ts";
import type { Db, Deps } from "../../src/deps.ts";
import { type Day, dayOf, instantText } from "../../src/domain/calendar.ts";
import type { MovableClock } from "./diary.ts";
import { errorsSaid, type Fields, formFields, valuesOffered } from "./forms.ts";

export type Given = Readonly<Record<string, string | number | readonly string[]>>;

/** Somebody of the demonstration using the app's own pages, at a moment of its past. */
export type Visitor = {
  userId: string;
  /** The day on which they sit at their desk. */
  today: () => Day;
  /** Opens the form page, fills in what is given and sends it. Gives where it leads. Throws `Refused` with the page. */
  fill: (path: string, given: Given) => Promise<string>;
  /** Sends a form whose page need not be opened first: everything that it would hold is given. Gives where it leads. */
  send: (path: string, given: Given) => Promise<string>;
};

/** The app answered a form with something else than "saved". */
export class Refused extends Error {
  readonly #html: string;
  constructor(message: string, html: string) {
    super(`${message} ${errorsSaid(html)}`);
    this.#html = html;
  }
  /** What a page offers under a name, such as the families that the one typed in may be. */
  offers = (name: string): string[] => valuesOffered(this.#html, name);
}

const MINUTES_BETWEEN_REQUESTS = 25;
const SECONDS_OF_A_REQUEST = 20;
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };

/** The people of the demonstration, each with a session of the told day. Each request takes some seconds of the told time. */
export function visitors(
  app: App,
  deps: Deps,
  clock: MovableClock,
  end: Temporal.Instant,
): (userId: string) => Visitor {
  const cookieFor = signedInAs(deps, clock);
  const request = async (userId: string, path: string, init: RequestInit = {}) => {
    const headers = { Cookie: await cookieFor(userId), Origin: deps.config.origin, ...(init.headers as object) };
    const response = await app.request(`${deps.config.origin}${path}`, { ...init, headers });
    const later = clock.now().add({ seconds: SECONDS_OF_A_REQUEST });
    if (Temporal.Instant.compare(later, end) <= 0) clock.set(later);
    return response;
  };
  return (userId) => {
    const post = async (path: string, body: URLSearchParams) => {
      const res = await request(userId, path, { method: "POST", body: body.toString(), headers: FORM });
      if (res.status !== 303) throw new Refused(`${userId} POST ${path}: ${res.status}\n${body}\n`, await res.text());
      return (res.headers.get("location") ?? "").replace(/\?did=.*$/, "");
    };
    return {
      userId,
      today: () => dayOf(clock.now()),
      fill: async (path, given) => {
        const opened = await request(userId, path);
        const html = await opened.text();
        if (opened.status !== 200) throw new Refused(`${userId} GET ${path}: ${opened.status}`, html);
        return post(path, filled(formFields(html, Object.keys(given)[0]), given));
      },
      send: (path, given) => post(path, filled([["key", deps.newId()]], given)),
    };
  };
}

function filled(fields: Fields, given: Given): URLSearchParams {
  const body = new URLSearchParams(fields.filter(([name]) => !(name in given)));
  for (const [name, value] of Object.entries(given)) for (const one of [value].flat()) body.append(name, String(one));
  return body;
}

/** Gives the cookie of a person who is signed in at this moment; signs them in again when the last time is a while ago. */
function signedInAs(deps: Deps, clock: MovableClock): (userId: string) => Promise<string> {
  const known = new Map<string, { cookie: string; until: number }>();
  return async (userId) => {
    const now = clock.now();
    const before = known.get(userId);
    if (before && before.until > now.epochMilliseconds) return before.cookie;
    const token = `told-${userId}`;
    await openSession(deps.db, userId, token, now);
    const signature = createHmac("sha256", deps.config.secret).update(token).digest("base64");
    const cookie = `kinstep.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    known.set(userId, { cookie, until: now.add({ minutes: MINUTES_BETWEEN_REQUESTS }).epochMilliseconds });
    return cookie;
  };
}

/** A session of the working day, written as the accounts library would leave it. */
async function openSession(db: Db, userId: string, token: string, now: Temporal.Instant) {
  const at = instantText(now);
  const expires = instantText(now.add({ hours: 9 }));
  const memberships = db.selectFrom("membership").where("user_id", "=", userId).select("id");
  const { id: membership } = await memberships.executeTakeFirstOrThrow();
  const times = { created_at: at, updated_at: at, expires_at: expires };
  await db
    .insertInto("auth_session")
    .values({ id: token, user_id: userId, token, membership_id: membership, ...times })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(times))
    .execute();
}

/** Nobody stays signed in when the told time is over. */
export const signEverybodyOut = (db: Db): Promise<unknown> =>
  db.deleteFrom("auth_session").where("id", "like", "told-%").execute();
