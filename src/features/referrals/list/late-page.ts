import { type Day, dayOfText, longDay } from "../../../domain/calendar.ts";
import { countWords } from "../../../domain/paging.ts";
import { referralPaths } from "../paths.ts";
import type { Late } from "../referral/clock.ts";
import type { LateReferral } from "./late-queries.ts";

const WHAT: Record<Late["what"], string> = {
  acknowledged: "Not answered yet",
  contact: "Nobody has spoken to the carer yet",
  start: "Not started yet",
};

const rowOf = (one: LateReferral) => [
  { text: one.reference, href: referralPaths.show(one.id) },
  { text: one.carerName },
  { text: one.late.map(({ what, by }) => `${WHAT[what]}: due by ${longDay(by)}`).join(". ") },
  { text: one.programmeName },
  { text: one.isReceived ? `From ${one.fromName}` : `To ${one.toName}` },
  { text: longDay(dayOfText(one.submittedAt)) },
];

/** Referrals that are late by a service standard, and with what. */
export const latePage = (late: readonly LateReferral[], today: Day) => ({
  title: "Late referrals",
  breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: "Late referrals" }],
  count: countWords(late.length, "referral", "referrals"),
  asOn: longDay(today),
  rows: late.map(rowOf),
});
