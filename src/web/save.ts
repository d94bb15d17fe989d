import { Conflict } from "../db/conflict.ts";
import type { Write } from "../deps.ts";
import type { AuditEntry } from "../domain/audit-entry.ts";
import { instantText } from "../domain/calendar.ts";
import { type AppContext, type AppEnv, factory } from "./factory.ts";

const keyOf = async (c: AppContext): Promise<string> => {
  const type = c.req.header("content-type") ?? "";
  if (!/form/.test(type)) return "";
  const key = (await c.req.formData()).get("key");
  return typeof key === "string" ? key.replaceAll(/[^\x21-\x7e]/g, "").slice(0, 100) : "";
};

const firstAnswer = (c: AppContext, key: string) =>
  c.var.deps.db
    .selectFrom("idempotency")
    .where("key", "=", key)
    .where("user_id", "=", c.var.actor.userId)
    .select(["status", "location"])
    .executeTakeFirst();

/**
 * One form post, one effect: a key that was already used gets the first answer again. So does a second post that came while
 * the first was under way and was refused for what the first one wrote. Goes after `can()`.
 */
export const once = () =>
  factory.createMiddleware(async (c, next) => {
    const key = await keyOf(c);
    const first = key ? await firstAnswer(c, key) : undefined;
    if (first?.location) return c.redirect(first.location, 303);
    await next();
    const isRefused = c.res.status === 409 || c.res.status === 422;
    const meanwhile = key && isRefused ? await firstAnswer(c, key) : undefined;
    if (meanwhile?.location) c.res = new Response(null, { status: 303, headers: { Location: meanwhile.location } });
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
  const kept = key
    ? [
        deps.db.insertInto("idempotency").values({
          key,
          user_id: actor.userId,
          path: c.req.path,
          status: 303,
          location,
          at: instantText(now),
        }),
      ]
    : [];
  try {
    await deps.commit({ ...audit, requestId }, [...kept, ...writes]);
  } catch (error) {
    const repeated = error instanceof Conflict && error.what.includes("idempotency");
    const first = repeated ? await firstAnswer(c, key) : undefined;
    if (!first?.location) throw error;
    return c.redirect(first.location, 303);
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
    if (error instanceof Conflict && (error.kind === "stale" || error.what.startsWith("need."))) return late();
    throw error;
  }
}

/** Keeps in the trail that somebody looked; the page is shown only after that is durable. */
export const note = (c: AppContext, audit: AuditEntry): Promise<void> =>
  c.var.deps.commit({ ...audit, requestId: c.var.requestId }, []);
