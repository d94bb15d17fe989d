import { addDays, type Day, longDay } from "../../../domain/calendar.ts";
import type { ReferralContact } from "../contact/contact.ts";
import { clockOf, lateWith, type Pause } from "../referral/clock.ts";
import type { LoggedEvent } from "../referral/event-queries.ts";

const WHY = { "information-requested": "Waiting for the referrer", hold: "On hold" } as const;

const pauseText = ({ why, after, to }: Pause): string => {
  const from = longDay(why === "hold" ? addDays(after, 1) : after);
  return to === null ? `${WHY[why]} since ${from}` : `${WHY[why]} from ${from} to ${longDay(to)}`;
};

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const standard = (text: string, by: Day, done: Day | null, today: Day) => ({
  text,
  by: longDay(by),
  done: done ? longDay(done) : "",
  isLate: (done ?? today) > by,
});

/** The clock in words: how long, when it stood still, what is due when. Null before it was sent. */
export function clockPage(
  events: readonly LoggedEvent[],
  holds: readonly Pause[],
  contacts: readonly ReferralContact[],
  today: Day,
) {
  const clock = clockOf(events, holds, today, contacts);
  if (!clock) return null;
  const started = events.find(({ verb }) => verb === "start");
  const isOver = clock.stoppedOn !== null;
  const waited = plural(clock.workingDays, "working day");
  return {
    summary: isOver ? `Waited ${waited}.` : `Waiting ${waited}${clock.isPaused ? "; the clock stands still now" : ""}.`,
    pauses: clock.pauses.map(pauseText),
    isLateNow: lateWith(clock, today).length > 0,
    standards: [
      standard("Acknowledged", clock.acknowledgeBy, clock.acknowledgedOn, clock.stoppedOn ?? today),
      standard("First contact with the carer", clock.contactBy, clock.contactedOn, clock.stoppedOn ?? today),
      standard("Start", clock.startBy, started ? clock.stoppedOn : null, clock.stoppedOn ?? today),
    ],
  };
}
