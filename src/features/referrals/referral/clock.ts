import { addDays, type Day, dayOfText, daysBetween } from "../../../domain/calendar.ts";
import { addWorkingDays, isWorkingDay } from "../../../domain/working-time.ts";
import { isConversation, type ReferralContact } from "../contact/contact.ts";
import type { ReferralState, Suitability, Verb } from "./states.ts";
import { withoutTakenBack } from "./taking-back.ts";

/** Service standards (docs/rules/service-standards.md): acknowledged and first contact in working days, start in weeks. */
export const STANDARDS = { acknowledged: 2, contact: 5, startWeeks: 12 } as const;

/** A time that does not count: the days after `after`, to `to` included; null while it lasts. */
export type Pause = { why: "information-requested" | "hold"; after: Day; to: Day | null };

export type Clock = {
  sentOn: Day;
  acknowledgeBy: Day;
  acknowledgedOn: Day | null;
  contactBy: Day;
  /** The day on which somebody first spoke to the carer; null while nobody has said so. */
  contactedOn: Day | null;
  startBy: Day;
  /** The day it stopped: started or ended. Null while it runs. */
  stoppedOn: Day | null;
  pauses: Pause[];
  isPaused: boolean;
  /** Working days from the day after it was sent to today or the stop, without pauses: counted when it is asked for, since lists of hundreds don't. */
  readonly workingDays: number;
};

type Logged = { verb: Verb; from?: ReferralState | null; suitability?: Suitability | null; at: string };

const ANSWERED: readonly Verb[] = ["ask", "accept", "decline", "close"];
const STOPS: readonly Verb[] = ["decline", "withdraw", "close", "start", "not-start"];

/** What nobody does without having spoken to the carer. */
const SPOKEN_BEFORE: readonly Verb[] = ["enrol", "start"];

const on = (event: Pick<Logged, "at">): Day => dayOfText(event.at);

/** The times that the provider waited for the referrer: from asking to the answer. */
function askedPauses(events: readonly Logged[]): Pause[] {
  return events.flatMap((event, index): Pause[] => {
    if (event.verb !== "ask") return [];
    const end = events.slice(index + 1).find(({ verb }) => verb !== "amend");
    return [{ why: "information-requested", after: on(event), to: end ? on(end) : null }];
  });
}

const covers = (pause: Pause, day: Day): boolean => day > pause.after && (pause.to === null || day <= pause.to);

const isOn = (pause: Pause, today: Day): boolean => (pause.why === "hold" ? covers(pause, today) : pause.to === null);

/** Days after `from` up to `to` that no pause covers and that `counts` accepts. */
function countDays(from: Day, to: Day, pauses: readonly Pause[], counts: (day: Day) => boolean): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (counts(day) && !pauses.some((pause) => covers(pause, day))) count += 1;
  return count;
}

/** A due day moved on by the days of pauses that began before it. */
function movedOn(due: Day, pauses: readonly Pause[], today: Day): Day {
  return pauses
    .filter((pause) => pause.after < due)
    .reduce((day, pause) => addDays(day, Math.max(0, daysBetween(pause.after, pause.to ?? today))), due);
}

/** When somebody first spoke to the carer: a conversation that was recorded, or what needs one (docs/rules/service-standards.md). */
function firstContact(events: readonly Logged[], contacts: readonly Spoken[]): Day | null {
  const spoken = [
    ...contacts.filter(isConversation),
    ...events.filter(({ verb, suitability }) => SPOKEN_BEFORE.includes(verb) || Boolean(suitability)),
  ].map(on);
  return spoken.sort()[0] ?? null;
}

type Spoken = Pick<ReferralContact, "at" | "outcome">;

/**
 * The clock of a referral that was sent: what is due when, and how long it has waited. It stands still while information is
 * asked for and during holds (docs/rules/service-standards.md), and stops at the first session or the end; it runs on as if nothing had ended where that was taken back. `holds` are the carer's.
 */
export function clockOf(
  logged: readonly Logged[],
  holds: readonly Pause[],
  today: Day,
  contacts: readonly Spoken[] = [],
): Clock | null {
  const events = withoutTakenBack(logged);
  const sent = events.find(({ verb }) => verb === "submit");
  if (!sent) return null;
  const sentOn = on(sent);
  const stop = events.find(({ verb }) => STOPS.includes(verb));
  const acknowledged = events.find(({ verb }) => ANSWERED.includes(verb));
  const pauses = [...askedPauses(events), ...holds.filter((hold) => hold.to === null || hold.to >= sentOn)];
  const until = stop ? on(stop) : today;
  return {
    sentOn,
    acknowledgeBy: addWorkingDays(sentOn, STANDARDS.acknowledged),
    acknowledgedOn: acknowledged ? on(acknowledged) : null,
    contactBy: movedOn(addWorkingDays(sentOn, STANDARDS.contact), pauses, until),
    contactedOn: firstContact(events, contacts),
    startBy: movedOn(addDays(sentOn, STANDARDS.startWeeks * 7), pauses, until),
    stoppedOn: stop ? on(stop) : null,
    pauses,
    isPaused: !stop && pauses.some((pause) => isOn(pause, today)),
    get workingDays() {
      return countDays(sentOn, until, pauses, isWorkingDay);
    },
  };
}

/** What a referral that still waits is late with (U15): the standards whose day is over and that are not met. Nothing while its clock stands still. */
export type Late = { what: "acknowledged" | "contact" | "start"; by: Day };

export function lateWith(clock: Clock, today: Day): Late[] {
  if (clock.stoppedOn !== null || clock.isPaused) return [];
  const all: (Late & { isMet: boolean })[] = [
    { what: "acknowledged", by: clock.acknowledgeBy, isMet: clock.acknowledgedOn !== null },
    { what: "contact", by: clock.contactBy, isMet: clock.contactedOn !== null },
    { what: "start", by: clock.startBy, isMet: false },
  ];
  return all.filter(({ by, isMet }) => !isMet && by < today).map(({ what, by }) => ({ what, by }));
}
