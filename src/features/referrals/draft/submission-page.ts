import { addDays, ageOn, type Day, longDay } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import { SUPPORTS, type Support } from "../../../domain/support.ts";
import { addWorkingDays } from "../../../domain/working-time.ts";
import { type Contact, type WorkerNow, workerName } from "../../families/index.ts";
import { type Offer, offerPaths } from "../../offers/index.ts";
import { referralPaths } from "../paths.ts";
import type { Availability, Goal, Needs } from "../referral/carried.ts";
import { availabilityLines, goalLines, needRows, type Row, row, rowOfLines } from "../referral/carried-page.ts";
import { STANDARDS } from "../referral/clock.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { type Missing, TASKS, type Task } from "../referral/tasks.ts";
import { CONTACT_PURPOSES, type ContactPurpose, SOURCES, type Source } from "../referral/words.ts";
import { contactLine } from "./contact-line-page.ts";
import { NOTICES } from "./draft-page.ts";
import { TASK_PATHS } from "./task-paths.ts";

export type Answers = {
  worker: WorkerNow | undefined;
  needs: Needs | undefined;
  availability: readonly Availability[];
  goals: readonly Goal[];
  isShareAgreed: boolean;
  /** What led to this, as the provider reads it; null where no decision stands behind the offer. */
  ledHere: readonly string[] | null;
  /** The ways of getting in touch that the carer agreed to. */
  contact: readonly ContactPurpose[];
  /** The carer's numbers and addresses, each with when it is safe: the provider is sent them. */
  contacts: readonly Contact[];
};

const section = (task: Task, id: string, rows: Row[]) => ({
  title: TASKS[task],
  hiddenTitle: midSentence(TASKS[task]),
  rows,
  changeHref: TASK_PATHS[task](id),
});

const aged = (r: ReferralFound, today: Day): string =>
  r.childBirthOn === null ? r.childName : `${r.childName}, aged ${ageOn(r.childBirthOn, today)}`;

const sections = (
  r: ReferralFound,
  { worker, needs, availability, goals, isShareAgreed, contact, ledHere, contacts }: Answers,
  today: Day,
) => [
  section("carer-and-child", r.id, [
    row("Carer", r.carerName),
    row("The child these questions are about", aged(r, today)),
    row("Works with the family", workerName(worker, r.fromName)),
  ]),
  section("reason", r.id, [
    row("Who first brought the carer", SOURCES[r.source as Source]),
    row("Who asked", r.askedBy ?? "Not said"),
    row("Why now", r.reason ?? "Not said"),
    rowOfLines("What led to this", [...(ledHere ?? [])], "No behaviour check on file"),
    ...(r.overrideReason ? [row("Why again within 6 months", r.overrideReason)] : []),
  ]),
  section("agreements", r.id, [
    row(`Sharing with ${r.toName}`, isShareAgreed ? "The carer agrees" : "Not agreed"),
    rowOfLines(
      "How we may contact the carer",
      contact.map((purpose) => CONTACT_PURPOSES[purpose]),
      "Nothing agreed",
    ),
  ]),
  section("needs", r.id, [
    rowOfLines("How to reach the carer", contacts.map(contactLine), "No way to reach the carer is on file"),
    ...(needs ? needRows(needs) : []),
  ]),
  section("availability", r.id, [rowOfLines("Can come", availabilityLines(availability), "Not said")]),
  section("goals", r.id, [rowOfLines("Goals", goalLines(goals), "To be agreed at the first meeting")]),
];

/** A problem a thing that is missing, each with a link to the page where it is put right. */
const missingErrors = (missing: readonly Missing[], r: ReferralFound) =>
  missing.map((one) =>
    one === "share-not-agreed"
      ? { text: `The carer has not agreed to share this with ${r.toName}`, href: referralPaths.agreements(r.id) }
      : { text: `Finish “${TASKS[one]}”`, href: TASK_PATHS[one](r.id) },
  );

/** Check answers: everything that would be sent, with ways to change it; what is still missing when it can't be. */
export const checkAnswersPage = (
  r: ReferralFound,
  answers: Answers,
  today: Day,
  missing: readonly Missing[] = [],
  late: TooLate = { values: {}, errors: [] },
) => ({
  title: "Check answers before you submit",
  notices: NOTICES,
  about: `To ${r.toName}: ${r.programmeName}.`,
  provider: r.toName,
  version: r.version,
  errors: [...missingErrors(missing, r), ...late.errors.map(({ text }) => ({ text }))],
  conflict: late.conflict,
  sections: sections(r, answers, today),
  cancelHref: referralPaths.show(r.id),
  breadcrumbs: [
    { text: "Referrals", href: referralPaths.list() },
    { text: "Draft", href: referralPaths.show(r.id) },
    { text: "Check answers" },
  ],
});

/** What else there is to do after sending: the letter to the carer, and what else they said yes to. */
function stepsAfterSending(r: ReferralFound, offers: readonly Offer[]) {
  const own = offers.find(({ id }) => id === r.offerId);
  const others = offers.filter(
    (one) => one.id !== r.offerId && one.carerId === r.carerId && one.state === "accepted" && isReferredOn(one.support),
  );
  return [
    ...others.map((one) => ({
      text: `Start the referral: ${SUPPORTS[one.support]}`,
      href: referralPaths.new(one.id),
    })),
    ...(own?.decisionId ? [{ text: "Print the letter to the carer", href: offerPaths.letter(own.decisionId) }] : []),
    { text: "Tell the carer what else there is", href: offerPaths.telling(r.familyId, r.carerId) },
    { text: "See the referral", href: referralPaths.show(r.id) },
  ];
}

const isReferredOn = (support: Support) => support === "parenting" || support === "cbt";

/** After sending: the reference, what happens next and by when (docs/rules/service-standards.md). `offers` are those without an open referral. */
export const submissionPage = (r: ReferralFound, sentOn: Day, offers: readonly Offer[]) => ({
  title: "Referral submitted",
  reference: r.reference,
  provider: r.toName,
  telephone: r.toTelephone,
  acknowledgeBy: longDay(addWorkingDays(sentOn, STANDARDS.acknowledged)),
  contactBy: longDay(addWorkingDays(sentOn, STANDARDS.contact)),
  startBy: longDay(addDays(sentOn, STANDARDS.startWeeks * 7)),
  next: stepsAfterSending(r, offers),
  breadcrumbs: [
    { text: "Referrals", href: referralPaths.list() },
    { text: r.reference, href: referralPaths.show(r.id) },
    { text: "Submitted" },
  ],
});
