import { type SqlBool, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import { keyedHash } from "../../../tokens/hash.ts";
import {
  ALL_ACCOUNTS,
  type Attempts,
  addressGroup,
  FORGOTTEN_AFTER_HOURS,
  FROM_ONE_ADDRESS,
  FROM_STRANGERS,
  KNOWN_FOR_DAYS,
  OF_CODES,
  ON_ALL_ACCOUNTS,
  type Pace,
  STRANGERS,
  type Trying,
} from "./throttle.ts";

async function tryingOf({ config }: Deps, of: Trying["of"], name: string, address: string): Promise<Trying> {
  const group = addressGroup(address);
  return {
    accountHash: await keyedHash(config.secret, name),
    addressHash: await keyedHash(config.secret, `address ${group}`),
    address: group.slice(0, 60),
    of,
  };
}

/** A password is tried. An account that is not there is counted alike. */
export const trying = (deps: Deps, email: string, address: string): Promise<Trying> =>
  tryingOf(deps, "password", `account ${email.toLowerCase()}`, address);

/** A code of the second factor is tried, by somebody who had the password. */
export const tryingCode = (deps: Deps, userId: string, address: string): Promise<Trying> =>
  tryingOf(deps, "code", `code ${userId}`, address);

const knownSince = (now: Temporal.Instant): string => instantText(now.subtract({ hours: KNOWN_FOR_DAYS * 24 }));
const forgottenBefore = (now: Temporal.Instant): string => instantText(now.subtract({ hours: FORGOTTEN_AFTER_HOURS }));

export const attemptRows = (db: Db) =>
  db
    .selectFrom("sign_in_attempt")
    .select([
      "account_hash",
      "address_hash",
      "failures",
      "failed_from",
      "not_before",
      "succeeded_at",
      "refused",
      "refused_from",
      "refused_to",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof attemptRows>["execute"]>>[number];

/** `since`: an address that signed in before it is not known any more. */
export const attemptsOf = (row: Row, since: string): Attempts => ({
  accountHash: row.account_hash,
  addressHash: row.address_hash,
  failures: row.failures,
  failedFrom: row.failed_from,
  notBefore: row.not_before,
  succeededAt: row.succeeded_at !== null && row.succeeded_at > since ? row.succeeded_at : null,
  refused: row.refused,
  refusedFrom: row.refused_from,
  refusedTo: row.refused_to,
});

/** What was tried before: on this account from this address, on it from strangers together, and on all accounts from here. */
export async function listAttempts(db: Db, at: Trying, now: Temporal.Instant): Promise<Attempts[]> {
  const addresses = at.of === "code" ? [at.addressHash] : [at.addressHash, STRANGERS];
  const rows = await attemptRows(db)
    .where((eb) =>
      eb.or([
        eb.and([eb("account_hash", "=", at.accountHash), eb("address_hash", "in", addresses)]),
        ...(isPlace(at)
          ? [eb.and([eb("account_hash", "=", ALL_ACCOUNTS), eb("address_hash", "=", at.addressHash)])]
          : []),
      ]),
    )
    .execute();
  return rows.map((row) => attemptsOf(row, knownSince(now)));
}

/** Where the address is not known, all who come from nowhere would be taken for one: then no count is kept of it. */
const isPlace = ({ of, address }: Trying): boolean => of === "password" && address !== "";

const BEGINS_ANEW = {
  /** A day without a try. */
  quiet: (now: Temporal.Instant) => sql<SqlBool>`sign_in_attempt.tried_at < ${forgottenBefore(now)}`,
  /** A day after the first: the many who sign in from one office leave no day without a try. */
  daily: (now: Temporal.Instant) => sql<SqlBool>`coalesce(sign_in_attempt.failed_from, '') < ${forgottenBefore(now)}`,
};

/** One failure more. The wait is worked out in the statement, so that tries at the same moment each see the one before. */
function oneMore(pace: Pace, anew: keyof typeof BEGINS_ANEW, now: Temporal.Instant) {
  const at = instantText(now);
  const begins = BEGINS_ANEW[anew](now);
  const failures = sql<number>`case when ${begins} then 1 else sign_in_attempt.failures + 1 end`;
  const doublings = sql`min(${failures} - ${pace.free + 1}, 10)`;
  const wait = sql`case when ${failures} <= ${pace.free} then 0 else min(${pace.longestWait}, ${pace.firstWait} << ${doublings}) end`;
  return {
    failures,
    failed_from: sql<string>`case when ${begins} or sign_in_attempt.failures = 0 then ${at} else sign_in_attempt.failed_from end`,
    tried_at: at,
    not_before: sql<string>`strftime('%Y-%m-%dT%H:%M:%fZ', ${at}, '+' || (${wait}) || ' seconds')`,
  };
}

type Place = Pick<Trying, "accountHash" | "addressHash">;

const first = ({ accountHash, addressHash }: Place, at: string) => ({
  account_hash: accountHash,
  address_hash: addressHash,
  failures: 1,
  failed_from: at,
  tried_at: at,
  not_before: at,
});

const countOne = (db: Db, place: Place, pace: Pace, now: Temporal.Instant): Write =>
  db
    .insertInto("sign_in_attempt")
    .values(first(place, instantText(now)))
    .onConflict((already) =>
      already.columns(["account_hash", "address_hash"]).doUpdateSet(oneMore(pace, "quiet", now)),
    );

/** The account counts once for the address, at its first failure: so one who mistypes does not slow down an office. */
function countAccount(db: Db, at: Trying, now: Temporal.Instant): Write {
  const row = first({ accountHash: ALL_ACCOUNTS, addressHash: at.addressHash }, instantText(now));
  const columns = Object.keys(row) as (keyof typeof row)[];
  return db
    .insertInto("sign_in_attempt")
    .columns(columns)
    .expression(
      db
        .selectFrom("sign_in_attempt as own")
        .where("own.account_hash", "=", at.accountHash)
        .where("own.address_hash", "=", at.addressHash)
        .where("own.failures", "=", 1)
        .select(columns.map((column) => sql.val(row[column]).as(column))),
    )
    .onConflict((already) =>
      already.columns(["account_hash", "address_hash"]).doUpdateSet(oneMore(ON_ALL_ACCOUNTS, "daily", now)),
    );
}

/**
 * Counts a try as failed before it is known how it ends, so that many at once can't slip through. The database refuses
 * it ("taken: sign_in_attempt") while the wait of the try before runs.
 */
export function countAttempt(db: Db, at: Trying, isKnownAddress: boolean, now: Temporal.Instant): Write[] {
  if (at.of === "code") return [countOne(db, at, OF_CODES, now)];
  const own = countOne(db, at, FROM_ONE_ADDRESS, now);
  if (isKnownAddress) return [own];
  const strangers = countOne(db, { ...at, addressHash: STRANGERS }, FROM_STRANGERS, now);
  return [own, strangers, ...(isPlace(at) ? [countAccount(db, at, now)] : [])];
}

/** The account does not count for its address any more. The wait that others brought about goes on. */
const uncountAccount = (db: Db, at: Trying, now: Temporal.Instant): Write =>
  db
    .updateTable("sign_in_attempt")
    .set({ failures: sql<number>`max(failures - 1, 0)` })
    .where("account_hash", "=", ALL_ACCOUNTS)
    .where("address_hash", "=", at.addressHash)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("sign_in_attempt as own")
          .where("own.account_hash", "=", at.accountHash)
          .where("own.address_hash", "=", at.addressHash)
          .where("own.failures", ">", 0)
          .where((eb) => eb.or([eb("own.succeeded_at", "is", null), eb("own.succeeded_at", "<=", knownSince(now))]))
          .select("own.failures"),
      ),
    );

/** It was this person after all: the count starts again, and the address is known from now on. */
export function forgetAttempts(db: Db, at: Trying, now: Temporal.Instant): Write[] {
  const text = instantText(now);
  const again = { failures: 0, not_before: text, succeeded_at: text };
  return [
    ...(isPlace(at) ? [uncountAccount(db, at, now)] : []),
    db
      .insertInto("sign_in_attempt")
      .values({ ...first(at, text), ...again })
      .onConflict((already) => already.columns(["account_hash", "address_hash"]).doUpdateSet(again)),
  ];
}
