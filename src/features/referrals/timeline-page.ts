import { longDay, longInstant } from "../../domain/calendar.ts";
import type { LoggedEvent } from "./event-queries.ts";
import { SUITABILITIES } from "./states.ts";
import { stepSaid } from "./taking-back.ts";
import { ENDING_REASONS } from "./words.ts";

/**
 * What happened, newest first. Saves of the draft are left out: they are before anything was sent. What an amendment changed is
 * about the carer, so it shows only to those whom the carer lets see it.
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
        ...(event.note ? [event.note] : []),
      ],
      changes: isShared ? event.changes : [],
    }))
    .reverse();
