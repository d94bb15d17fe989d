import type { SessionFacts } from "./session.ts";

export type Mark = "all" | "part" | "none";
export type Mode = "in-person" | "online" | "telephone" | "home-visit";
export type AbsenceReason =
  | "illness"
  | "childcare"
  | "child-at-home-or-excluded"
  | "work"
  | "transport"
  | "contact-or-court"
  | "own-health"
  | "religious-or-cultural-day"
  | "not-told-why";

/** One row's worth of a register: `minutes` where part, `reason` where not attended. */
export type Marking = {
  mark: Mark;
  minutes: number | null;
  late: "yes" | "no";
  mode: Mode;
  reason: AbsenceReason | null;
  toldInAdvance: "yes" | "no" | null;
};

export type MarkRow = Marking & { id: string; enrolmentId: string; sessionId: string; at: string; byName: string };

/** Marks of one person by session: only rows that no other replaces. */
export type Marks = ReadonlyMap<string, Pick<Marking, "mark" | "minutes">>;

export const isSameMarking = (a: Marking, b: Marking): boolean =>
  (["mark", "minutes", "late", "mode", "reason", "toldInAdvance"] as const).every((name) => a[name] === b[name]);

export const attended = (marks: Marks, sessionId: string): boolean => {
  const mark = marks.get(sessionId)?.mark;
  return mark === "all" || mark === "part";
};

/** Was this session made up for by an attended catch-up, home visit or phone session? */
export const isMadeUp = (session: Pick<SessionFacts, "id">, sessions: readonly SessionFacts[], marks: Marks): boolean =>
  sessions.some((other) => other.makesUpId === session.id && other.status !== "cancelled" && attended(marks, other.id));

const inOrder = (sessions: readonly SessionFacts[]) =>
  sessions.toSorted((a, b) => (a.day === b.day ? a.number - b.number : a.day < b.day ? -1 : 1));

/**
 * How many sessions in a row, up to the last one marked, somebody has missed (docs/rules/completion.md; docs/rules/runs.md). Sessions
 * cancelled by the service, not yet marked, or made up for do not count, and do not end the row either, but attending does.
 */
export function missedInARow(sessions: readonly SessionFacts[], marks: Marks): number {
  let missed = 0;
  for (const session of inOrder(sessions).toReversed()) {
    if (session.kind !== "planned" || session.status === "cancelled") continue;
    const mark = marks.get(session.id)?.mark;
    if (mark === undefined) continue;
    if (mark !== "none" || isMadeUp(session, sessions, marks)) return missed;
    missed += 1;
  }
  return missed;
}

export type Dose = {
  attendedAll: number;
  attendedPart: number;
  missed: number;
  notMarked: number;
  catchUps: number;
  homeVisits: number;
  phone: number;
  cancelled: number;
  minutes: number;
};

const EXTRA = { "catch-up": "catchUps", "home-visit": "homeVisits", phone: "phone" } as const;

/** What somebody had of a run. Catch-ups, home visits and calls are counted apart; what the service cancelled is no absence. */
export function doseOf(sessions: readonly (SessionFacts & { minutes: number })[], marks: Marks): Dose {
  const dose: Dose = {
    attendedAll: 0,
    attendedPart: 0,
    missed: 0,
    notMarked: 0,
    catchUps: 0,
    homeVisits: 0,
    phone: 0,
    cancelled: 0,
    minutes: 0,
  };
  for (const session of sessions) {
    const given = marks.get(session.id);
    if (attended(marks, session.id)) dose.minutes += given?.minutes ?? session.minutes;
    if (session.status === "cancelled") dose.cancelled += session.kind === "planned" ? 1 : 0;
    else if (session.kind !== "planned") dose[EXTRA[session.kind]] += attended(marks, session.id) ? 1 : 0;
    else if (!given) dose.notMarked += 1;
    else dose[given.mark === "all" ? "attendedAll" : given.mark === "part" ? "attendedPart" : "missed"] += 1;
  }
  return dose;
}

/** People of a register who have no mark yet. */
export const notMarked = <P extends { enrolmentId: string }>(people: readonly P[], marked: ReadonlySet<string>): P[] =>
  people.filter(({ enrolmentId }) => !marked.has(enrolmentId));
