import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type Attempts, FORGOTTEN_AFTER_HOURS, KNOWN_FOR_DAYS } from "./throttle.ts";
import { attemptRows, attemptsOf } from "./throttle-queries.ts";

const rowOf = (db: Db, { accountHash, addressHash }: Pick<Attempts, "accountHash" | "addressHash">) =>
  db.updateTable("sign_in_attempt").where("account_hash", "=", accountHash).where("address_hash", "=", addressHash);

/** A try that was refused unseen, in the row that refused it. */
export const countRefused = (db: Db, row: Attempts, at: string): Write =>
  rowOf(db, row).set({
    refused: sql<number>`refused + 1`,
    refused_from: sql<string>`coalesce(refused_from, ${at})`,
    refused_to: at,
  });

/** The trail knows of these refusals. Two who tell of them at once are told apart by the database ("taken: sign_in_told"). */
export const tellRefused = (db: Db, row: Attempts): Write =>
  rowOf(db, row).set({
    refused: sql<number>`refused - ${row.refused}`,
    refused_from: sql<string | null>`case when refused > ${row.refused} then refused_to end`,
  });

/** The same, and of the wait that begins. */
export const tellWait = (db: Db, row: Attempts): Write =>
  rowOf(db, row).set({
    told_of: row.notBefore,
    refused: sql<number>`refused - ${row.refused}`,
    refused_from: sql<string | null>`case when refused > ${row.refused} then refused_to end`,
  });

/** What was refused and nobody has told of, with the last of it before an instant: nobody asks any more. At most so many. */
export async function listUntold(db: Db, before: string, most: number): Promise<Attempts[]> {
  const rows = await attemptRows(db)
    .where("refused", ">", sql.lit(0))
    .where("refused_to", "<", before)
    .orderBy("refused_to")
    .limit(most)
    .execute();
  return rows.map((row) => attemptsOf(row, before));
}

const hoursBefore = (now: Temporal.Instant, hours: number): string => instantText(now.subtract({ hours }));

/** Counts of no more use: forgotten, told of, and of an address that has not signed in to the account for long. */
const useless = (now: Temporal.Instant) =>
  sql<boolean>`tried_at < ${hoursBefore(now, FORGOTTEN_AFTER_HOURS)} and refused = 0
    and (succeeded_at is null or succeeded_at < ${hoursBefore(now, KNOWN_FOR_DAYS * 24)})`;

export async function countUseless(db: Db, now: Temporal.Instant): Promise<number> {
  const counted = db.selectFrom("sign_in_attempt").where(useless(now));
  const { n } = await counted.select(({ fn }) => fn.countAll().as("n")).executeTakeFirstOrThrow();
  return Number(n);
}

export const removeUseless = (db: Db, now: Temporal.Instant): Write =>
  db.deleteFrom("sign_in_attempt").where(useless(now));
