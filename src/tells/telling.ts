/**
 * Who is told. `worker`: whoever works with the family at its own organisation. `provider`: whoever works on the referral
 * where it was sent. `providers`: the same of each provider that is at work for the family with the carer's agreement.
 * `new-worker`, `former-worker`: to whom a family was handed, and who had it before.
 */
export type Audience = "worker" | "provider" | "providers" | "new-worker" | "former-worker";

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
  "agreement.not-asked": "nobody",
  "contact.added": { news: ["worker", "providers"], words: "added a way to reach somebody" },
  "contact.changed": { news: ["worker", "providers"], words: "changed how somebody may be reached" },
  "contact.ended": { news: ["worker", "providers"], words: "ended a way to reach somebody" },
  "needs.changed": { news: ["worker", "providers"], words: "changed what the carer needs, or when they can come" },
  "person.changed": { news: ["worker", "providers"], words: "changed what is recorded about somebody" },
  "person.died": { news: ["worker", "providers"], words: "recorded that somebody died" },
  "hold.made": { news: ["worker", "providers"], words: "put everything that we ask on hold" },
  "hold.lifted": { news: ["worker", "providers"], words: "lifted the hold" },
  "check.recorded": { news: ["worker"], task: "checks-undecided", words: "recorded what things are like at home" },
  "decision.recorded": { news: ["worker"], words: "recorded a decision" },
  "family.handed-over": {
    news: ["new-worker", "former-worker", "providers"],
    words: "changed who works with this family",
  },
  "family.closed": { news: ["worker", "providers"], words: "closed the family" },
  "family.reopened": { news: ["worker"], words: "opened the family again" },
} as const satisfies Record<string, Telling | "nobody">;

export type TellVerb = keyof typeof TELLS;

export const tellingOf = (verb: TellVerb): Telling | null => {
  const telling: Telling | "nobody" = TELLS[verb];
  return telling === "nobody" ? null : telling;
};

/** The words of what was told, as they were kept; for a verb that the table no longer has, the plain fact. */
export const wordsOf = (verb: string): string => tellingOf(verb as TellVerb)?.words ?? "changed something";
