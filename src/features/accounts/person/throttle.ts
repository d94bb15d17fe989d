import type { Facts } from "../../../domain/audit-entry.ts";

/**
 * Slowing down without locking out (ASVS 6.1.1, NCSC; docs/decisions/0010). Failures are counted for one account from one
 * address, for one account from all addresses that never signed in to it, and for one address over all accounts that were
 * never signed in to from it. The wait doubles with each failure up to a limit; nobody is ever locked, and whoever guesses
 * from elsewhere, or at others, can't slow down the place that a person signs in from.
 */
export type Pace = { free: number; firstWait: number; longestWait: number };
export const FROM_ONE_ADDRESS: Pace = { free: 4, firstWait: 10, longestWait: 900 };
export const FROM_STRANGERS: Pace = { free: 19, firstWait: 5, longestWait: 60 };
/** Accounts tried in vain, however often each. */
export const ON_ALL_ACCOUNTS: Pace = { free: 29, firstWait: 5, longestWait: 60 };
/** Codes of the second factor: as many in a row as the library takes before it stops them, for as long as it does. */
export const OF_CODES: Pace = { free: 9, firstWait: 900, longestWait: 900 };

/** Failures older than this are forgotten. */
export const FORGOTTEN_AFTER_HOURS = 24;

/** An address counts as known to an account for this long after it last signed in to it. */
export const KNOWN_FOR_DAYS = 90;

/** The address that stands for all that never signed in to an account, and the account that stands for all from an address. */
export const STRANGERS = "";
export const ALL_ACCOUNTS = "";

/** Which account is tried from where, as the table knows them. `address` is empty where it is not known. */
export type Trying = {
  accountHash: string;
  addressHash: string;
  address: string;
  /** How tries of this account from this address are paced; codes by their own count alone. */
  of: "password" | "code";
};

/** What was counted for an account from an address, either of which may stand for all. */
export type Attempts = {
  accountHash: string;
  addressHash: string;
  failures: number;
  failedFrom: string | null;
  notBefore: string;
  succeededAt: string | null;
  refused: number;
  refusedFrom: string | null;
  refusedTo: string | null;
};

type Place = Pick<Trying, "accountHash" | "addressHash">;

const isOf = (row: Place, at: Place): boolean =>
  row.accountHash === at.accountHash && row.addressHash === at.addressHash;

/** Did this address sign in to this account before? */
export const isKnown = (attempts: readonly (Place & Pick<Attempts, "succeededAt">)[], at: Place): boolean =>
  attempts.some((row) => isOf(row, at) && row.succeededAt !== null);

/** What keeps a try from being looked at now, what does so the longest first. Nothing: it may go ahead. */
export const holding = <A extends Place & Pick<Attempts, "succeededAt" | "notBefore">>(
  attempts: readonly A[],
  at: Place,
  now: string,
): A[] =>
  attempts
    .filter((row) => row.notBefore > now && (isOf(row, at) || !isKnown(attempts, at)))
    .sort((one, other) => (one.notBefore < other.notBefore ? 1 : -1));

const counted = (row: Place): string => {
  if (row.accountHash === ALL_ACCOUNTS) return "all accounts from one address";
  return row.addressHash === STRANGERS ? "one account from new addresses" : "one account from one address";
};

/** What the trail calls a row: lines of one account and address have it in common, and it tells of neither. */
export const placeId = ({ accountHash, addressHash }: Place): string =>
  `${accountHash.slice(0, 16) || "all-accounts"}-${addressHash.slice(0, 16) || "new-addresses"}`;

/** What the trail says of the tries that a row has refused and not told of, and of the failures that it refuses them for. */
export const refusedFacts = (row: Attempts): Facts => ({
  counted: counted(row),
  failures: row.failures,
  ...(row.failedFrom !== null && { since: row.failedFrom }),
  ...(row.refused > 0 && {
    "refused unseen": row.refused,
    "first refused": row.refusedFrom ?? "",
    "last refused": row.refusedTo ?? "",
  }),
});

/** Addresses that one client can choose among freely count as one: the first 64 bits of IPv6. */
export function addressGroup(address: string): string {
  const plain = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => "0"), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** "40 seconds", "1 minute", "15 minutes": rounded up, so that who waits that long is let in. */
export function waitWords(seconds: number): string {
  if (seconds <= 50) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
