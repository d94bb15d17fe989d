import { Conflict } from "../../../db/conflict.ts";
import { auditEntry } from "../../../domain/audit-entry.ts";
import type { AppContext } from "../../../web/factory.ts";
import type { Person } from "../person/person.ts";
import { findPasswordHash } from "../person/person-queries.ts";
import { isKnown } from "../person/throttle.ts";
import { countAttempt, listAttempts, trying } from "../person/throttle-queries.ts";
import { clientOf, refusedFor, tellWaits } from "./attempting-routes.ts";
import { holderOf } from "./leaving-routes.ts";

const WAIT = "Too many tries. Wait a few minutes, then try again";

/**
 * Is it really this person? Asked before a password or second factor changes (ASVS 7.5.1), and slowed down as sign-in is,
 * so that a session left open does not become a place to guess at. Gives the sentence of what is wrong, or null.
 */
export async function currentPasswordProblem(c: AppContext, person: Person, password: string): Promise<string | null> {
  const { deps, now, requestId } = c.var;
  const at = await trying(deps, person.email, clientOf(c).address);
  const before = await listAttempts(deps.db, at, now);
  if ((await refusedFor(c, at, before)) > 0) return WAIT;
  const hash = await findPasswordHash(deps.db, person.userId);
  if (hash && (await deps.verifyPassword({ hash, password }))) return null;
  try {
    const entry = { ...auditEntry("refused", holderOf(c).by, "password", person.userId), requestId };
    await deps.commit(entry, countAttempt(deps.db, at, isKnown(before, at), now));
  } catch (error) {
    if (error instanceof Conflict && error.what === "sign_in_attempt") return WAIT;
    throw error;
  }
  await tellWaits(c, holderOf(c).by, at);
  return "Current password is wrong";
}
