import type { Db, Write } from "../../../deps.ts";

export type OwnSession = {
  id: string;
  beganAt: string;
  lastAt: string;
  address: string | null;
  userAgent: string | null;
};

/** Somebody's sessions that have not ended, the latest used first. */
export async function listSessions(db: Db, userId: string, now: string): Promise<OwnSession[]> {
  const rows = await db
    .selectFrom("auth_session")
    .where("user_id", "=", userId)
    .where("expires_at", ">", now)
    .select(["id", "created_at", "updated_at", "ip_address", "user_agent"])
    .orderBy("updated_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    beganAt: row.created_at,
    lastAt: row.updated_at,
    address: row.ip_address,
    userAgent: row.user_agent,
  }));
}

/** What this browser acted in before its session ended. */
export async function findEarlierSession(db: Db, userId: string, token: string) {
  const row = await db
    .selectFrom("auth_session")
    .where("token", "=", token)
    .where("user_id", "=", userId)
    .select(["id", "membership_id"])
    .executeTakeFirst();
  return row && { id: row.id, membershipId: row.membership_id };
}

export const chooseMembership = (db: Db, sessionId: string, membershipId: string): Write[] => [
  db.updateTable("auth_session").set({ membership_id: membershipId }).where("id", "=", sessionId),
];

/** A sign-in that stands: what it acts in, and when; the session that this browser had before goes. */
export const keepSignIn = (
  db: Db,
  userId: string,
  begun: { token: string; membershipId: string | null; at: string; replaces: string | null },
): Write[] => [
  db.updateTable("auth_session").set({ membership_id: begun.membershipId }).where("token", "=", begun.token),
  db.updateTable("user").set({ last_signed_in_at: begun.at }).where("id", "=", userId),
  ...(begun.replaces ? [db.deleteFrom("auth_session").where("id", "=", begun.replaces)] : []),
];

/** Undoes a sign-in that may not stand. Not through `commit`: it follows a commit that failed. */
export const dropSession = (db: Db, token: string) =>
  db.deleteFrom("auth_session").where("token", "=", token).execute();

export const endSession = (db: Db, sessionId: string): Write[] => [
  db.deleteFrom("auth_session").where("id", "=", sessionId),
];

export const endAllSessions = (db: Db, userId: string): Write[] => [
  db.deleteFrom("auth_session").where("user_id", "=", userId),
];

export const endOtherSessions = (db: Db, userId: string, sessionId: string): Write[] => [
  db.deleteFrom("auth_session").where("user_id", "=", userId).where("id", "!=", sessionId),
];

/** The session goes on under a new token, so that one that leaked before is worth nothing (ASVS 7.2.4). */
export const renewToken = (db: Db, sessionId: string, token: string): Write[] => [
  db.updateTable("auth_session").set({ token }).where("id", "=", sessionId),
];

/** A code works once: a second time is a duplicate, which refuses the commit. Codes too old to be typed go. */
export const useCode = (db: Db, userId: string, codeHash: string, at: string, before: string): Write[] => [
  db.deleteFrom("used_code").where("user_id", "=", userId).where("used_at", "<", before),
  db.insertInto("used_code").values({ user_id: userId, code_hash: codeHash, used_at: at }),
];
