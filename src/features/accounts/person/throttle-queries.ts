import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import { keyedHash } from "./hash.ts";
import {
  type Attempts,
  addressGroup,
  FORGOTTEN_AFTER_HOURS,
  FROM_ONE_ADDRESS,
  FROM_STRANGERS,
  KNOWN_FOR_DAYS,
  STRANGERS,
} from "./throttle.ts";

/** Which account is tried from where, as the table knows them. */
export type Trying = { accountHash: string; addressHash: string };

export const trying = async ({ config }: Deps, email: string, address: string): Promise<Trying> => ({
  accountHash: await keyedHash(config.secret, `account ${email.toLowerCase()}`),
  addressHash: await keyedHash(config.secret, `address ${addressGroup(address)}`),
});

/** What was tried before on this account: from this address, and from strangers together. */
export async function listAttempts(db: Db, { accountHash, addressHash }: Trying, now: Temporal.Instant) {
  const knownSince = instantText(now.subtract({ hours: KNOWN_FOR_DAYS * 24 }));
  const rows = await db
    .selectFrom("sign_in_attempt")
    .where("account_hash", "=", accountHash)
    .where("address_hash", "in", [addressHash, STRANGERS])
    .select(["address_hash", "not_before", "succeeded_at"])
    .execute();
  return rows.map(
    (row): Attempts => ({
      addressHash: row.address_hash,
      notBefore: row.not_before,
      succeededAt: row.succeeded_at !== null && row.succeeded_at > knownSince ? row.succeeded_at : null,
    }),
  );
}

type Pace = typeof FROM_ONE_ADDRESS;

/** The wait is worked out in the statement, so that tries at the same moment each see the one before. */
function countOne(db: Db, accountHash: string, addressHash: string, pace: Pace, now: Temporal.Instant): Write {
  const at = instantText(now);
  const forgotten = instantText(now.subtract({ hours: FORGOTTEN_AFTER_HOURS }));
  const failures = sql<number>`case when sign_in_attempt.tried_at < ${forgotten} then 1 else sign_in_attempt.failures + 1 end`;
  const doublings = sql`min(${failures} - ${pace.free + 1}, 10)`;
  const wait = sql`case when ${failures} <= ${pace.free} then 0 else min(${pace.longestWait}, ${pace.firstWait} << ${doublings}) end`;
  return db
    .insertInto("sign_in_attempt")
    .values({ account_hash: accountHash, address_hash: addressHash, failures: 1, tried_at: at, not_before: at })
    .onConflict((already) =>
      already.columns(["account_hash", "address_hash"]).doUpdateSet({
        failures,
        tried_at: at,
        not_before: sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', ${at}, '+' || (${wait}) || ' seconds')`,
      }),
    );
}

/**
 * Counts a try as failed before it is known how it ends, so that many at once can't slip through. The database refuses
 * it ("taken: sign_in_attempt") while the wait of the try before runs.
 */
export const countAttempt = (db: Db, at: Trying, isKnownAddress: boolean, now: Temporal.Instant): Write[] => [
  countOne(db, at.accountHash, at.addressHash, FROM_ONE_ADDRESS, now),
  ...(isKnownAddress ? [] : [countOne(db, at.accountHash, STRANGERS, FROM_STRANGERS, now)]),
];

/** It was this person after all: the count starts again, and the address is known from now on. Old rows go. */
export const forgetAttempts = (db: Db, { accountHash, addressHash }: Trying, now: Temporal.Instant): Write[] => [
  db
    .insertInto("sign_in_attempt")
    .values({
      account_hash: accountHash,
      address_hash: addressHash,
      failures: 0,
      tried_at: instantText(now),
      not_before: instantText(now),
      succeeded_at: instantText(now),
    })
    .onConflict((already) =>
      already.columns(["account_hash", "address_hash"]).doUpdateSet({
        failures: 0,
        not_before: instantText(now),
        succeeded_at: instantText(now),
      }),
    ),
  db.deleteFrom("sign_in_attempt").where("tried_at", "<", instantText(now.subtract({ hours: KNOWN_FOR_DAYS * 24 }))),
];
