import { clockTime, type Day, longDay } from "../../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import { viabilityOf } from "../delivery/run.ts";
import type { RunRow, RunState } from "../delivery/run-queries.ts";
import type { TodaySession } from "../delivery/session-queries.ts";
import { sessionState } from "../delivery/session-words.ts";
import { runPaths, sessionPaths } from "../paths.ts";
import { CHANGED, viabilityTag } from "./run-page.ts";

const shownDay = (day: Day | null): string => (day === null ? "" : longDay(day));

function rowOf(run: RunRow, today: Day, changed: ReadonlySet<string>) {
  const viability =
    run.kind === "group" ? viabilityTag(viabilityOf(run.taken, run.minimumPlaces, run.firstDay, today)) : null;
  return [
    { text: run.name, href: runPaths.show(run.id), ...(changed.has(run.id) && { mark: CHANGED }) },
    { text: run.programmeName },
    { text: `${run.taken} of ${run.places}`, format: "numeric" },
    { text: shownDay(run.firstDay) },
    { text: shownDay(run.nextDay) },
    viability ? { tag: viability } : { text: "" },
  ];
}

type Listed = { found: Page<RunRow>; total: number; state: RunState; today: Day; changed: ReadonlySet<string> };

/** The list of runs, open or closed. */
export function runsPage({ found, total, state, today, changed }: Listed) {
  return {
    title: "Runs",
    tabs: [
      { text: "Open", href: runPaths.list("open"), active: state === "open" },
      { text: "Closed", href: runPaths.list("closed"), active: state === "closed" },
    ],
    count: countWords(total, "run", "runs"),
    rows: found.rows.map((run) => rowOf(run, today, changed)),
    empty:
      state === "open"
        ? {
            text: "No open runs. A run delivers one of your programmes, with places and dated sessions.",
            href: runPaths.new(),
            linkText: "Make a run",
          }
        : { text: "No run has been closed yet." },
    newHref: runPaths.new(),
    comingHref: runPaths.coming(),
    pages: pageLinks(found, (place) => addressOf(runPaths.list(), { ...(state === "closed" && { state }), ...place })),
  };
}

/** Today's sessions: where a co-leader starts, and a short way to the register for everybody else. */
export function todayPage(sessions: readonly TodaySession[], today: Day) {
  return {
    title: "Today’s sessions",
    rows: sessions.map((session) => [
      { text: `${session.runName}: ${session.number}. ${session.module}`, href: sessionPaths.register(session.id) },
      { text: clockTime(session.time) },
      { tag: sessionState({ ...session, day: today, enteredLateDays: null }, today) },
    ]),
    day: longDay(today),
    notices: { noted: "Note saved", raised: "Concern raised. Somebody will look at it." },
  };
}
