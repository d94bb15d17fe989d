import { type Day, dayOfText, longDay } from "../../../domain/calendar.ts";
import { countWords } from "../../../domain/paging.ts";
import { referralPaths } from "../paths.ts";
import { isUnexplained } from "../standards/late-reason.ts";
import { LATE_WHAT, lateReasonSaid } from "../standards/late-reason-page.ts";
import type { Explained } from "./explained-queries.ts";

const whyCell = (one: Explained) => {
  const href = referralPaths.lateReason(one.id);
  return one.said && !isUnexplained(one) ? { text: lateReasonSaid(one.said), href } : { text: "Say why", href };
};

const rowOf = (one: Explained) => [
  { text: one.reference, href: referralPaths.show(one.id) },
  { text: one.carerName },
  { text: one.late.map(({ what, by }) => `${LATE_WHAT[what]}: due by ${longDay(by)}`).join(". ") },
  whyCell(one),
  { text: one.programmeName },
  { text: one.isReceived ? `From ${one.fromName}` : `To ${one.toName}` },
  { text: longDay(dayOfText(one.submittedAt)) },
];

/** Referrals that are late by a service standard, with what, and why: all of them, or those that nobody has said why of. */
export function latePage(late: readonly Explained[], today: Day, why: "any" | "missing") {
  const unexplained = late.filter(isUnexplained);
  const shown = why === "missing" ? unexplained : late;
  const tab = (text: string, of: "any" | "missing") => ({
    text,
    href: referralPaths.late(of === "missing" ? of : undefined),
    active: of === why,
  });
  return {
    title: "Late referrals",
    breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: "Late referrals" }],
    tabs: [tab(`All (${late.length})`, "any"), tab(`Nobody has said why (${unexplained.length})`, "missing")],
    count: countWords(shown.length, "referral", "referrals"),
    asOn: longDay(today),
    rows: shown.map(rowOf),
  };
}
