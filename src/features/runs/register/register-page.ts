import { clockTime, type Day, longInstant, weekdayAndDay } from "../../../domain/calendar.ts";
import { errorList, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { firstNameOf, nameOf } from "../../families/index.ts";
import type { Marking, MarkRow } from "../delivery/attendance.ts";
import type { Enrolment, PersonName } from "../delivery/enrolment-queries.ts";
import { noLongerShared, unshownSaid } from "../delivery/not-live-page.ts";
import type { Note } from "../delivery/note-queries.ts";
import { ABSENCE_REASONS, MARKS, MODES } from "../delivery/register-words.ts";
import type { Run } from "../delivery/run.ts";
import { mayMark, type Session } from "../delivery/session.ts";
import { lateSaid, sessionState } from "../delivery/session-words.ts";
import { runPaths, sessionPaths } from "../paths.ts";
import { sessionCrumbs, sessionName } from "../planning/session-page.ts";
import { rowField } from "./register-form.ts";

export type RegisterFacts = {
  run: Run;
  session: Session;
  people: Enrolment[];
  /** Who stands on it and is not shown to this reader: they still count. */
  unshown: readonly { id: string }[];
  standing: ReadonlyMap<string, MarkRow>;
  notes: Note[];
  today: Day;
  isCoLeader: boolean;
};

/** First names, with the family name's initial only where two people share one. */
export function firstNames(people: readonly { id: string; carer: PersonName }[]): Map<string, string> {
  const shared = Map.groupBy(people, ({ carer }) => firstNameOf(carer));
  return new Map(
    people.map(({ id, carer }) => {
      const first = firstNameOf(carer);
      const initial = (shared.get(first)?.length ?? 0) > 1 ? ` ${(carer.familyName ?? "").slice(0, 1)}` : "";
      return [id, `${first}${initial}`.trim()];
    }),
  );
}

/** "Part, 45 minutes", "Not: illness". A co-leader is told no reason. */
export function markSaid(marking: Marking, withReason: boolean): string {
  if (marking.mark === "all") return marking.late === "yes" ? "All, late" : "All";
  if (marking.mark === "part") return `Part, ${marking.minutes} minutes`;
  return withReason && marking.reason ? `Not: ${ABSENCE_REASONS[marking.reason].toLowerCase()}` : "Not";
}

const typedOf = (row: MarkRow | undefined, id: string): FormProblem["values"] =>
  row
    ? {
        [rowField("mark", id)]: row.mark,
        [rowField("minutes", id)]: row.minutes === null ? "" : String(row.minutes),
        [rowField("late", id)]: row.late,
        [rowField("mode", id)]: row.mode,
        [rowField("reason", id)]: row.reason ?? "",
        [rowField("told", id)]: row.toldInAdvance ?? "",
      }
    : {};

/** One row: the choices, what stands, and what is behind "more". `saved` says so beside it after it was saved by itself. */
export function registerRow(facts: RegisterFacts, person: Enrolment, typed: FormProblem = BLANK, saved = false) {
  const { id } = person;
  const standing = facts.standing.get(id);
  const name = facts.isCoLeader ? firstNames(facts.people).get(id)! : nameOf(person.carer);
  const form = typed === BLANK ? { values: typedOf(standing, id), errors: [] } : typed;
  const value = (field: string) => [form.values[rowField(field, id)] ?? ""].flat()[0] ?? "";
  const errorOf = (field: string) => form.errors.find((one) => one.field === rowField(field, id))?.text ?? null;
  const mark = value("mark");
  const error = errorOf("mark") ?? errorOf("minutes") ?? errorOf("reason");
  return {
    id,
    name,
    mark,
    marks: Object.entries(MARKS).map(([code, text], at) => ({
      value: code,
      text,
      attributes: { "data-key": String(at + 1) },
    })),
    seen: standing?.id ?? "",
    standing: standing
      ? `${markSaid(standing, !facts.isCoLeader)} (${standing.byName}, ${longInstant(standing.at)})`
      : "",
    minutes: value("minutes"),
    late: value("late") === "yes",
    told: value("told") === "yes",
    mode: {
      ...select(rowField("mode", id), MODES, form),
      items: Object.entries(MODES).map(([code, text]) => ({ value: code, text })),
      value: value("mode") || "in-person",
    },
    reason: facts.isCoLeader ? null : select(rowField("reason", id), ABSENCE_REASONS, form, "Select a reason"),
    isOpen: error !== null || mark === "part" || mark === "none",
    error,
    saved,
    saveHref: sessionPaths.row(facts.session.id, id),
  };
}

const WHY_NOT = {
  cancelled: "We cancelled this session, so nobody is marked and it counts against nobody.",
  "not-yet": "The register opens on the day.",
} as const;

const links = ({ session, isCoLeader }: RegisterFacts) =>
  [
    { text: "Print this register", href: sessionPaths.print(session.id) },
    { text: "Write the group note", href: sessionPaths.note(session.id) },
    { text: "Raise a concern", href: sessionPaths.concern(session.id) },
    !isCoLeader && session.status === "planned" && { text: "Change the date", href: sessionPaths.moving(session.id) },
    !isCoLeader &&
      session.status === "planned" && { text: "Cancel this session", href: sessionPaths.cancelling(session.id) },
    !isCoLeader &&
      session.status === "cancelled" && { text: "Reinstate this session", href: sessionPaths.reinstating(session.id) },
    !isCoLeader && { text: "Add a catch-up, visit or call", href: runPaths.newSession(session.runId) },
  ].filter((link) => link !== false);

/** The register of one session. */
export function registerPage(facts: RegisterFacts, form: FormProblem = BLANK) {
  const { run, session, people, unshown, standing, today } = facts;
  const may = mayMark(session, today);
  const left = [...people, ...unshown].filter(({ id }) => !standing.has(id)).length;
  return {
    title: sessionName(session),
    breadcrumbs: sessionCrumbs(run, session, facts.isCoLeader),
    errors: errorList(form),
    notices: {
      saved: `Saved. ${left === 1 ? "1 person" : `${left} people`} still to mark.`,
      finished: "Saved. Everybody is marked, so the register is finished.",
      noted: "Group note saved",
      raised: "Concern raised. Somebody will look at it.",
    },
    about: `${run.name}, ${weekdayAndDay(session.day)} at ${clockTime(session.time)}, ${session.minutes} minutes`,
    state: sessionState(session, today),
    late: lateSaid(session),
    whyNot: may.ok ? "" : WHY_NOT[may.error],
    rows: may.ok ? people.map((person) => registerRow(facts, person, form)) : [],
    noLongerShared: may.ok && !facts.isCoLeader ? noLongerShared(people) : [],
    unshown: unshownSaid(unshown.length),
    isEmpty: may.ok && people.length + unshown.length === 0,
    note: facts.notes[0]
      ? { text: facts.notes[0].text, by: `${facts.notes[0].byName}, ${longInstant(facts.notes[0].at)}` }
      : null,
    links: links(facts),
  };
}

/** The register on paper: first names and boxes to tick. */
export const registerPrint = ({ run, session, people, unshown }: RegisterFacts) => ({
  layout: "@layouts/print",
  title: `${run.name}: ${sessionName(session)}`,
  about: `${weekdayAndDay(session.day)} at ${clockTime(session.time)}`,
  unshown: unshownSaid(unshown.length),
  rows: [...firstNames(people).values()].map((name) => ({ name })),
});
