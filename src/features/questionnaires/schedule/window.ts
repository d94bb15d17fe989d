import { addDays, addMonths, type Day } from "../../../domain/calendar.ts";

/** The rule of a plan item; its numbers are documented where plans are (programmes/plan.ts; docs/rules/windows.md). */
export type WindowRule =
  | { rule: "T1"; opensDaysBefore: number; dueDaysBefore: number; closesWithSession: number; validDaysBefore: number }
  | {
      rule: "T2";
      opensDaysBefore: number;
      closesDaysAfter: number;
      leavingDaysAfterFirst: number;
      leavingDueDays: number;
    }
  | { rule: "T3"; months: number; opensDaysBefore: number; closesDaysAfter: number }
  | { rule: "S"; closesDaysAfter: number }
  | { rule: "W"; opensDaysAfter: number; closesDaysAfter: number };

/** The real dates that windows hang on: this enrolment's planned sessions in order, and whether and when it ended early. */
export type Anchors = {
  enrolledOn: Day;
  sessions: readonly { number: number; day: Day }[];
  /** The first of them that they came to, once there is one. */
  firstAttendedOn?: Day | null;
  firstAnsweredOn: Day | null;
  leftOn: Day | null;
};

export type Window = {
  opensOn: Day;
  dueOn: Day;
  closesOn: Day;
  anchor: string;
  /** By how many days of `closesOn` holds let it close later (held.ts); none where left out. */
  heldDays?: number;
};

const later = (a: Day, b: Day): Day => (a > b ? a : b);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

const byDay = (sessions: Anchors["sessions"]) =>
  [...sessions].sort((a, b) => a.day.localeCompare(b.day) || a.number - b.number);

/**
 * The sessions of this enrolment: those from the day on which they joined, or from the first that they came to. Somebody who joins in
 * mid-course has a first session of their own; where the course was over, its sessions are all there is.
 */
function ownSessions({ sessions, enrolledOn, firstAttendedOn }: Anchors): Anchors["sessions"] {
  const all = byDay(sessions);
  const own = all.filter(({ day }) => day >= (firstAttendedOn ?? enrolledOn));
  return own.length > 0 ? own : all;
}

/**
 * When an occasion opens, is due and closes, from real dates (docs/rules/windows.md). Null while what it hangs on has no
 * date. `number` is the session's of S1 ... Sn and the week's of W1 ... Wn; no other occasion needs it.
 */
export function windowOf(rule: WindowRule, anchors: Anchors, number?: number): Window | null {
  const sessions = byDay(anchors.sessions);
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (!first || !last) return null;
  if (rule.rule === "T1") return before(rule, anchors, ownSessions(anchors));
  if (rule.rule === "T2") return anchors.leftOn ? afterLeaving(rule, anchors, anchors.leftOn) : after(rule, sessions);
  if (rule.rule === "T3") return followUp(rule, lastReached(sessions, anchors.leftOn));
  if (rule.rule === "W") return number === undefined ? null : inWeek(rule, first.day, number);
  const session = sessions.find((one) => one.number === number);
  return session ? atSession(rule, session) : null;
}

type RuleOf<R> = Extract<WindowRule, { rule: R }>;

function before(rule: RuleOf<"T1">, { enrolledOn }: Anchors, sessions: Anchors["sessions"]): Window {
  const first = sessions[0]!.day;
  const closesOn = (sessions[rule.closesWithSession - 1] ?? sessions.at(-1)!).day;
  const opensOn = later(addDays(first, -rule.opensDaysBefore), enrolledOn);
  // Somebody enrolled after the due day is asked from that day on, and is not overdue before being asked.
  const dueOn = later(addDays(first, -rule.dueDaysBefore), opensOn);
  const latest = later(closesOn, opensOn);
  return { opensOn, dueOn: earlier(dueOn, latest), closesOn: latest, anchor: `session-1:${first}` };
}

/** The last but one session is where it is first asked: who will not be at the last answers there. */
function after(rule: RuleOf<"T2">, sessions: Anchors["sessions"]): Window {
  const last = sessions.at(-1)!.day;
  const lastButOne = sessions.at(-2)?.day ?? last;
  return {
    opensOn: earlier(lastButOne, addDays(last, -rule.opensDaysBefore)),
    dueOn: last,
    closesOn: addDays(last, rule.closesDaysAfter),
    anchor: `last-session:${last}`,
  };
}

/** Leaving early is still asked: on leaving, or 28 days after the first answer if that is later. */
function afterLeaving(rule: RuleOf<"T2">, { firstAnsweredOn }: Anchors, leftOn: Day): Window {
  const earliest = firstAnsweredOn === null ? leftOn : addDays(firstAnsweredOn, rule.leavingDaysAfterFirst);
  const opensOn = later(leftOn, earliest);
  return {
    opensOn,
    dueOn: addDays(opensOn, rule.leavingDueDays),
    closesOn: addDays(opensOn, rule.closesDaysAfter),
    anchor: `left:${leftOn}`,
  };
}

function followUp(rule: RuleOf<"T3">, last: Day): Window {
  const dueOn = addMonths(last, rule.months);
  return {
    opensOn: addDays(dueOn, -rule.opensDaysBefore),
    dueOn,
    closesOn: addDays(dueOn, rule.closesDaysAfter),
    anchor: `last-session:${last}`,
  };
}

const atSession = (rule: RuleOf<"S">, { number, day }: { number: number; day: Day }): Window => ({
  opensOn: day,
  dueOn: day,
  closesOn: addDays(day, rule.closesDaysAfter),
  anchor: `session-${number}:${day}`,
});

/** Week 1 begins on the day of session 1, whatever is moved or cancelled after it. */
function inWeek(rule: RuleOf<"W">, first: Day, week: number): Window {
  const opensOn = addDays(first, 7 * (week - 1) + rule.opensDaysAfter);
  return { opensOn, dueOn: opensOn, closesOn: addDays(opensOn, rule.closesDaysAfter), anchor: `session-1:${first}` };
}

/** The last session somebody could still come to: all of them, or those up to the day they left. */
function lastReached(sessions: Anchors["sessions"], leftOn: Day | null): Day {
  if (leftOn === null) return sessions.at(-1)!.day;
  return sessions.findLast(({ day }) => day <= leftOn)?.day ?? leftOn;
}

export type Timing = "not-open" | "open" | "due" | "overdue" | "closing" | "closed";

const SESSION_1 = /^session-1:(\d{4}-\d{2}-\d{2})$/;

/** The last day on which what is due is not overdue: of "before" the day of session 1, in which it is answered (docs/rules/windows.md). */
export function inTimeTo({ dueOn, timepoint, anchor }: { dueOn: Day; timepoint: string; anchor: string }): Day {
  const first = timepoint === "T1" ? SESSION_1.exec(anchor)?.[1] : undefined;
  return first && first > dueOn ? first : dueOn;
}

/** Where a window stands today. "closing" is its last seven days; overdue is what is later than `last`, the due day unless told (docs/rules/windows.md). */
export function timingOf({ opensOn, dueOn, closesOn }: Omit<Window, "anchor">, today: Day, last: Day = dueOn): Timing {
  if (today < opensOn) return "not-open";
  if (today > closesOn) return "closed";
  if (today >= addDays(closesOn, -7)) return "closing";
  if (today > last) return "overdue";
  return today >= dueOn ? "due" : "open";
}

/** Days by which an answer came after its window closed; 0 inside it. */
export function daysLate(closesOn: Day, answeredOn: Day, between: (from: Day, to: Day) => number): number {
  return Math.max(0, between(closesOn, answeredOn));
}
