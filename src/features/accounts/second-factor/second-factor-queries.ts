import type { Db, Write } from "../../../deps.ts";

/** The backup codes as kept, of a second factor that is on. */
export const findBackupCodes = async (db: Db, userId: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom("two_factor")
    .where("user_id", "=", userId)
    .where("verified", "=", 1)
    .select("backup_codes")
    .executeTakeFirst();
  return row?.backup_codes;
};

/** Turns the second factor on with a new secret, in place of the one there may have been. Both texts are sealed. */
export const setSecondFactor = (
  db: Db,
  userId: string,
  factor: { id: string; secret: string; backupCodes: string; at: string },
): Write[] => [
  db.deleteFrom("two_factor").where("user_id", "=", userId),
  db.insertInto("two_factor").values({
    id: factor.id,
    user_id: userId,
    secret: factor.secret,
    backup_codes: factor.backupCodes,
    verified: 1,
  }),
  db.updateTable("user").set({ two_factor_enabled: 1, updated_at: factor.at }).where("id", "=", userId),
];

export const setBackupCodes = (db: Db, userId: string, backupCodes: string): Write[] => [
  db.updateTable("two_factor").set({ backup_codes: backupCodes }).where("user_id", "=", userId),
];

/** Takes the second factor away: the next sign-in has to set up a new one. */
export const clearSecondFactor = (db: Db, userId: string, at: string): Write[] => [
  db.deleteFrom("two_factor").where("user_id", "=", userId),
  db.updateTable("user").set({ two_factor_enabled: 0, updated_at: at }).where("id", "=", userId),
];
