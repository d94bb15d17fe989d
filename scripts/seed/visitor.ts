import { createHmac } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { App } from "../../src/app.ts";
import type { Clock, Db, Deps } from "../../src/deps.ts";
import { instantText } from "../../src/domain/calendar.ts";
import { errorsSaid, type Fields, formFields } from "./forms.ts";

export type MovableClock = Clock & { set: (instant: Temporal.Instant) => void };

/** A clock that the seed moves through the months that it tells. */
export function movableClock(at: Temporal.Instant): MovableClock {
  let now = at;
  return {
    now: () => now,
    set: (instant) => {
      now = instant;
    },
  };
}

export type Given = Record<string, string | readonly string[]>;

/** Somebody of the demonstration using the app's own pages, at a moment of its past. */
export type Visitor = {
  /** The page at an address. Throws unless it answers 200. */
  look: (path: string) => Promise<string>;
  /** Opens the form page, fills in what is given and sends it. Gives where it leads. Throws with the page's errors. */
  fill: (path: string, given: Given) => Promise<string>;
};

export type Company = { at: (day: string, time?: string) => void; as: (userId: string) => Visitor };

const HOURS_SIGNED_IN = 9;

export function company(app: App, deps: Deps, clock: MovableClock): Company {
  const signIn = async (userId: string): Promise<string> => {
    const token = `seed-${userId}`;
    await openSession(deps.db, userId, token, clock.now());
    const signature = createHmac("sha256", deps.config.secret).update(token).digest("base64");
    return `kinstep.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  };
  const request = async (userId: string, path: string, init: RequestInit = {}) => {
    const headers = {
      Cookie: await signIn(userId),
      Origin: deps.config.origin,
      ...(init.headers as Record<string, string>),
    };
    return app.request(`${deps.config.origin}${path}`, { ...init, headers });
  };
  return {
    at: (day, time = "10:00") =>
      clock.set(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime("Europe/London").toInstant()),
    as: (userId) => ({
      look: async (path) => {
        const res = await request(userId, path);
        if (res.status !== 200) throw new Error(`${userId} GET ${path}: ${res.status}`);
        return res.text();
      },
      fill: async (path, given) => {
        const opened = await request(userId, path);
        const html = await opened.text();
        if (opened.status !== 200) throw new Error(`${userId} GET ${path}: ${opened.status} ${errorsSaid(html)}`);
        const body = filled(formFields(html, Object.keys(given)[0]), given);
        const headers = { "Content-Type": "application/x-www-form-urlencoded" };
        const res = await request(userId, path, { method: "POST", body: body.toString(), headers });
        if (res.status !== 303)
          throw new Error(`${userId} POST ${path}: ${res.status} ${errorsSaid(await res.text())}\n${body}`);
        return (res.headers.get("location") ?? "").replace(/\?did=.*$/, "");
      },
    }),
  };
}

function filled(fields: Fields, given: Given): URLSearchParams {
  const body = new URLSearchParams(fields.filter(([name]) => !(name in given)));
  for (const [name, value] of Object.entries(given)) for (const one of [value].flat()) body.append(name, String(one));
  return body;
}

/** A session of the working day, written as the accounts library would leave it. */
async function openSession(db: Db, userId: string, token: string, now: Temporal.Instant) {
  const at = instantText(now);
  const expires = instantText(now.add({ hours: HOURS_SIGNED_IN }));
  const { id: membership } = await db
    .selectFrom("membership")
    .where("user_id", "=", userId)
    .select("id")
    .executeTakeFirstOrThrow();
  await db
    .insertInto("auth_session")
    .values({
      id: token,
      user_id: userId,
      token,
      expires_at: expires,
      membership_id: membership,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ created_at: at, updated_at: at, expires_at: expires }),
    )
    .execute();
}
