import { longDay, longInstant } from "../../../domain/calendar.ts";
import type { LoggedEvent } from "../referral/event-queries.ts";
import { SUITABILITIES, type Verb } from "../referral/states.ts";
import { stepSaid } from "../referral/taking-back.ts";
import { ENDING_REASONS } from "../referral/words.ts";

const BY_REFERRER: readonly Verb[] = ["answer", "amend", "withdraw"];

/**
 * What happened, newest first. Saves of the draft are left out: they are before anything was sent. What the referrer wrote, and
 * what an amendment changed, is about the family, so it shows only to those who see what the referral carries.
 */
export const timelinePage = (events: readonly LoggedEvent[], isShared: boolean) =>
  events
    .filter(({ verb }) => verb !== "save")
    .map((event) => ({
      title: stepSaid(event),
      by: event.byName,
      at: { timestamp: event.at, text: longInstant(event.at) },
      lines: [
        ...(event.suitability ? [`Suitability: ${SUITABILITIES[event.suitability]}`] : []),
        ...(event.readyFromOn ? [`Ready from ${longDay(event.readyFromOn)}`] : []),
        ...(event.reason ? [`Reason: ${ENDING_REASONS[event.reason] ?? event.reason}`] : []),
        ...(event.note && (isShared || !BY_REFERRER.includes(event.verb)) ? [event.note] : []),
      ],
      changes: isShared ? event.changes : [],
    }))
    .reverse();
