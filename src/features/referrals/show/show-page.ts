import { ageOn, type Day, dayOfText, longDay } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { measureById } from "../../../measures/index.ts";
import { type Contact, type WorkerNow, workerName } from "../../families/index.ts";
import { offerPaths } from "../../offers/index.ts";
import { notLiveSaid } from "../../sharing/index.ts";
import { CONTACT_HOWS, CONTACT_OUTCOMES, type ReferralContact } from "../contact/contact.ts";
import { contactLine } from "../draft/contact-line-page.ts";
import { referralPaths } from "../paths.ts";
import type { Availability, Goal, Needs } from "../referral/carried.ts";
import { availabilityLines, goalLines, needRows, row, rowOfLines } from "../referral/carried-page.ts";
import type { Pause } from "../referral/clock.ts";
import type { LoggedEvent } from "../referral/event-queries.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import { isOpen, type ReferralState, STATES } from "../referral/states.ts";
import { SOURCES, type Source } from "../referral/words.ts";
import type { LateReason } from "../standards/late-reason.ts";
import { lateReasonSaid } from "../standards/late-reason-page.ts";
import { actionsOf } from "./actions-page.ts";
import { attendancePage, enrolmentLines } from "./attendance-page.ts";
import type { CameTo, Enrolment } from "./attendance-queries.ts";
import { clockPage } from "./clock-page.ts";
import { stepsPage } from "./steps-page.ts";
import { timelinePage } from "./timeline-page.ts";

export type Shown = {
  referral: ReferralFound;
  events: readonly LoggedEvent[];
  holds: readonly Pause[];
  needs: Needs | undefined;
  availability: readonly Availability[];
  goals: readonly Goal[];
  contacts: readonly Contact[];
  died: string | null;
  /** Every try to reach the carer about it. */
  contactsAbout: readonly ReferralContact[];
  enrolments: readonly Enrolment[];
  /** Null when the carer does not want the referrer to see it. */
  attendance: readonly CameTo[] | null;
  /** What the carer lets whoever referred them see of what they answer. */
  councilSees: { scores: boolean; goals: boolean };
  /** What led to this, a line each; null when there is no decision on file. */
  ledHere: readonly string[] | null;
  worker: WorkerNow | undefined;
  /** Why it is or was late, where somebody said so. */
  lateSaid: LateReason | undefined;
  /** Null where the reader does not see the family's file. */
  familyHref: string | null;
  programmeHref: string;
  /** Does the carer's yes still stand, so that another programme can follow? */
  offerIsOpen: boolean;
  side: { made: boolean; received: boolean; mayMake: boolean; mayAnswer: boolean };
  today: Day;
};

/** Does the reader see what the referral carries: now, or as it was when it ended? */
const seesCarried = ({ sight }: ReferralFound): boolean => sight === "live" || sight === "ended";

/** Is there anything of what the carer was asked that they let the reader see, who made the referral? */
const seesAnswers = ({ side, councilSees, enrolments }: Shown): boolean =>
  side.made &&
  enrolments.some(({ measures }) =>
    measures.some((id) => (measureById(id)?.kind === "goals" ? councilSees.goals : councilSees.scores)),
  );

/** What the reader must know before they read on: that they see it as it was, or that the carer said no. */
function notLiveOf({ referral: r, side }: Shown): string | null {
  if (r.sight !== "live")
    return notLiveSaid({
      sight: r.sight,
      asOn: r.seenAsOn,
      provider: r.toName,
      owner: r.fromName,
      ownerTelephone: r.fromTelephone,
    });
  return side.made && r.isSharingAgreed === 0 && r.state !== "draft" && isOpen(r.state)
    ? `The carer no longer agrees to share with ${r.toName}, so ${r.toName} no longer sees the family. Withdraw the referral, or record a new agreement if the carer gives one.`
    : null;
}

const ENDED_EARLY: readonly ReferralState[] = ["declined", "closed", "did-not-start", "left-early"];

/** What the referrer can do next of a referral that ended before it was completed: the carer still needs something. */
function stepsAfterEnding({ referral: r, side, familyHref, offerIsOpen }: Shown) {
  if (!side.mayMake || familyHref === null || !ENDED_EARLY.includes(r.state)) return [];
  return [
    ...(offerIsOpen ? [{ text: "Refer to another programme", href: referralPaths.new(r.offerId) }] : []),
    { text: "Tell the carer what else there is", href: offerPaths.telling(r.familyId, r.carerId) },
    { text: "Ask again what things are like at home", href: `${familyHref}/checks/new` },
  ];
}

const aged = (r: ReferralFound, today: Day): string =>
  r.childBirthOn === null ? r.childName : `${r.childName}, aged ${ageOn(r.childBirthOn, today)}`;

const facts = (shown: Shown) => {
  const r = shown.referral;
  return [
    { key: { text: "Carer" }, value: { text: r.carerName, ...(shown.familyHref ? { href: shown.familyHref } : {}) } },
    row("The child these questions are about", aged(r, shown.today)),
    { key: { text: "Programme" }, value: { text: r.programmeName, href: shown.programmeHref } },
    row("From", r.fromName),
    ...(r.sight === "live" ? [row("Works with the family", workerName(shown.worker, r.fromName))] : []),
    row("To", r.toName),
    row("Who first brought the carer", SOURCES[r.source as Source]),
    ...(r.askedBy && seesCarried(r) ? [row("Asked by", r.askedBy)] : []),
    ...(r.overrideReason && seesCarried(r) ? [row("Why again within 6 months", r.overrideReason)] : []),
  ];
};

const noContact = ({ died, referral: { sight } }: Shown): string =>
  died ?? (sight === "live" ? "No way to reach the carer is on file" : "Not shown since the referral ended");

/** "Spoke with the carer, by telephone, 3 March 2026 at 9:30am, by Bob Facilitator". What was noted is about the family. */
const contactSaid = ({ at, how, outcome, note, byName }: ReferralContact, seesNote: boolean): string => {
  const what = outcome === "answered-here" ? CONTACT_OUTCOMES.spoke : CONTACT_OUTCOMES[outcome];
  const by = byName ? `, by ${byName}` : "";
  return `${what}, ${midSentence(CONTACT_HOWS[how])}, ${longDay(dayOfText(at))}${by}${note && seesNote ? `. ${note}` : ""}`;
};

const carried = (shown: Shown) => [
  row("Why now", shown.referral.reason ?? "Not said"),
  rowOfLines("What led to this", [...(shown.ledHere ?? [])], "No behaviour check on file"),
  rowOfLines("How to reach the carer", shown.died ? [] : shown.contacts.map(contactLine), noContact(shown)),
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
  contacted: "Contact recorded",
  closed: "Referral closed",
  "said-why": "Kept why it is late",
};

/** Its clock, with why it is late and where that is said. */
function clockWithWhy({ referral, events, holds, contactsAbout, lateSaid, today }: Shown) {
  const clock = clockPage(events, holds, contactsAbout, today);
  if (!clock) return null;
  const href = clock.isLateNow || lateSaid ? referralPaths.lateReason(referral.id) : null;
  return { ...clock, why: lateSaid ? lateReasonSaid(lateSaid) : null, whyHref: href };
}

/** A referral after it was sent: where it is, its clock, what the provider needs, who came, what happened. */
export function showPage(shown: Shown) {
  const r = shown.referral;
  return {
    title: `Referral ${r.reference}`,
    state: STATES[r.state],
    notices: NOTICES,
    breadcrumbs: [{ text: "Referrals", href: referralPaths.list() }, { text: r.reference }],
    actions: actionsOf(shown),
    next: stepsAfterEnding(shown),
    steps: stepsPage(shown.events, r.state),
    clock: clockWithWhy(shown),
    facts: facts(shown),
    notLive: notLiveOf(shown),
    carried: seesCarried(r) ? carried(shown) : [],
    enrolments: enrolmentLines(shown.enrolments),
    contactsAbout: shown.contactsAbout.map((one) => contactSaid(one, seesCarried(r))).reverse(),
    attendance: attendancePage(shown.attendance),
    scoresHref: seesAnswers(shown) ? referralPaths.scores(r.id) : null,
    timeline: timelinePage(shown.events, seesCarried(r)),
    printedOn: longDay(shown.today),
  };
}
