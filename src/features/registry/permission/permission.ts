import { addDays, type Day, daysBetween } from "../../../domain/calendar.ts";

/** The ways in which a measure meets a person, in words; each is permitted or not by itself. */
export const CHANNELS = {
  paper: "Printed paper form",
  keyed: "Keyed from the paper form",
  totals: "Totals only",
  "read-aloud": "Read aloud from the paper form",
  "screen-staff": "On screen by staff",
  "screen-carer": "On screen by the carer",
  translated: "In another language",
} as const;
export type Channel = keyof typeof CHANNELS;
export const CHANNEL_CODES = Object.keys(CHANNELS) as Channel[];

export type LicenceStatus = "permitted" | "not-permitted" | "withdrawn";

/** What the authority recorded for one channel of a measure, in one act. */
export type LicenceRow = {
  measureId: string;
  channel: Channel;
  status: LicenceStatus;
  reference: string;
  evidenceHash: string | null;
  grantedOn: Day | null;
  expiresOn: Day | null;
  act: number;
  at: string;
  byName: string | null;
};

type HolderStatus = "permitted" | "permission-needed" | "not-permitted";

/** May a measure be used on a channel today, and by what: the holder's own terms, or what the authority recorded. */
export type Standing = {
  channel: Channel;
  permitted: boolean;
  because: "terms" | "permission" | "expired" | "withdrawn" | "refused";
  row: LicenceRow | null;
};

/** Days before the end of a permission from which administrators are warned. */
const WARNED_DAYS = 30;

/**
 * The authority's latest word on a channel decides; without one, the holder's terms do. A permission holds through its
 * last day and not a day longer (docs/licences.md).
 */
export function standingOf(
  channel: Channel,
  terms: HolderStatus,
  latest: LicenceRow | undefined,
  today: Day,
): Standing {
  if (!latest) return { channel, permitted: terms === "permitted", because: "terms", row: null };
  const found = { channel, row: latest };
  if (latest.status === "withdrawn") return { ...found, permitted: false, because: "withdrawn" };
  if (latest.status === "not-permitted") return { ...found, permitted: false, because: "refused" };
  if (latest.expiresOn !== null && latest.expiresOn < today) return { ...found, permitted: false, because: "expired" };
  return { ...found, permitted: true, because: "permission" };
}

/** The latest word on each channel, of rows with the newest first. */
export function latestByChannel(rows: readonly LicenceRow[]): Map<Channel, LicenceRow> {
  const latest = new Map<Channel, LicenceRow>();
  for (const row of rows) if (!latest.has(row.channel)) latest.set(row.channel, row);
  return latest;
}

/** Whole days until a permission that holds now ends, when that is at most 30; else null. */
export function daysLeft({ permitted, row }: Standing, today: Day): number | null {
  const ends = permitted ? (row?.expiresOn ?? null) : null;
  if (ends === null || ends > addDays(today, WARNED_DAYS)) return null;
  return daysBetween(today, ends);
}
