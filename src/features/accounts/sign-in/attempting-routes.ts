import { Temporal } from "temporal-polyfill";
import { Conflict } from "../../../db/conflict.ts";
import { type Acting, auditEntry } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import type { Client } from "../person/library-queries.ts";
import { acting, NOBODY, type Person } from "../person/person.ts";
import { countRefused, tellWait } from "../person/refused-queries.ts";
import {
  ALL_ACCOUNTS,
  type Attempts,
  holding,
  isKnown,
  placeId,
  refusedFacts,
  type Trying,
} from "../person/throttle.ts";
import { countAttempt, listAttempts } from "../person/throttle-queries.ts";

export const clientOf = (c: AppContext): Client => ({
  address: c.var.deps.clientAddress(c.req.raw.headers, c.env),
  userAgent: c.req.header("user-agent") ?? "",
});

const secondsUntil = (at: string, now: Temporal.Instant): number =>
  Math.max(1, Math.ceil(now.until(Temporal.Instant.from(at)).total("seconds")));

/** Counts a try that is not looked at, where it is refused. Gives the seconds to wait. The trail is told in sums. */
async function refuse(c: AppContext, row: Attempts): Promise<number> {
  const { deps, now } = c.var;
  await deps.tally([countRefused(deps.db, row, instantText(now))]);
  return secondsUntil(row.notBefore, now);
}

/** Refuses a try while a wait runs; gives the seconds that are left of it, else 0. */
export async function refusedFor(c: AppContext, at: Trying, before: readonly Attempts[]): Promise<number> {
  const [row] = holding(before, at, instantText(c.var.now));
  return row ? refuse(c, row) : 0;
}

const isWaiting = (error: unknown): boolean => error instanceof Conflict && error.what === "sign_in_attempt";

/**
 * Commits that somebody tries to sign in, and counts it, before anything is tried. Gives the seconds that they must wait
 * when they tried too often, else 0. Throws when the trail can't be written: then nobody signs in.
 */
export async function attempt(c: AppContext, person: Person | undefined, at: Trying): Promise<number> {
  const { deps, now, requestId } = c.var;
  const before = await listAttempts(deps.db, at, now);
  const seconds = await refusedFor(c, at, before);
  if (seconds > 0) return seconds;
  const by = acting(person);
  const entry = auditEntry("sign-in-attempted", by, at.of === "code" ? "second-factor" : "user", by.userId);
  try {
    await deps.commit({ ...entry, requestId }, countAttempt(deps.db, at, isKnown(before, at), now));
    return 0;
  } catch (error) {
    if (!isWaiting(error)) throw error;
    // Another try of this very moment has begun the wait.
    return Math.max(1, await refusedFor(c, at, await listAttempts(deps.db, at, now)));
  }
}

/** Commits that a try to sign in failed, and that a wait begins where one does. */
export async function failed(c: AppContext, person: Person | undefined, at: Trying): Promise<void> {
  const by = acting(person);
  const entry = auditEntry("sign-in-failed", by, "user", by.userId);
  await c.var.deps.commit({ ...entry, requestId: c.var.requestId }, []);
  await tellWaits(c, by, at);
}

/** One line of the trail for each wait that a failure has begun: what was counted, since when, and where the last came from. */
export async function tellWaits(c: AppContext, by: Acting, at: Trying): Promise<void> {
  const { deps, now } = c.var;
  for (const row of holding(await listAttempts(deps.db, at, now), at, instantText(now))) {
    const facts = {
      ...refusedFacts(row),
      "seconds to wait": secondsUntil(row.notBefore, now),
      address: at.address || "not known",
    };
    await tellWaitOnce(c, row.accountHash === ALL_ACCOUNTS ? NOBODY : by, row, facts);
  }
}

async function tellWaitOnce(c: AppContext, by: Acting, row: Attempts, facts: Record<string, string | number>) {
  const { deps, requestId } = c.var;
  const entry = { ...auditEntry("refused", by, "sign-in", placeId(row)), facts, requestId };
  try {
    await deps.commit(entry, [tellWait(deps.db, row)]);
  } catch (error) {
    // Somebody who failed at the same moment has told of it.
    if (!(error instanceof Conflict && error.what === "sign_in_told")) throw error;
  }
}
