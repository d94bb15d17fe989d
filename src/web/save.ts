import { Conflict } from "../db/conflict.ts";
import type { Write } from "../deps.ts";
import type { AuditEntry } from "../domain/audit-entry.ts";
import { instantText } from "../domain/calendar.ts";
import { type AppContext, type AppEnv, factory } from "./factory.ts";
import { savedBefore } from "./kept-text.ts";
import { contentOf, keyOf } from "./posted.ts";

type First = { location: string; isSame: boolean };

/** The answer that a key was given before, and whether the form held the same then. */
async function firstAnswer(c: AppContext, key: string): Promise<First | undefined> {
  const row = await c.var.deps.db
    .selectFrom("idempotency")
    .where("key", "=", key)
    .where("user_id", "=", c.var.actor.userId)
    .select(["location", "content"])
    .executeTakeFirst();
  if (!row?.location) return undefined;
  return { location: row.location, isSame: row.content === "" || row.content === (await contentOf(c)) };
}

const again = (location: string) => new Response(null, { status: 303, headers: { Location: location } });

/**
 * One form post, one effect: a key that was already used with the same words gets the first answer again. So does a second post
 * that came while the first was under way and was refused for what the first one wrote. The same key with other words is a new
 * edit of what is there now: its page says so with both texts, or, where it would have made a second record, what was typed is
 * shown beside the way to the first (never a success). Goes after `can()`.
 */
export const once = () =>
  factory.createMiddleware(async (c, next) => {
    const key = await keyOf(c);
    const first = key ? await firstAnswer(c, key) : undefined;
    if (first?.isSame) return c.redirect(first.location, 303);
    await next();
    if (first && c.error instanceof Conflict && c.error.what.includes("idempotency")) {
      c.res = undefined;
      c.res = await savedBefore(c, first.location);
      return;
    }
    const isRefused = c.res.status === 409 || c.res.status === 422;
    const meanwhile = key && isRefused ? await firstAnswer(c, key) : undefined;
    if (meanwhile?.isSame) c.res = again(meanwhile.location);
  });

/**
 * Commits and answers 303 to `location`. The form's key is kept in the same commit, so a second post of the same form,
 * even at the same moment, does nothing and gets the same answer. Other conflicts are thrown on.
 */
export async function save(
  c: AppContext,
  audit: AuditEntry,
  writes: readonly Write[],
  location: string,
): Promise<Response> {
  const { deps, actor, now, requestId } = c.var as AppEnv["Variables"];
  const key = await keyOf(c);
  const used = { key, user_id: actor.userId, path: c.req.path, status: 303, location, at: instantText(now) };
  const kept = key ? [deps.db.insertInto("idempotency").values({ ...used, content: await contentOf(c) })] : [];
  try {
    await deps.commit({ ...audit, requestId }, [...kept, ...writes]);
  } catch (error) {
    const repeated = error instanceof Conflict && error.what.includes("idempotency");
    const first = repeated ? await firstAnswer(c, key) : undefined;
    if (first?.isSame) return c.redirect(first.location, 303);
    throw error;
  }
  return c.redirect(location, 303);
}

type Saving = { audit: AuditEntry; writes: readonly Write[]; location: string };

/**
 * Saves as `save` does. When somebody was first between our reading and our writing, the database has refused all of it, and
 * `late` answers, with both texts.
 */
export async function saveOr(
  c: AppContext,
  { audit, writes, location }: Saving,
  late: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await save(c, audit, writes, location);
  } catch (error) {
    if (
      error instanceof Conflict &&
      (error.kind === "stale" || error.what.startsWith("need.") || error.what.includes("idempotency"))
    )
      return late();
    throw error;
  }
}

/** Keeps in the trail that somebody looked; the page is shown only after that is durable. */
export const note = (c: AppContext, audit: AuditEntry): Promise<void> =>
  c.var.deps.commit({ ...audit, requestId: c.var.requestId }, []);
