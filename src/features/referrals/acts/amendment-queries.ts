import type { Db, Write } from "../../../deps.ts";
import type { Source } from "../referral/words.ts";

/** What the referral itself holds of an amendment. */
export const recordAmendment = (
  db: Db,
  id: string,
  { child, source, askedBy, reason }: { child: string; source: string; askedBy: string | null; reason: string },
): Write =>
  db
    .updateTable("referral")
    .set({ child_id: child, source: source as Source, asked_by: askedBy, reason })
    .where("id", "=", id);
