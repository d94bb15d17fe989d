/**
 * Who is told. `worker`: whoever works with the family at its own organisation. `provider`: whoever works on the referral
 * where it was sent. `providers`: the same of each provider that is at work for the family with the carer's agreement.
 * `new-worker`, `former-worker`: to whom a family was handed, and who had it before. `attendance-worker`: the worker, unless
 * the carer does not let the council see attendance. `run-staff`: who delivers a run. `run-workers`: the workers of the families
 * on it that are shared with its provider. `named`: whom the act itself names.
 */
export type Audience =
  | "worker"
  | "provider"
  | "providers"
  | "new-worker"
  | "former-worker"
  | "attendance-worker"
  | "run-staff"
  | "run-workers"
  | "named";

/** The states of a referral in which its provider is at work for the family: those of features/sharing (a test compares them). */
export const PROVIDER_AT_WORK = [
  "submitted",
  "information-requested",
  "accepted",
  "waiting",
  "enrolled",
  "started",
] as const;

/** A list on the home page that keeps telling of something until it is done: derived from the record, so that it can't be forgotten or outlive it. */
export type TaskList =
  | "referrals-to-answer"
  | "information-asked"
  | "referral-drafts"
  | "offers-without-reply"
  | "concerns"
  | "checks-undecided";

/** What an act tells: news to these people until they looked, a list until somebody acted, and the words of it, after the name of who did it. */
export type Telling = { news: readonly Audience[]; task?: TaskList; words: string };

const SAVED_AS_DRAFT = "nobody";

/**
 * Every act that changes somebody else's work, and whom it tells (docs/rules/who-is-told.md is drawn from it). "nobody" is an
 * answer too, and has to be given. Who did it is never told of it. The type of a verb that is missing does not compile where it
 * is written; tests/tells compares the table with each state machine.
 */
export const TELLS = {
  "referral.open": SAVED_AS_DRAFT,
  "referral.save": SAVED_AS_DRAFT,
  "referral.submit": { news: [], task: "referrals-to-answer", words: "sent the referral" },
  "referral.ask": { news: ["worker"], task: "information-asked", words: "asks for information" },
  "referral.answer": {
    news: ["provider"],
    task: "referrals-to-answer",
    words: "gave the information that was asked for",
  },
  "referral.accept": { news: ["worker"], words: "accepted the referral" },
  "referral.decline": { news: ["worker"], words: "declined the referral: see what comes next" },
  "referral.wait": { news: ["worker", "provider"], words: "put the carer on the waiting list" },
  "referral.enrol": { news: ["worker", "provider"], words: "enrolled the carer on a run" },
  "referral.start": { news: ["worker"], words: "marked the first session that the carer came to" },
  "referral.complete": { news: ["worker", "provider"], words: "recorded that the carer completed the programme" },
  "referral.leave": { news: ["worker", "provider"], words: "recorded that the carer left early" },
  "referral.not-start": { news: ["worker", "provider"], words: "recorded that the carer did not start" },
  "referral.withdraw": { news: ["worker", "provider"], words: "withdrew the referral" },
  "referral.close": { news: ["worker", "provider"], words: "closed the referral" },
  "referral.amend": { news: ["worker", "provider"], words: "changed the referral" },
  "offer.told": { news: ["worker"], words: "told the carer about support" },
  "offer.offered": { news: ["worker"], task: "offers-without-reply", words: "offered support" },
  "offer.accepted": { news: ["worker"], words: "recorded that an offer was accepted" },
  "offer.declined": { news: ["worker"], words: "recorded that an offer was declined" },
  "offer.no-reply": { news: ["worker"], task: "offers-without-reply", words: "recorded an offer without a reply" },
  "offer.not-offered": { news: ["worker"], words: "recorded why support was not offered" },
  "offer.started": { news: ["worker"], words: "recorded that support has started" },
  "offer.ended": { news: ["worker"], words: "recorded that support has ended" },
  "agreement.given": { news: ["worker", "providers"], words: "recorded an agreement that the carer gave" },
  "agreement.withdrawn": { news: ["worker", "providers"], words: "recorded an agreement that the carer withdrew" },
  "agreement.declined": { news: ["worker", "providers"], words: "recorded something that the carer does not agree to" },
  "agreement.not-asked": {
    news: ["worker", "providers"],
    words: "recorded that the carer was not asked for an agreement",
  },
  "contact.added": { news: ["worker", "providers"], words: "added a way to reach somebody" },
  "contact.changed": { news: ["worker", "providers"], words: "changed how somebody may be reached" },
  "contact.ended": { news: ["worker", "providers"], words: "ended a way to reach somebody" },
  "needs.changed": { news: ["worker", "providers"], words: "changed what the carer needs, or when they can come" },
  "person.changed": { news: ["worker", "providers"], words: "changed what is recorded about somebody" },
  "person.added": { news: ["worker", "providers"], words: "added somebody to the family" },
  "person.died": { news: ["worker", "providers"], words: "recorded that somebody died" },
  "person.moved-out": { news: ["worker", "providers"], words: "recorded that a child moved out" },
  "person.wrong-number": { news: ["worker", "providers"], words: "recorded a wrong number" },
  "person.not-asked-again": {
    news: ["worker", "providers"],
    words: "recorded that somebody does not want to be asked anything more",
  },
  "person.interpreter": { news: ["worker", "providers"], words: "recorded that somebody needs an interpreter" },
  "person.taken-back": { news: ["worker", "providers"], words: "took back something that was recorded about somebody" },
  "care.changed": { news: ["worker", "providers"], words: "changed who lives with or looks after a child" },
  "hold.made": { news: ["worker", "providers"], words: "put everything that we ask on hold" },
  "hold.lifted": { news: ["worker", "providers"], words: "lifted the hold" },
  "check.recorded": { news: ["worker"], task: "checks-undecided", words: "recorded what things are like at home" },
  "check.corrected": { news: ["worker"], task: "checks-undecided", words: "corrected what things are like at home" },
  "need.recorded": { news: ["worker"], words: "recorded how much help is needed" },
  "decision.recorded": { news: ["worker"], words: "recorded a decision" },
  "family.handed-over": {
    news: ["new-worker", "former-worker", "providers"],
    words: "changed who works with this family",
  },
  "family.closed": { news: ["worker", "providers"], words: "closed the family" },
  "family.reopened": { news: ["worker"], words: "opened the family again" },
  "family.review": { news: ["worker"], words: "set when the family is looked at again" },
  "carer.reached": { news: ["worker", "provider"], words: "spoke with the carer about the referral" },
  "carer.tried": { news: ["worker", "provider"], words: "tried to reach the carer about the referral" },
  "late.explained": { news: ["worker", "provider"], words: "said why the referral is late" },
  "concern.raised": { news: ["worker", "providers"], task: "concerns", words: "raised a concern" },
  "concern.acknowledged": { news: ["worker", "providers"], words: "is looking at a concern" },
  "concern.escalated": { news: [], task: "concerns", words: "moved a concern that nobody acknowledged" },
  "concern.shared": { news: ["worker", "providers"], words: "shared a concern" },
  "concern.closed": { news: ["worker", "providers"], words: "closed a concern" },
  "concern.reopened": { news: ["worker", "providers"], task: "concerns", words: "opened a concern again" },
  "enrolment.moved": { news: ["worker", "provider"], words: "moved the carer to another run" },
  "enrolment.taken-back": {
    news: ["worker", "provider"],
    words: "took back how it ended: the carer is on the run again",
  },
  "attendance.missed": { news: ["attendance-worker"], words: "recorded a second session missed in a row" },
  "run.made": { news: ["run-staff"], words: "planned a run that you deliver" },
  "run.changed": { news: ["run-staff", "named"], words: "changed the run" },
  "run.closed": { news: ["run-staff"], words: "closed the run" },
  "run.reopened": { news: ["run-staff"], words: "opened the run again" },
  "session.added": { news: ["run-staff", "run-workers"], words: "added a session" },
  "session.moved": { news: ["run-staff", "run-workers"], words: "moved sessions" },
  "session.cancelled": { news: ["run-staff", "run-workers"], words: "cancelled a session" },
  "session.reinstated": { news: ["run-staff", "run-workers"], words: "put a cancelled session back" },
  "answer.asked": { news: ["named"], words: "asks about an answer that you keyed" },
  "answer.clarified": { news: ["named"], words: "answered what you asked about an answer" },
  "answer.keyed-again": { news: ["named"], words: "keyed a form again that you keyed, and it differs" },
  "answer.otherwise": {
    news: ["named"],
    words: "said that a form you keyed was answered otherwise than planned, or that it was not",
  },
  "answer.settled": { news: ["named"], words: "settled where two keyings differed" },
  "questionnaires.unanswered": { news: ["provider"], words: "closed questionnaires that nobody answered" },
  "duty.named": { news: ["named"], words: "changed when you are on duty" },
  "leave.cover": { news: ["named"], words: "named you to stand in during leave" },
  "leave.over": { news: ["named"], words: "ended the leave during which you stand in" },
  "leave.ended": { news: ["named"], words: "ended leave of yours" },
  "leave.written": { news: ["named"], words: "wrote down leave of yours" },
} as const satisfies Record<string, Telling | "nobody">;

export type TellVerb = keyof typeof TELLS;

export const tellingOf = (verb: TellVerb): Telling | null => {
  const telling: Telling | "nobody" = TELLS[verb];
  return telling === "nobody" ? null : telling;
};

/** The words of what was told, as they were kept; for a verb that the table no longer has, the plain fact. */
export const wordsOf = (verb: string): string => tellingOf(verb as TellVerb)?.words ?? "changed something";
