import { Temporal } from "temporal-polyfill";
import { addDays, clockTime, type Day, longDay, startsAt, ZONE } from "../../../domain/calendar.ts";
import { hoursText, isWithin, nextStart } from "../contacts/safe-hours.ts";
import type { ReachContact, ReachFacts } from "./reach-facts.ts";

/**
 * May somebody ring now? "safe" only where somebody was asked, said yes, and nothing that stands says no. "read-first":
 * something was said that only a person can judge. "not-asked": nobody asked yet, which is never a yes.
 */
export type Verdict = "safe" | "no" | "read-first" | "not-asked";

type Answer = { verdict: Verdict; why: string };

export type Reach = Answer & {
  /** The number to ring, now or later; null where there is none that may be rung at all. */
  number: { id: string; value: string; kind: "mobile" | "telephone" } | null;
  /** When it is safe next, of somebody whom it is not safe to ring now. */
  next: Temporal.Instant | null;
  /** What not to do, in the order of harm. */
  doNot: readonly string[];
};

type Telephone = ReachContact & { kind: "mobile" | "telephone" };

const isTelephone = (contact: ReachContact): contact is Telephone =>
  contact.kind === "mobile" || contact.kind === "telephone";

const timeNow = (now: Temporal.Instant): string =>
  clockTime(now.toZonedDateTimeISO(ZONE).toPlainTime().toString({ smallestUnit: "minute" }));

const quoted = (words: string | null): string => (words === null ? "" : `: “${words}”`);

/** Is this number never to be rung, whatever the time? Then why not. */
function neverSaid({ safe, doNotUseReason, wrongSince, confidential, words }: Telephone): string | null {
  if (wrongSince !== null) return `The number on file was a wrong number on ${longDay(wrongSince)}`;
  if (doNotUseReason !== null) return `Do not use the number on file: ${doNotUseReason}`;
  if (safe === "no") return `The number on file is not safe to ring${quoted(words)}`;
  return confidential === "yes" ? "The number is confidential: it is on the person’s page" : null;
}

/** What the hours of one number say of this moment. */
function byHours({ hours, words }: Telephone, now: Temporal.Instant): Answer {
  if (hours === null)
    return { verdict: "read-first", why: `Not known to be safe now. Read this first${quoted(words)}` };
  const said = `${hoursText(hours)}${quoted(words)}`;
  return isWithin(hours, now)
    ? { verdict: "safe", why: `It is ${timeNow(now)}: yes. Safe ${said}` }
    : { verdict: "no", why: `It is ${timeNow(now)}: no. Safe only ${said}` };
}

/** What one number that may be rung says of this moment. */
function ofNumber(telephone: Telephone, now: Temporal.Instant): Answer {
  if (telephone.safe === "at-times") return byHours(telephone, now);
  if (telephone.words !== null)
    return { verdict: "read-first", why: `Not known to be safe now. Read this first${quoted(telephone.words)}` };
  return telephone.safe === "yes"
    ? { verdict: "safe", why: "Safe at any time" }
    : { verdict: "not-asked", why: "Nobody asked yet whether it is safe to ring" };
}

const UNTIL_NOW: Record<Verdict, number> = { safe: 0, no: 1, "read-first": 2, "not-asked": 3 };

type Rated = { telephone: Telephone; answer: Answer };

/** The best number there is: one that is safe now, else one with times, else one to read about, else one nobody asked about. */
function bestOf(telephones: readonly Telephone[], now: Temporal.Instant): Rated | undefined {
  const usable = telephones.filter((one) => neverSaid(one) === null);
  const rated = usable.map((telephone) => ({ telephone, answer: ofNumber(telephone, now) }));
  return rated.sort((a, b) => UNTIL_NOW[a.answer.verdict] - UNTIL_NOW[b.answer.verdict])[0];
}

/** "Mary died on 1 March 2026". */
export const diedSaid = (name: string, on: Day): string => `${name} died on ${longDay(on)}`;

/** What stands against ringing somebody, whichever number it would be. */
function against({ sight, owner, diedOn, name, agreed, notAskedSince, held }: ReachFacts): Answer | null {
  const no = (why: string): Answer => ({ verdict: "no", why });
  if (diedOn !== null) return no(`${diedSaid(name, diedOn)}. Do not ring`);
  if (sight === "withdrawn" || sight === "never")
    return no(
      `The carer no longer agrees to share with us: ask in the room, or ring ${owner.name} on ${owner.telephone}`,
    );
  if (agreed["contact-telephone"] === "no") return no("Asked us not to ring");
  if (notAskedSince !== null)
    return no(`Asked on ${longDay(notAskedSince)} not to be asked anything more. Do not ring to ask`);
  if (held !== null) return no(`On hold until ${longDay(held.until)}${held.reason === null ? "" : `: ${held.reason}`}`);
  return null;
}

const noNumber = ({ sight, owner }: ReachFacts, never: readonly string[]): Answer => {
  if (sight === "ended")
    return { verdict: "no", why: `No number that we may still use: ring ${owner.name} on ${owner.telephone}` };
  return { verdict: "no", why: never[0] ?? "No number on file" };
};

/** A yes about the number is not yet a yes to being rung: that is asked by itself (docs/rules/people-and-words.md). */
function withAgreement(answer: Answer, facts: ReachFacts): Answer {
  const isUnasked = answer.verdict === "safe" && facts.agreed["contact-telephone"] === "not-asked";
  if (isUnasked) return { verdict: "not-asked", why: "Nobody asked yet whether we may ring" };
  const isSaidBefore = answer.verdict === "safe" && facts.saidBefore !== null;
  return isSaidBefore
    ? { verdict: "read-first", why: `Not known to be safe now. Read this first${quoted(facts.saidBefore)}` }
    : answer;
}

const CALLED: Record<ReachContact["kind"], string> = {
  mobile: "Mobile",
  telephone: "Telephone",
  email: "Email",
  address: "Letters to the address",
  postcode: "The postcode",
};

/** What not to do with one way of reaching them; of the number on the card its verdict says the rest. */
function doNotOf(contact: ReachContact, isShown: boolean): string[] {
  const called = CALLED[contact.kind];
  if (contact.wrongSince !== null) return [`${called}: a wrong number, do not ring it`];
  if (contact.doNotUseReason !== null) return [`${called}: do not use. ${contact.doNotUseReason}`];
  if (contact.safe === "no") return [`${called}: not safe to use${quoted(contact.words)}`];
  const isWarned = !isShown && contact.safe === "at-times";
  const when = contact.hours === null ? quoted(contact.words) : ` ${hoursText(contact.hours)}${quoted(contact.words)}`;
  return [
    ...(isWarned ? [`${called}: only at some times${when}`] : []),
    ...(isShown && contact.shared === "yes"
      ? ["Somebody else uses this number too: do not say why you ring until you know who answers"]
      : []),
  ];
}

/** From when on somebody who is on hold may be rung again. */
const afterHold = (until: Day): Temporal.Instant => startsAt(addDays(until, 1), "00:00");

/** When it is next safe: not where what stands against it has no end. */
function nextOf(facts: ReachFacts, best: Rated | undefined, now: Temporal.Instant): Temporal.Instant | null {
  const { diedOn, sight, agreed, notAskedSince, held, saidBefore } = facts;
  const isForGood = diedOn !== null || sight === "withdrawn" || sight === "never" || notAskedSince !== null;
  if (isForGood || agreed["contact-telephone"] !== "yes" || saidBefore !== null) return null;
  const hours = best?.telephone.hours;
  if (best?.telephone.safe !== "at-times" || !hours) return null;
  const free = held === null ? now : afterHold(held.until).subtract({ seconds: 1 });
  return nextStart(hours, Temporal.Instant.compare(free, now) > 0 ? free : now);
}

/**
 * How somebody may be reached at this moment: by which number, whether it is safe and why or why not, when it is safe next,
 * and what not to do. The one place that says so (docs/rules/reaching.md); `now` is the caller's, read in London.
 */
export function reach(facts: ReachFacts, now: Temporal.Instant): Reach {
  const telephones = facts.contacts.filter(isTelephone);
  const best = bestOf(telephones, now);
  const never = telephones.map(neverSaid).filter((why) => why !== null);
  const stands = against(facts);
  const answer = stands ?? (best ? withAgreement(best.answer, facts) : noNumber(facts, never));
  const isGone = facts.diedOn !== null || facts.sight === "withdrawn" || facts.sight === "never";
  const shown = isGone || agreedNot(facts) ? undefined : best?.telephone;
  return {
    ...answer,
    number: shown ? { id: shown.id, value: shown.value, kind: shown.kind } : null,
    next: answer.verdict === "safe" ? null : nextOf(facts, best, now),
    doNot: isGone ? [] : facts.contacts.flatMap((contact) => doNotOf(contact, contact.id === shown?.id)),
  };
}

/** Who asked us not to ring has no number on the card: nobody rings by habit. */
const agreedNot = ({ agreed }: ReachFacts): boolean => agreed["contact-telephone"] === "no";
