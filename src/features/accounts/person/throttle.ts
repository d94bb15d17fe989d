/**
 * Slowing down without locking out (ASVS 6.1.1, NCSC). Failures are counted for one account from one address, and for
 * one account from all addresses that never signed in to it. The wait doubles with each failure up to a limit; nobody
 * is ever locked, and whoever guesses from elsewhere can't slow down the place that a person signs in from.
 */
export const FROM_ONE_ADDRESS = { free: 4, firstWait: 10, longestWait: 900 };
export const FROM_STRANGERS = { free: 19, firstWait: 5, longestWait: 60 };

/** Failures older than this are forgotten. */
export const FORGOTTEN_AFTER_HOURS = 24;

/** An address counts as known to an account for this long after it last signed in to it. */
export const KNOWN_FOR_DAYS = 90;

/** The address that stands for all that never signed in to an account. */
export const STRANGERS = "";

export type Attempts = { addressHash: string; notBefore: string; succeededAt: string | null };

/** Did this address sign in to this account before? */
export const isKnown = (attempts: readonly Attempts[], addressHash: string): boolean =>
  attempts.some((row) => row.addressHash === addressHash && row.succeededAt !== null);

/** The instant before which a try from this address is refused; null when it may go ahead. */
export function waitUntil(attempts: readonly Attempts[], addressHash: string, now: string): string | null {
  const counts = (row: Attempts) =>
    row.addressHash === addressHash || (row.addressHash === STRANGERS && !isKnown(attempts, addressHash));
  const latest = attempts
    .filter(counts)
    .map(({ notBefore }) => notBefore)
    .sort()
    .at(-1);
  return latest !== undefined && latest > now ? latest : null;
}

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
