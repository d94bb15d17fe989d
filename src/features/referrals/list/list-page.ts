import type { Temporal } from "temporal-polyfill";
import { dayOfText, longDay } from "../../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import { referralPaths } from "../paths.ts";
import { isOpen, type ReferralState, STATES } from "../referral/states.ts";
import type { Direction, ListedReferral, ListFilter } from "./list-queries.ts";

export const DIRECTIONS = { made: "Made by us", received: "Sent to us" } as const satisfies Record<Direction, string>;

const DAY = 86_400_000;

/** Whole days since it was sent, while somebody is still waiting for something; blank before and after that. */
const daysWaiting = (r: ListedReferral, now: number): string =>
  r.submittedAt !== null && isOpen(r.state) && r.state !== "started"
    ? String(Math.max(0, Math.floor((now - Date.parse(r.submittedAt)) / DAY)))
    : "";

/** One row of the table: everything formatted, nothing to decide in the view. */
const rowOf = (r: ListedReferral, now: number, changed: ReadonlySet<string>) => ({
  isChanged: changed.has(r.id),
  href: referralPaths.show(r.id),
  reference: r.reference,
  carer: r.carerName,
  child: r.childName,
  programme: r.programmeName,
  otherSide: r.isReceived ? `From ${r.fromName}` : `To ${r.toName}`,
  state: STATES[r.state],
  sent: r.submittedAt === null ? "Not sent" : longDay(dayOfText(r.submittedAt)),
  days: daysWaiting(r, now),
});

const options = (wording: Readonly<Record<string, string>>, chosen: string | undefined, all: string) => [
  { value: "", text: all, selected: chosen === undefined },
  ...Object.entries(wording).map(([value, text]) => ({ value, text, selected: value === chosen })),
];

/** The list of referrals, those with something new to the reader marked: filters, how many, a page of rows. */
export function listPage(
  found: Page<ListedReferral>,
  filter: ListFilter,
  now: Temporal.Instant,
  changed: ReadonlySet<string>,
) {
  const total = found.rows[0]?.total ?? 0;
  const at = now.epochMilliseconds;
  return {
    title: "Referrals",
    lateHref: referralPaths.late(),
    count: countWords(total, "referral", "referrals"),
    isFiltered: filter.state !== undefined || filter.direction !== undefined,
    clearHref: referralPaths.list(),
    states: options(STATES satisfies Record<ReferralState, string>, filter.state, "All states"),
    directions: options(DIRECTIONS, filter.direction, "Made by us and sent to us"),
    rows: found.rows.map((row) => rowOf(row, at, changed)),
    pages: pageLinks(found, (place) => addressOf(referralPaths.list(), { ...filter, ...place })),
  };
}
