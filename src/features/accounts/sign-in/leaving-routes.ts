import { deleteCookie, setSignedCookie } from "hono/cookie";
import type { Write } from "../../../deps.ts";
import { type Acting, auditEntry } from "../../../domain/audit-entry.ts";
import { ABSOLUTE_HOURS, sessionCookie } from "../../../domain/session-times.ts";
import type { AppContext } from "../../../web/factory.ts";
import { accountPaths } from "../paths.ts";
import { NO_ROLE } from "../person/person.ts";
import { endAllSessions, endSession, renewToken } from "../person/session-queries.ts";

export type Holder = { userId: string; sessionId: string; name: string; by: Acting };

/** Who holds this request's session, whatever is still missing to act. Only behind `ownSession()` or `can()`. */
export function holderOf(c: AppContext): Holder {
  const { session } = c.var;
  if (session.kind === "none") throw new Error("No session: the route lacks ownSession()");
  if (session.kind === "acting") return { ...session.actor, by: session.actor };
  const { userId, sessionId, name } = session;
  return { userId, sessionId, name, by: { userId, role: NO_ROLE, organisationId: null } };
}

const isSecure = (c: AppContext): boolean => c.var.deps.config.origin.startsWith("https:");

/** Ends this session, or all of this person's, and has the browser forget what it holds of us (ASVS 14.3.1). */
export async function leave(c: AppContext, which: "one" | "all"): Promise<Response> {
  const { deps, requestId } = c.var;
  const { userId, sessionId, by } = holderOf(c);
  const ended = which === "one" ? endSession(deps.db, sessionId) : endAllSessions(deps.db, userId);
  const about = which === "one" ? "session" : "sessions";
  await deps.commit({ ...auditEntry("sign-out", by, about, which === "one" ? sessionId : userId), requestId }, ended);
  deleteCookie(c, sessionCookie(deps.config.origin), { path: "/", secure: isSecure(c) });
  c.header("Clear-Site-Data", '"cache", "cookies", "storage"');
  return c.redirect(`${accountPaths.signIn}?did=${which === "one" ? "signed-out" : "signed-out-everywhere"}`, 303);
}

/** A fresh token for this session: the write, and the cookie once the write stands. */
export function freshToken(c: AppContext, sessionId: string): { writes: Write[]; hand: () => Promise<void> } {
  const { deps } = c.var;
  const token = deps.newToken();
  const hand = () =>
    setSignedCookie(c, sessionCookie(deps.config.origin), token, deps.config.secret, {
      path: "/",
      httpOnly: true,
      sameSite: "Lax",
      secure: isSecure(c),
      maxAge: ABSOLUTE_HOURS * 3600,
    });
  return { writes: renewToken(deps.db, sessionId, token), hand };
}
