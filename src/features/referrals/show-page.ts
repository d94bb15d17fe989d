import { ageOn, type Day, longDay } from "../../domain/calendar.ts";
import { attendancePage, enrolmentLines } from "./attendance-page.ts";
import type { CameTo, Enrolment } from "./attendance-queries.ts";
import type { Availability, Goal, Needs, SharedContact } from "./carried.ts";
import { availabilityLines, goalLines, needRows, row, rowOfLines } from "./carried-page.ts";
import type { Pause } from "./clock.ts";
import { clockPage } from "./clock-page.ts";
import { contactLine } from "./contact-line.ts";
import type { LoggedEvent } from "./event-queries.ts";
import { referralPaths } from "./paths.ts";
import type { ReferralFound } from "./referral-queries.ts";
import { mayBe, STATES, type Verb } from "./states.ts";
import { stepsPage } from "./steps-page.ts";
import { timelinePage } from "./timeline-page.ts";
import { SOURCES, type Source } from "./words.ts";

export type Shown = {
  referral: ReferralFound;
  events: readonly LoggedEvent[];
  holds: readonly Pause[];
  needs: Needs | undefined;
  availability: readonly Availability[];
  goals: readonly Goal[];
  contacts: readonly SharedContact[];
  enrolments: readonly Enrolment[];
  /** Null when the carer does not want the referrer to see it. */
  attendance: readonly CameTo[] | null;
  /** What led to this, a line each; null when there is no decision on file. */
  ledHere: readonly string[] | null;
  /** Has the carer agreed, as it stands now, that the provider has these? */
  isShared: boolean;
  familyHref: string;
  programmeHref: string;
  side: { made: boolean; received: boolean; mayMake: boolean; mayAnswer: boolean };
  today: Day;
};

const ACTS: readonly { verb: Verb; side: "mayMake" | "mayAnswer"; text: string; href: (id: string) => string }[] = [
  { verb: "accept", side: "mayAnswer", text: "Accept", href: referralPaths.acceptance },
  { verb: "ask", side: "mayAnswer", text: "Ask for information", href: referralPaths.question },
  { verb: "decline", side: "mayAnswer", text: "Decline", href: referralPaths.declining },
  { verb: "wait", side: "mayAnswer", text: "Put on the waiting list", href: referralPaths.waiting },
  { verb: "answer", side: "mayMake", text: "Give the information asked for", href: referralPaths.answer },
  { verb: "amend", side: "mayMake", text: "Change the referral", href: referralPaths.amendment },
  { verb: "withdraw", side: "mayMake", text: "Withdraw the referral", href: referralPaths.withdrawal },
];

/** What this person may do to it now. A referral on a run goes back to the waiting list from the run's own page. */
const actionsOf = ({ referral, side }: Shown) =>
  ACTS.filter((act) => side[act.side] && mayBe(act.verb, referral.state))
    .filter((act) => act.verb !== "wait" || referral.state === "accepted")
    .map(({ text, href }) => ({ text, href: href(referral.id) }));

const aged = (r: ReferralFound, today: Day): string =>
  r.childBirthOn === null ? r.childName : `${r.childName}, aged ${ageOn(r.childBirthOn, today)}`;

const facts = (shown: Shown) => {
  const r = shown.referral;
  return [
    { key: { text: "Carer" }, value: { text: r.carerName, href: shown.familyHref } },
    row("The child these questions are about", aged(r, shown.today)),
    { key: { text: "Programme" }, value: { text: r.programmeName, href: shown.programmeHref } },
    row("From", r.fromName),
    row("To", r.toName),
    row("Who first brought the carer", SOURCES[r.source as Source]),
    ...(r.askedBy ? [row("Asked by", r.askedBy)] : []),
    ...(r.overrideReason ? [row("Why again within 6 months", r.overrideReason)] : []),
  ];
};

const carried = (shown: Shown) => [
  row("Why now", shown.referral.reason ?? "Not said"),
  rowOfLines("What led to this", [...(shown.ledHere ?? [])], "No behaviour check on file"),
  rowOfLines("How to reach the carer", shown.contacts.map(contactLine), "No way to reach the carer is on file"),
  ...(shown.needs ? needRows(shown.needs) : [row("Needs", "Not asked yet")]),
  rowOfLines("Can come", availabilityLines(shown.availability), "Not said"),
  rowOfLines("Goals, in own words", goalLines(shown.goals), "To be agreed at the first meeting"),
];

const NOTICES = {
  submitted: "Referral submitted",
  declined: "Referral declined",
  accepted: "Referral accepted",
  asked: "Question sent to the referrer",
  answered: "Information sent to the provider",
  waiting: "Put on the waiting list",
  amended: "Referral changed",
  withdrawn: "Referral withdrawn",
  closed: "Referral closed",
};

/** A referral after it was sent: where it is, its clock, what the provider needs, who came, what happened. */
export function showPage(shown: Shown) {
  const r = shown.referral;
  return {
    title: `Referral ${r.reference}`,
    state: STATES[r.state],
    notices: NOTICES,
    breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: r.reference }],
    actions: actionsOf(shown),
    steps: stepsPage(shown.events, r.state),
    clock: clockPage(shown.events, shown.holds, shown.today),
    facts: facts(shown),
    isShared: shown.isShared,
    carried: shown.isShared ? carried(shown) : [],
    enrolments: enrolmentLines(shown.enrolments),
    attendance: attendancePage(shown.attendance),
    timeline: timelinePage(shown.events, shown.isShared),
    printedOn: longDay(shown.today),
  };
}
