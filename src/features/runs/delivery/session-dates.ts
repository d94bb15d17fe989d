import { BANK_HOLIDAYS } from "../../../domain/bank-holidays.ts";
import { addDays, type Day, daysBetween } from "../../../domain/calendar.ts";

/** First and last day of a local closure; both days count. */
export type DayRange = { from: Day; to: Day };

export type DatedSession = { id: string; day: Day; time: string };
export type Move = { id: string; from: { day: Day; time: string }; to: { day: Day; time: string } };
export type MoveScope = "one" | "later";

/** Why no session falls on a day, or null: a bank holiday of England (gov.uk), or a local holiday given for the run. */
export function closureOn(day: Day, local: readonly DayRange[]): string | null {
  if (Object.hasOwn(BANK_HOLIDAYS, day)) return BANK_HOLIDAYS[day]!;
  return local.some(({ from, to }) => day >= from && day <= to) ? "Local holiday" : null;
}

export type Closures = (day: Day) => string | null;

/** The first open day at or after `day`, a week on each time, so that the weekday stays. */
function openDay(day: Day, closed: Closures): { day: Day; skipped: Day[] } {
  const skipped: Day[] = [];
  let at = day;
  while (closed(at) !== null) {
    skipped.push(at);
    at = addDays(at, 7);
  }
  return { day: at, skipped };
}

/**
 * A day for each session: `offsets` days after the first one. Where a day is closed, that session and all after it move on by
 * a week (docs/rules/runs.md). The days given are local; they do not move when the clock changes.
 */
export function sessionDays(start: Day, offsets: readonly number[], closed: Closures): { day: Day; skipped: Day[] }[] {
  let moved = 0;
  return offsets.map((offset) => {
    const found = openDay(addDays(start, offset + moved), closed);
    moved += found.skipped.length * 7;
    return found;
  });
}

/** Days after the first session: the template's own offsets, or `weeks` weeks apart where the run has another rhythm. */
export const offsetsFor = (template: readonly number[], templateWeeks: number, weeks: number): number[] =>
  weeks === templateWeeks ? [...template] : template.map((_, at) => at * weeks * 7);

/**
 * What moves when one session gets another day or time. "one": this session alone. "later": this and every session after it by
 * as many days; a closed day moves that one and those after it on by a week. `sessions` are those that may move, in order.
 */
export function movesOf(
  sessions: readonly DatedSession[],
  id: string,
  to: { day: Day; time: string },
  scope: MoveScope,
  closed: Closures,
): Move[] {
  const at = sessions.findIndex((session) => session.id === id);
  const first = sessions[at];
  if (!first) return [];
  const moving = scope === "one" ? [first] : sessions.slice(at);
  let shift = daysBetween(first.day, to.day);
  const moves = moving.map((session, index) => {
    const found = index === 0 ? { day: to.day, skipped: [] } : openDay(addDays(session.day, shift), closed);
    shift += found.skipped.length * 7;
    return { id: session.id, from: { day: session.day, time: session.time }, to: { day: found.day, time: to.time } };
  });
  return moves.filter(({ from, to }) => from.day !== to.day || from.time !== to.time);
}

/** How many days after its date a session was put in; null when it was not in the past (docs/rules/runs.md). */
export const enteredLateDays = (day: Day, today: Day): number | null => (day < today ? daysBetween(day, today) : null);
