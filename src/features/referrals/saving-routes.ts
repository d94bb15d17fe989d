import { Conflict } from "../../db/conflict.ts";
import type { Write } from "../../deps.ts";
import type { AuditEntry } from "../../domain/audit-entry.ts";
import type { AppContext } from "../../web/factory.ts";
import { save } from "../../web/save.ts";

/** Saves as `save` does; when somebody was first between our reading and our writing, answers with `late` instead. */
export async function saveOr(
  c: AppContext,
  audit: AuditEntry,
  writes: readonly Write[],
  location: string,
  late: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await save(c, audit, writes, location);
  } catch (error) {
    if (error instanceof Conflict && (error.kind === "stale" || error.what.startsWith("need."))) return late();
    throw error;
  }
}
