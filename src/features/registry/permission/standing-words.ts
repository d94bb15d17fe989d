import { type Day, longDay } from "../../../domain/calendar.ts";
import type { Definition } from "../../../measures/definition.ts";
import { takesTotals } from "../../../measures/totals.ts";
import { CHANNELS, daysLeft, type LicenceRow, type Standing } from "./permission.ts";

const STATUS_SAID = {
  permitted: "Permission recorded",
  "not-permitted": "Recorded as not permitted",
  withdrawn: "Withdrawn",
} as const;

/** "Permitted until 3 April 2026, by permission YM-17". */
export function standingSaid({ permitted, because, row }: Standing, holderStatus: string): string {
  if (because === "expired")
    return `Not permitted: permission ${row?.reference} ended on ${longDay(row?.expiresOn ?? "")}`;
  if (because === "withdrawn") return `Not permitted: withdrawn (${row?.reference})`;
  if (because === "refused") return `Not permitted: recorded so (${row?.reference})`;
  if (because === "permission")
    return `Permitted${row?.expiresOn ? ` until ${longDay(row.expiresOn)}` : ""}, by permission ${row?.reference}`;
  if (permitted) return "Permitted by the holder’s terms";
  return holderStatus === "permission-needed"
    ? "Not permitted: the holder’s permission is needed"
    : "Not permitted by the holder’s terms";
}

/** The channels that are permitted today, in one sentence; the others are not. */
export function permittedSaid(standings: readonly Standing[]): string {
  const named = standings.filter(({ permitted }) => permitted).map(({ channel }) => CHANNELS[channel].toLowerCase());
  if (named.length === 0) return "Permitted on no channel.";
  return named.length === standings.length ? "Permitted on every channel." : `Permitted: ${named.join(", ")}.`;
}

/** Why nothing that comes back of a measure may be kept today, whoever asks it; null where items or totals may. */
export function barredSaid(definition: Definition, standings: readonly Standing[]): string | null {
  const may = (channel: string) => standings.some((one) => one.channel === channel && one.permitted);
  const items = definition.kind !== "totals" && may("keyed");
  if (items || (takesTotals(definition) && may("totals"))) return null;
  return `${definition.acronym} can be planned, but no answer to it may be kept until a permission is recorded.`;
}

/** What administrators are warned of: permissions that end within 30 days, and those that have ended. */
export const warningsOf = (acronym: string, standings: readonly Standing[], today: Day): string[] =>
  standings.flatMap((standing) => {
    const { channel, because, row } = standing;
    const what = `${acronym}, ${CHANNELS[channel].toLowerCase()}`;
    if (because === "expired" && row?.expiresOn)
      return [
        `${what}: the permission ended on ${longDay(row.expiresOn)}, and it is not used on this channel any more.`,
      ];
    const left = daysLeft(standing, today);
    if (left === null || !row?.expiresOn) return [];
    const when = left === 0 ? "today" : left === 1 ? "tomorrow" : `in ${left} days`;
    return [`${what}: the permission ends ${when}, on ${longDay(row.expiresOn)}.`];
  });

/** Does a permission of these end within 30 days, or has one ended? Administrators then have something to ask the holder. */
export const isEnding = (standings: readonly Standing[], today: Day): boolean =>
  standings.some((standing) => standing.because === "expired" || daysLeft(standing, today) !== null);

/** One recorded act on one channel, for the history. */
export const actSaid = (row: LicenceRow): { channel: string; what: string; reference: string } => ({
  channel: CHANNELS[row.channel],
  what: [
    STATUS_SAID[row.status],
    row.grantedOn && `dated ${longDay(row.grantedOn)}`,
    row.expiresOn && `to ${longDay(row.expiresOn)}`,
  ]
    .filter(Boolean)
    .join(", "),
  reference: row.reference,
});
