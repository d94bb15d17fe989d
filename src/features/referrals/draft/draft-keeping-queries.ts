import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";

/** Instant of the last thing written on a referral. */
export const lastWrittenAt = sql<string>`(select max(e.at) from referral_event e where e.referral_id = referral.id)`;

/** Written out, as the index of drafts has it in its condition. */
const DRAFT = sql.lit("draft" as const);

export type ForgottenDraft = {
  id: string;
  familyId: string;
  organisationId: string;
  reference: string;
  version: number;
};

/** Drafts that nobody wrote on since the instant `before`, the oldest first, at most so many. */
export const listForgottenDrafts = (db: Db, before: string, most: number): Promise<ForgottenDraft[]> =>
  db
    .selectFrom("referral")
    .where("referral.state", "=", DRAFT)
    .where("referral.created_at", "<", before)
    .where(lastWrittenAt, "<", before)
    .orderBy("referral.created_at")
    .limit(most)
    .select([
      "referral.id",
      "referral.family_id as familyId",
      "referral.from_organisation_id as organisationId",
      "referral.reference",
      "referral.version",
    ])
    .execute();

/**
 * Deletes a draft with its goals and its log, under a disposal. Whoever saves it in the same moment, or deletes it, comes first or
 * second, never half: a last line of its log is written before anything goes, and a draft that was written on meanwhile, or is
 * gone, is stale.
 */
export const deleteDraft = (
  db: Db,
  draft: ForgottenDraft,
  disposal: { id: string; by: string; at: string },
): Write[] => [
  db.insertInto("referral_event").values({
    referral_id: draft.id,
    version: draft.version + 1,
    verb: "close",
    from_state: "draft",
    to_state: "closed",
    at: disposal.at,
    by: disposal.by,
  }),
  db.insertInto("disposal").values({
    id: disposal.id,
    record_kind: "referral",
    record_id: draft.id,
    why: "retention",
    approved_by: disposal.by,
    at: disposal.at,
  }),
  db.deleteFrom("goal").where("referral_id", "=", draft.id),
  db.deleteFrom("referral_event").where("referral_id", "=", draft.id),
  db.deleteFrom("referral").where("id", "=", draft.id).where("state", "=", "draft"),
];
