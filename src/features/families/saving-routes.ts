import { Conflict } from "../../db/conflict.ts";
import type { Write } from "../../deps.ts";
import type { AuditEntry } from "../../domain/audit-entry.ts";
import { longInstant } from "../../domain/calendar.ts";
import type { AppContext } from "../../web/factory.ts";
import { save } from "../../web/save.ts";
import { findLastChange } from "./history-queries.ts";

type Saving = { audit: AuditEntry; writes: readonly Write[]; location: string };

/**
 * Saves as `save` does. When the record is no longer at the version that the form was made from, the database has
 * refused all of it, and `stale` answers with both texts.
 */
export async function saveOrShow(
  c: AppContext,
  { audit, writes, location }: Saving,
  stale: () => Promise<Response>,
): Promise<Response> {
  try {
    return await save(c, audit, writes, location);
  } catch (error) {
    if (error instanceof Conflict && (error.kind === "stale" || error.what.startsWith("need."))) return stale();
    throw error;
  }
}

/** "Changed by Nadia Manager on 2 March 2026 at 9:02am." */
export async function lastChangeText(c: AppContext, kind: string, id: string): Promise<string> {
  const last = await findLastChange(c.var.deps.db, kind, id);
  return last
    ? `Changed by ${last.byName ?? "somebody"} on ${longInstant(last.at)}.`
    : "It was changed by somebody else.";
}
