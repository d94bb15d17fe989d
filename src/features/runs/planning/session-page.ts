import { clockTime, longDay, weekdayAndDay } from "../../../domain/calendar.ts";
import { dateField, errorList, field, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { nameOf } from "../../families/index.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import type { Run } from "../delivery/run.ts";
import { SESSION_KINDS, type Session } from "../delivery/session.ts";
import type { Move } from "../delivery/session-dates.ts";
import { runPaths, sessionPaths } from "../paths.ts";
import { CANCELLED_REASONS, CORE, type MovingForm, SCOPES } from "./session-form.ts";

export const sessionName = (session: Pick<Session, "kind" | "number" | "module">): string =>
  session.kind === "planned"
    ? `Session ${session.number}: ${session.module}`
    : `${SESSION_KINDS[session.kind]}: ${session.module}`;

/** A co-leader's way up is today's list; everybody else's is the run. */
export const sessionCrumbs = (run: Pick<Run, "id" | "name">, session: Session, isCoLeader: boolean, here?: string) => [
  ...(isCoLeader
    ? [{ text: "Today’s sessions", href: sessionPaths.today() }]
    : [
        { text: "Runs", href: runPaths.list() },
        { text: run.name, href: runPaths.show(run.id) },
      ]),
  ...(here
    ? [{ text: sessionName(session), href: sessionPaths.register(session.id) }, { text: here }]
    : [{ text: sessionName(session) }]),
];

const when = (at: { day: string; time: string }) => `${weekdayAndDay(at.day)}, ${clockTime(at.time)}`;

const asPlanned = (session: Session): FormProblem => ({
  values: { day: session.day, time: session.time, scope: "one" },
  errors: [],
});

/** The first page of changing a date: the new day and time, and which sessions go with it. */
export function movingPage(run: Run, session: Session, typed: FormProblem = BLANK) {
  const form = typed === BLANK ? asPlanned(session) : typed;
  return {
    title: "Change the date",
    breadcrumbs: sessionCrumbs(run, session, false, "Change the date"),
    errors: errorList(form),
    version: session.version,
    about: `${sessionName(session)} is on ${when(session)}.`,
    day: dateField("day", form),
    time: field("time", form),
    scope: session.kind === "planned" ? radios("scope", SCOPES, form) : null,
    cancelHref: sessionPaths.register(session.id),
  };
}

type Preview = {
  moves: Move[];
  sessions: Session[];
  carers: number;
  closure: string | null;
  shown: string;
  errors?: string[];
};

/** The second page: every date that moves, and how many carers have to be told. Nothing is saved until it is confirmed. */
export function movesPage(run: Run, session: Session, form: MovingForm, preview: Preview) {
  const { moves, sessions, carers } = preview;
  const of = (id: string) => sessions.find((one) => one.id === id);
  const dates = moves.length === 1 ? "1 date moves" : `${moves.length} dates move`;
  return {
    title: `${dates}, ${carers === 1 ? "1 carer" : `${carers} carers`} to tell`,
    breadcrumbs: sessionCrumbs(run, session, false, "Change the date"),
    errors: (preview.errors ?? []).map((text) => ({ text })),
    warning: preview.closure === null ? "" : `${longDay(form.day)} is ${preview.closure}. You can still choose it.`,
    rows: moves.map((move) => {
      const moving = of(move.id);
      return [{ text: moving ? sessionName(moving) : "" }, { text: when(move.from) }, { text: when(move.to) }];
    }),
    version: form.version,
    hidden: { day: form.day, time: form.time, scope: form.scope, confirmed: "yes", shown: preview.shown },
    backHref: sessionPaths.moving(session.id),
  };
}

export const cancellingPage = (run: Run, session: Session, form = BLANK) => ({
  title: "Cancel this session",
  breadcrumbs: sessionCrumbs(run, session, false, "Cancel"),
  errors: errorList(form),
  version: session.version,
  about: `${sessionName(session)}, ${when(session)}. A session that we cancel never counts against a carer.`,
  reason: radios("reason", CANCELLED_REASONS, form),
  cancelHref: sessionPaths.register(session.id),
});

export const reinstatingPage = (run: Run, session: Session, form = BLANK) => ({
  title: "Reinstate this session",
  breadcrumbs: sessionCrumbs(run, session, false, "Reinstate"),
  errors: errorList(form),
  version: session.version,
  about: `${sessionName(session)}, ${when(session)}, was cancelled. It will be planned again on that day.`,
  cancelHref: sessionPaths.register(session.id),
});

/** A session more: for everybody, or a catch-up, home visit or call for one person. */
export function newSessionPage(
  run: Run,
  people: readonly Enrolment[],
  sessions: readonly Session[],
  form: FormProblem,
) {
  const planned = sessions.filter(({ kind, status }) => kind === "planned" && status !== "cancelled");
  return {
    title: "Add a session",
    breadcrumbs: [
      { text: "Runs", href: runPaths.list() },
      { text: run.name, href: runPaths.show(run.id) },
      { text: "Add a session" },
    ],
    errors: errorList(form),
    kind: radios("kind", SESSION_KINDS, form),
    forEnrolment: select(
      "forEnrolment",
      Object.fromEntries(people.map((one) => [one.id, nameOf(one.carer)])),
      form,
      "Everybody",
    ),
    makesUp: select(
      "makesUp",
      Object.fromEntries(planned.map((one) => [one.id, `${sessionName(one)}, ${longDay(one.day)}`])),
      form,
      "None",
    ),
    core: radios("core", CORE, form),
    module: field("module", form),
    day: dateField("day", form),
    time: field("time", form),
    minutes: field("minutes", form),
    cancelHref: runPaths.show(run.id),
  };
}
