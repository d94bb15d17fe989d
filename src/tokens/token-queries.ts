import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../deps.ts";
import { instantText } from "../domain/calendar.ts";
import { tokenHash } from "./hash.ts";
import { isTokenShaped, type Token, type TokenKind } from "./token.ts";

type NewToken = {
  id: string;
  kind: TokenKind;
  subjectId: string;
  tokenHash: string;
  expiresAt: Temporal.Instant;
  at: Temporal.Instant;
  by: string;
};

/** The write that keeps a token that is given out. Earlier ones of the same subject go on opening it. */
export const insertToken = (db: Db, made: NewToken): Write =>
  db.insertInto("token").values({
    id: made.id,
    kind: made.kind,
    subject_id: made.subjectId,
    token_hash: made.tokenHash,
    expires_at: instantText(made.expiresAt),
    created_at: instantText(made.at),
    created_by: made.by,
  });

/**
 * What a text opens now. Undefined alike for one that was never given out, is over, was spent or was revoked: whoever tries can't tell
 * which. Looking spends nothing, as often as it is done.
 */
export async function findToken(
  db: Db,
  kind: TokenKind,
  text: string,
  now: Temporal.Instant,
): Promise<Token | undefined> {
  if (!isTokenShaped(text)) return undefined;
  const row = await db
    .selectFrom("token")
    .where("token_hash", "=", await tokenHash(text))
    .where("kind", "=", kind)
    .where("spent_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", instantText(now))
    .select(["id", "subject_id", "expires_at", "created_by"])
    .executeTakeFirst();
  return row && { id: row.id, subjectId: row.subject_id, expiresAt: row.expires_at, madeBy: row.created_by };
}

type Ending = { kind: TokenKind; subjectId: string; at: Temporal.Instant };

const open = (db: Db, { kind, subjectId }: Ending) =>
  db
    .updateTable("token")
    .where("kind", "=", kind)
    .where("subject_id", "=", subjectId)
    .where("spent_at", "is", null)
    .where("revoked_at", "is", null);

/** The write that spends every token of a subject: what it was made for is done. For the commit of that. */
export const spendTokens = (db: Db, ending: Ending): Write =>
  open(db, ending).set({ spent_at: instantText(ending.at) });

/** The write that takes every token of a subject back: none of them opens anything from now on. */
export const revokeTokens = (db: Db, ending: Ending): Write =>
  open(db, ending).set({ revoked_at: instantText(ending.at) });

/** How many tokens of a subject are listed at most: the latest. */
const MOST_LISTED = 50;

/** Every token of a subject, the latest first, without what opens it. */
export async function listTokens(db: Db, kind: TokenKind, subjectId: string) {
  const rows = await db
    .selectFrom("token")
    .where("kind", "=", kind)
    .where("subject_id", "=", subjectId)
    .orderBy("created_at", "desc")
    .limit(MOST_LISTED)
    .select(["id", "expires_at", "spent_at", "revoked_at", "created_at", "created_by"])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    expiresAt: row.expires_at,
    spentAt: row.spent_at,
    revokedAt: row.revoked_at,
    at: row.created_at,
    by: row.created_by,
  }));
}
