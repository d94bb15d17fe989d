import { clockTime, type Day, longDay, longInstant } from "../../../domain/calendar.ts";
import { FACT_NOTICES, familyPaths, nameOf } from "../../families/index.ts";
import { assessmentPaths } from "../../questionnaires/index.ts";
import { referralPaths } from "../../referrals/index.ts";
import { doseOf, type MarkRow } from "../delivery/attendance.ts";
import { type Completion, completionOf } from "../delivery/completion.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import type { Goal } from "../delivery/goal-queries.ts";
import { notLiveOf } from "../delivery/not-live-page.ts";
import type { Note } from "../delivery/note-queries.ts";
import type { Run } from "../delivery/run.ts";
import type { Session } from "../delivery/session.ts";
import { counted, sessionState } from "../delivery/session-words.ts";
import { enrolmentPaths, runPaths, sessionPaths, waitingPaths } from "../paths.ts";
import { sessionName } from "../planning/session-page.ts";
import { TASK_ANSWERS } from "../register/absence-tasks.ts";
import { markSaid } from "../register/register-row-page.ts";
import { noteSaid, noteThreads } from "../register/session-note-page.ts";
import type { OpenTask } from "../register/task-queries.ts";
import { carriedOver } from "../stays/carried-over.ts";
import type { RunChange } from "../stays/run-change-queries.ts";
import { endingOf } from "./ending-page.ts";

export type PersonFacts = {
  enrolment: Enrolment;
  run: Run;
  /** Those of the run for everybody, and the person's own catch-ups, visits and calls. */
  sessions: Session[];
  marks: MarkRow[];
  /** Sessions of runs that they were on before. */
  earlier: Session[];
  changes: RunChange[];
  corrections: { sessionId: string; times: number }[];
  notes: Note[];
  tasks: OpenTask[];
  goals: Goal[];
  partner: Enrolment | undefined;
  /** Their own names, and those of everybody else on the run, for what may stand in a note about them (U28). */
  names: { own: Enrolment["carer"][]; others: Enrolment["carer"][] };
  /** The name of the organisation that delivers the run. */
  provider: string;
  today: Day;
};

export const completionSaid = (done: Completion): string => {
  const caught = done.caughtUp > 0 ? `, ${done.caughtUp} caught up` : "";
  const cancelled = done.cancelled > 0 ? ` ${done.cancelled} cancelled by us and not counted.` : "";
  const share = Math.round(done.share * 100);
  return `${done.attended} of ${done.core} core sessions attended${caught}. Completing takes ${done.needed} (${share}%): ${done.isMet ? "reached" : "not yet"}.${cancelled}`;
};

const marksOf = (marks: readonly MarkRow[]) => new Map(marks.map((mark) => [mark.sessionId, mark]));

/** Of the core sessions of their run; what they came to on an earlier run stands for the same session of this one. */
export const completionOfPerson = ({
  sessions,
  marks,
  earlier,
  run,
}: Pick<PersonFacts, "sessions" | "marks" | "earlier" | "run">): Completion =>
  completionOf(sessions, carriedOver(sessions, earlier, marksOf(marks)), run.completionShare);

export const personCrumbs = ({ run, enrolment }: Pick<PersonFacts, "run" | "enrolment">, here?: string) => [
  { text: "Runs", href: runPaths.list() },
  { text: run.name, href: runPaths.show(run.id) },
  here ? { text: nameOf(enrolment.carer), href: enrolmentPaths.show(enrolment.id) } : { text: nameOf(enrolment.carer) },
  ...(here ? [{ text: here }] : []),
];

function attendanceRow(session: Session, facts: PersonFacts, marks: ReadonlyMap<string, MarkRow>) {
  const mark = marks.get(session.id);
  const corrected = facts.corrections.find(({ sessionId }) => sessionId === session.id)?.times ?? 0;
  const times = corrected === 1 ? "corrected once" : `corrected ${corrected} times`;
  return [
    { text: sessionName(session), href: sessionPaths.register(session.id) },
    { text: `${longDay(session.day)}, ${clockTime(session.time)}` },
    mark ? { text: markSaid(mark, true) } : { tag: sessionState(session, facts.today) },
    { text: mark?.toldInAdvance === "yes" ? "Told us in advance" : "" },
    { text: mark ? `${mark.byName}, ${longInstant(mark.at)}${corrected > 0 ? `; ${times}` : ""}` : "" },
  ];
}

/** "Moved from X to Y on 3 March 2026 by Bob: too far". */
function changeSaid({ kind, fromRun, toRun, onDay, why, byName }: RunChange): string {
  const what = {
    moved: `Moved from ${fromRun} to ${toRun}`,
    "back-on-list": `Back on the waiting list, from ${fromRun}`,
    "enrolled-again": `Enrolled again, on ${toRun}`,
  }[kind];
  return `${what}, ${longDay(onDay)}, by ${byName}${why ? `: ${why}` : ""}`;
}

function summaryOf({ enrolment, run, partner }: PersonFacts) {
  const { child, childAge, childInitial } = enrolment;
  const shown = childAge === null ? childInitial : `${childInitial}, aged ${childAge}`;
  return [
    { key: { text: "Run" }, value: { text: run.name, href: runPaths.show(run.id) } },
    {
      key: { text: "The child these questions are about" },
      value: { text: `${nameOf(child)} (shown to the carer as ${shown})` },
    },
    { key: { text: "Recognition word" }, value: { text: enrolment.recognitionWord } },
    partner && {
      key: { text: "Comes with" },
      value: { text: nameOf(partner.carer), href: enrolmentPaths.show(partner.id) },
    },
    { key: { text: "Joined" }, value: { text: longDay(enrolment.fromOn) } },
    { key: { text: "Follows up" }, value: { text: enrolment.followUpOwner ?? "Nobody yet" } },
    {
      key: { text: "Referral" },
      value: { text: enrolment.referralReference, href: referralPaths.show(enrolment.referralId) },
    },
    enrolment.sight === "live" && {
      key: { text: "Family" },
      value: { text: "Open the family’s file", href: familyPaths.show(enrolment.familyId) },
    },
  ];
}

/** One person on a run: what they had of it, what was noted, how it ended. */
export function personPage(facts: PersonFacts) {
  const { enrolment } = facts;
  const sessions = [...facts.earlier, ...facts.sessions];
  const marks = marksOf(facts.marks);
  const dose = doseOf(sessions, marks);
  const isOn = enrolment.outcome === null;
  const completion = completionOfPerson(facts);
  return {
    title: nameOf(enrolment.carer),
    breadcrumbs: personCrumbs(facts),
    notices: {
      left: "Leaving recorded",
      completed: "Completed",
      "taken-back": "Ending taken back",
      moved: "Moved to this run",
      "back-on-list": "Back on the waiting list, with their days of waiting",
      already: "They were enrolled already. Nothing was changed.",
      noted: "Note saved",
      hold: "Hold saved. Nothing is asked of them until it ends",
      done: "Task done",
      tried: "Kept. The task stays until you have spoken to them",
      ...FACT_NOTICES,
    },
    notLive: notLiveOf(enrolment, facts.provider),
    summary: summaryOf(facts),
    changes: facts.changes.map(changeSaid),
    ending: endingOf(enrolment),
    tasks: facts.tasks.map((task) => ({
      text: task.text,
      due: longDay(task.dueOn),
      answers: Object.entries(TASK_ANSWERS).map(([value, text]) => ({ value, text })),
      href: enrolmentPaths.taskDone(enrolment.id, task.id),
    })),
    completion: completionSaid(completion),
    dose: [
      `${dose.attendedAll} attended in full, ${dose.attendedPart} in part, ${dose.missed} missed, ${dose.notMarked} not marked`,
      `Besides: ${counted(dose.catchUps, "catch-up")}, ${counted(dose.homeVisits, "home visit")}, ${counted(dose.phone, "phone session")}`,
      `${dose.cancelled} cancelled by us, which counts against nobody`,
      `${dose.minutes} minutes in all`,
    ],
    attendance: sessions.map((session) => attendanceRow(session, facts, marks)),
    goals: facts.goals.map(({ number, words }) => `${number}. ${words}`),
    notes: noteThreads(facts.notes).map(({ note, earlier }) => ({
      ...noteSaid(note),
      correctHref: enrolmentPaths.correctNote(enrolment.id, note.id),
      earlier: earlier.map(noteSaid),
    })),
    links: [
      { text: "Measures of this person", href: assessmentPaths.ofEnrolment(enrolment.id) },
      { text: "Write a note", href: enrolmentPaths.newNote(enrolment.id) },
      isOn && { text: "Add a catch-up, visit or call", href: runPaths.newSession(facts.run.id, enrolment.id) },
      enrolment.sight === "live" && {
        text: "Pause what we ask of them",
        href: familyPaths.newHold(enrolment.familyId, enrolment.carerId, { enrolment: enrolment.id }),
      },
      isOn && { text: "Record completing", href: enrolmentPaths.completing(enrolment.id) },
      isOn && { text: "Record leaving early", href: enrolmentPaths.leaving(enrolment.id) },
      isOn && { text: "Move to another run", href: enrolmentPaths.moving(enrolment.id) },
      isOn && { text: "Put back on the waiting list", href: enrolmentPaths.backToList(enrolment.id) },
      !isOn &&
        enrolment.backOnListOn === null && {
          text: "Take this ending back",
          href: enrolmentPaths.takingBack(enrolment.id),
        },
      enrolment.backOnListOn !== null && {
        text: "Enrol on a run again",
        href: waitingPaths.enrolling(enrolment.referralId),
      },
    ].filter((link) => link !== false),
  };
}
