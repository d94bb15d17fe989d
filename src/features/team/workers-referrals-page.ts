import { dayOfText, longDay } from "../../domain/calendar.ts";
import { countWords } from "../../domain/paging.ts";
import { referralPaths, STATES } from "../referrals/index.ts";
import { teamPaths } from "./paths.ts";
import type { WorkersReferral } from "./workload-queries.ts";

/** The open referrals of the families that one person works with. */
export const workersReferralsPage = (name: string, referrals: readonly WorkersReferral[]) => ({
  title: `Open referrals of ${name}’s families`,
  breadcrumbs: [{ text: "Your team", href: teamPaths.workload }, { text: name }],
  count: countWords(referrals.length, "referral", "referrals"),
  head: ["Reference", "Carer", "Programme", "State", "Sent"].map((text) => ({ text })),
  rows: referrals.map(({ id, reference, carerName, programmeName, state, submittedAt }) => [
    { text: reference, href: referralPaths.show(id) },
    { text: carerName },
    { text: programmeName },
    { text: STATES[state] },
    { text: submittedAt === null ? "Not sent" : longDay(dayOfText(submittedAt)) },
  ]),
  empty: "None of these families has an open referral.",
});
