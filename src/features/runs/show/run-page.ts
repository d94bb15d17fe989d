import { clockTime, type Day, longDay, weekdayAndDay } from "../../../domain/calendar.ts";
import { nameOf } from "../../families/index.ts";
import type { Grid } from "../../questionnaires/index.ts";
import { type Dose, doseOf, type MarkRow } from "../delivery/attendance.ts";
import { OUTCOMES, PLACE_KINDS, type Place } from "../delivery/enrolment.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import { unshownSaid } from "../delivery/not-live-page.ts";
import { type Run, type RunStaff, STAFF_ROLES, type Viability, viabilityOf } from "../delivery/run.ts";
import { SESSION_KINDS, type Session } from "../delivery/session.ts";
import { sessionState } from "../delivery/session-words.ts";
import type { Unshown } from "../delivery/unshown-queries.ts";
import { enrolmentPaths, runPaths, sessionPaths, waitingPaths } from "../paths.ts";
import { holidaysText } from "../planning/local-holidays.ts";
import type { MovedAway } from "../stays/run-change-queries.ts";
import { measuresGrid } from "./measures-grid-page.ts";

export type Tag = { text: string; classes?: string };

/** What changed since the reader last looked at it: the mark of lists. */
export const CHANGED: Tag = { text: "Changed" };

export function viabilityTag({ kind, enrolled, minimum }: Viability): Tag | null {
  if (kind === "started") return null;
  if (kind === "enough") return { text: "Enough to run" };
  const short = `${minimum - enrolled} more needed`;
  return kind === "too-few"
    ? { text: `Too few: ${short}`, classes: "govuk-tag--red" }
    : { text: short, classes: "govuk-tag--grey" };
}

/** "6 of 8", with held and reserve places after it where there are any. */
export function placesSaid(places: readonly Place[]): string {
  const of = (kind: Place["kind"]) => places.filter((place) => place.kind === kind);
  const taken = (some: readonly Place[]) => some.filter(({ enrolmentId }) => enrolmentId !== null).length;
  const more = (["held", "reserve"] as const)
    .filter((kind) => of(kind).length > 0)
    .map((kind) => `${PLACE_KINDS[kind].toLowerCase()}: ${taken(of(kind))} of ${of(kind).length} taken`);
  return [`${taken(of("open"))} of ${of("open").length} open places taken`, ...more].join("; ");
}

const kindSaid = { group: "Group", "one-to-one": "One-to-one" } as const;

const venueSaid = (run: Run) =>
  run.venueConfidential === "yes"
    ? { href: runPaths.venue(run.id), text: "Confidential. Show it" }
    : { text: run.venue };

function summaryOf(run: Run, staff: readonly RunStaff[], places: readonly Place[], viability: Tag | null) {
  return [
    { key: { text: "Programme" }, value: { text: `${run.programmeName} (version ${run.programmeVersion})` } },
    { key: { text: "How" }, value: { text: kindSaid[run.kind] } },
    { key: { text: "Where" }, value: venueSaid(run) },
    {
      key: { text: "Who delivers it" },
      value: { lines: staff.map((one) => `${one.name}, ${STAFF_ROLES[one.asWhat].toLowerCase()}`) },
    },
    { key: { text: "Places" }, value: { text: placesSaid(places) } },
    { key: { text: "Minimum to run" }, value: viability ? { tag: viability } : { text: String(run.minimumPlaces) } },
    run.localHolidays.length > 0 && {
      key: { text: "Local holidays" },
      value: { lines: holidaysText(run.localHolidays).split("\n") },
    },
    run.closedOn !== null && { key: { text: "Closed" }, value: { text: longDay(run.closedOn) } },
  ];
}

const doseSaid = (dose: Dose): string => {
  const came = dose.attendedAll + dose.attendedPart;
  const extra = dose.catchUps + dose.homeVisits + dose.phone;
  return `${came} of ${came + dose.missed} marked${extra > 0 ? `, ${extra} besides` : ""}`;
};

function personRow(
  one: Enrolment,
  people: readonly Enrolment[],
  sessions: readonly Session[],
  marks: readonly MarkRow[],
  changed: ReadonlySet<string>,
) {
  const own = new Map(marks.filter(({ enrolmentId }) => enrolmentId === one.id).map((mark) => [mark.sessionId, mark]));
  const theirs = sessions.filter(({ forEnrolmentId }) => forEnrolmentId === null || forEnrolmentId === one.id);
  const partner = people.find(({ id }) => id === one.attendsWithId);
  return [
    {
      text: nameOf(one.carer),
      href: enrolmentPaths.show(one.id),
      ...(changed.has(one.referralId) && { mark: CHANGED }),
    },
    { text: one.childAge === null ? one.childInitial : `${one.childInitial}, ${one.childAge}` },
    { text: partner ? nameOf(partner.carer) : "" },
    { text: longDay(one.fromOn) },
    { text: doseSaid(doseOf(theirs, own)) },
    {
      tag: one.outcome === null ? { text: "On the run" } : { text: OUTCOMES[one.outcome], classes: "govuk-tag--grey" },
    },
  ];
}

const sessionRow = (session: Session, today: Day) => [
  { text: `${session.number}. ${session.module}`, href: sessionPaths.register(session.id) },
  { text: weekdayAndDay(session.day) },
  { text: clockTime(session.time) },
  { text: session.core === "yes" ? "Core" : "Optional" },
  { tag: sessionState(session, today) },
];

const extraRow = (session: Session, people: readonly Enrolment[], today: Day) => {
  const whose = people.find(({ id }) => id === session.forEnrolmentId);
  return [
    { text: `${SESSION_KINDS[session.kind]}: ${session.module}`, href: sessionPaths.register(session.id) },
    { text: whose ? nameOf(whose.carer) : "" },
    { text: weekdayAndDay(session.day) },
    { text: clockTime(session.time) },
    { tag: sessionState(session, today) },
  ];
};

export type RunFacts = {
  run: Run;
  staff: RunStaff[];
  places: Place[];
  people: Enrolment[];
  movedAway: MovedAway[];
  unshown: Unshown[];
  sessions: Session[];
  marks: MarkRow[];
  grid: Grid;
  today: Day;
  /** The referrals that have news for the reader. */
  changed: ReadonlySet<string>;
};

/** The page of one run: places, people, sessions, and whether it is viable. */
export function runPage(facts: RunFacts) {
  const { run, people, sessions, today } = facts;
  const planned = sessions.filter(({ kind }) => kind === "planned");
  const firstDay = planned.find(({ status }) => status !== "cancelled")?.day ?? null;
  const on = [...people, ...facts.unshown].filter(({ outcome }) => outcome === null).length;
  return {
    title: run.name,
    breadcrumbs: [{ text: "Runs", href: runPaths.list() }, { text: run.name }],
    notices: {
      made: "Run made, with its sessions",
      "made-around":
        "Run made, with its sessions. Some fall a week later: bank holidays and local holidays were left out. Look at the dates below",
      changed: "Run changed",
      enrolled: "Enrolled",
      places: "Places added",
      moved: "Sessions moved",
      cancelled: "Session cancelled",
      reinstated: "Session reinstated",
      added: "Session added",
      closed: "Run closed",
      reopened: "Run opened again",
    },
    summary: summaryOf(
      run,
      facts.staff,
      facts.places,
      viabilityTag(viabilityOf(on, run.minimumPlaces, firstDay, today)),
    ),
    unshown: unshownSaid(facts.unshown.length),
    people: people.map((one) => personRow(one, people, sessions, facts.marks, facts.changed)),
    movedAway: facts.movedAway.map((one) => ({
      text: nameOf(one.carer),
      href: enrolmentPaths.show(one.id),
      wentTo: `went to ${one.wentTo}`,
    })),
    sessions: planned.map((session) => sessionRow(session, today)),
    extras: sessions.filter(({ kind }) => kind !== "planned").map((session) => extraRow(session, people, today)),
    measures: measuresGrid(facts.grid, people),
    isOpen: run.closedOn === null,
    links: {
      enrol: waitingPaths.list(run.programmeId),
      edit: runPaths.editing(run.id),
      places: runPaths.places(run.id),
      session: runPaths.newSession(run.id),
      close: runPaths.closing(run.id),
    },
  };
}
