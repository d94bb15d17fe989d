import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { freePlaces, type Outcome, type Place } from "../delivery/enrolment.ts";

type Standing = { version: number; outcome: Outcome | null };

/** Why somebody can't go to another run, or back to the waiting list, as things stand. */
export type RunChangeRefusal = "not-on-a-run" | "changed-since" | "not-offered" | "full";

export const RUN_CHANGE_REFUSED: Readonly<Record<RunChangeRefusal, string>> = {
  "not-on-a-run": "They are not on a run now: how it ended is on the person’s page",
  "changed-since": "This was changed while you had the page open. What you typed is still here",
  "not-offered": "Select a run",
  full: "No place of that run is free: choose another run, or add places to it",
};

/** Only who is on a run leaves it for another, or for the waiting list (docs/rules/runs.md). */
export function mayChangeRun(enrolment: Standing, version: number): RunChangeRefusal | null {
  if (enrolment.outcome !== null) return "not-on-a-run";
  return enrolment.version === version ? null : "changed-since";
}

type Offered = { id: string };

/** The run and the place that somebody moves to: one of those offered (a session to come, another run than theirs), with a free place. */
export function moveTo<R extends Offered>(
  offered: readonly R[],
  form: { run: string; withHeld: readonly string[] },
  places: readonly Place[],
): Result<{ run: R; place: Place }, RunChangeRefusal> {
  const run = offered.find(({ id }) => id === form.run);
  if (!run) return err("not-offered");
  const [place] = freePlaces(places, form.withHeld.length > 0);
  return place ? ok({ run, place }) : err("full");
}

/** The day on which they leave the run: today, or the day they joined it where that is still to come. */
export const leavesOn = (fromOn: Day, today: Day): Day => (fromOn > today ? fromOn : today);
