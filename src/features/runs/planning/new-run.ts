import type { Day } from "../../../domain/calendar.ts";
import type { PlaceKind } from "../delivery/enrolment.ts";
import type { StaffRole } from "../delivery/run.ts";
import { closureOn, enteredLateDays, offsetsFor, sessionDays } from "../delivery/session-dates.ts";
import type { NewRunForm } from "./run-form.ts";

type TemplateSession = { number: number; module: string; core: boolean; minutes: number };
export type RunTemplate = { sessions: readonly TemplateSession[]; offsets: readonly number[]; weeks: number };

/** How many of each kind of place; of a one-to-one course there is one. */
export function placesFrom(
  form: Pick<NewRunForm, "open" | "held" | "reserve">,
  kind: "group" | "one-to-one",
): PlaceKind[] {
  if (kind === "one-to-one") return ["open"];
  const many = (place: PlaceKind, how: number) => Array.from({ length: how }, () => place);
  return [...many("open", form.open), ...many("held", form.held), ...many("reserve", form.reserve)];
}

/** Everybody who delivers a run once: who leads it, then co-facilitators, then peer co-leaders. */
export function staffFrom(form: Pick<NewRunForm, "facilitator" | "coFacilitators" | "coLeaders">) {
  const named: { userId: string; asWhat: StaffRole }[] = [
    { userId: form.facilitator, asWhat: "facilitator" },
    ...form.coFacilitators.map((userId) => ({ userId, asWhat: "co-facilitator" as const })),
    ...form.coLeaders.map((userId) => ({ userId, asWhat: "peer-co-leader" as const })),
  ];
  return named.filter(({ userId }, at) => named.findIndex((other) => other.userId === userId) === at);
}

/**
 * Why a run can't begin on the day that was asked for, with the first day a week or more later on which it could; null where it
 * can. Whoever plans says which day: nothing moves in silence (docs/rules/runs.md).
 */
export function closedStart({ startOn, holidays }: Pick<NewRunForm, "startOn" | "holidays">) {
  const closed = closureOn(startOn, holidays);
  if (closed === null) return null;
  const [first] = sessionDays(startOn, [0], (day) => closureOn(day, holidays));
  return { why: closed, next: first!.day };
}

/** The sessions of a run on their dates; those in the past say how late they were put in (docs/rules/runs.md). */
export function sessionsFrom(
  form: Pick<NewRunForm, "startOn" | "time" | "weeks" | "holidays">,
  template: RunTemplate,
  today: Day,
) {
  const offsets = offsetsFor(template.offsets, template.weeks, form.weeks);
  const days = sessionDays(form.startOn, offsets, (day) => closureOn(day, form.holidays));
  return template.sessions.map((session, at) => {
    const day = days[at]!.day;
    return {
      ...session,
      core: session.core ? ("yes" as const) : ("no" as const),
      day,
      time: form.time,
      enteredLateDays: enteredLateDays(day, today),
    };
  });
}

/** The days on which a session would have been, and is not, since they are closed: a week later each time. */
export const skippedDays = (
  form: Pick<NewRunForm, "startOn" | "weeks" | "holidays">,
  template: Pick<RunTemplate, "offsets" | "weeks">,
): Day[] =>
  sessionDays(form.startOn, offsetsFor(template.offsets, template.weeks, form.weeks), (day) =>
    closureOn(day, form.holidays),
  ).flatMap(({ skipped }) => skipped);
