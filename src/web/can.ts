import type { MiddlewareHandler } from "hono";
import { auditEntry } from "../domain/audit-entry.ts";
import { mayDo, type Permission } from "../domain/permissions.ts";
import { type AppEnv, factory, page } from "./factory.ts";
import { ownerIn, ownershipOf } from "./form-key.ts";
import { madeForAnother } from "./kept-text.ts";
import { keyOf } from "./posted.ts";
import { signInAgain } from "./sign-in-again.ts";

/** A middleware that says which permission its route asks for; a test reads this off every route. */
export type Tagged = MiddlewareHandler<AppEnv> & { permission: Permission | "public" };

/** May somebody in this role do this at all? Signed out: to the sign-in page. Not allowed: 403, and the trail says so. A form that was made for another person, role or organisation is refused (409). */
export function can(permission: Permission): Tagged {
  const middleware = factory.createMiddleware(async (c, next) => {
    const actor = c.var.signedIn;
    if (!actor) return signInAgain(c);
    if (!mayDo(actor, permission)) {
      await c.var.deps.commit(
        { ...auditEntry("refused", actor, "permission", permission), requestId: c.var.requestId },
        [],
      );
      return page(c, "@errors/forbidden", { title: "You can’t see this page in this role" }, 403);
    }
    c.set("actor", actor);
    if (c.req.method === "POST") {
      const ownership = ownershipOf(ownerIn(await keyOf(c)), actor);
      if (ownership !== "own") return madeForAnother(c, ownership);
    }
    await next();
  });
  return Object.assign(middleware, { permission });
}

/**
 * Signed in, also while a second factor or a role is still missing: for the pages that supply these, one's own account,
 * and signing out. `c.var.actor` is not set behind it.
 */
export function ownSession(): Tagged {
  const middleware = factory.createMiddleware((c, next) =>
    c.var.session.kind === "none" ? signInAgain(c) : next(),
  ) as MiddlewareHandler<AppEnv>;
  return Object.assign(middleware, { permission: "account:own" as const });
}

/** A route that nobody needs to be signed in for: sign-in itself, health, help. */
export function everyone(): Tagged {
  return Object.assign(
    factory.createMiddleware((_, next) => next()),
    { permission: "public" as const },
  );
}
