import { longInstant } from "../../../domain/calendar.ts";
import { countedField, errorList, field, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { Note } from "../delivery/note-queries.ts";
import type { Run } from "../delivery/run.ts";
import type { Session } from "../delivery/session.ts";
import { sessionPaths } from "../paths.ts";
import { ABOUT, CONCERN_ABOUT, LONGEST_GROUP_NOTE, LONGEST_SUMMARY } from "../planning/session-form.ts";
import { sessionCrumbs } from "../planning/session-page.ts";

export const noteSaid = (note: Note) => ({ text: note.text, by: `${note.byName}, ${longInstant(note.at)}` });

/** Notes as they stand, each with the versions before it; the latest first. */
export function noteThreads(notes: readonly Note[]) {
  const byId = new Map(notes.map((note) => [note.id, note]));
  const superseded = new Set(notes.flatMap(({ supersedesId }) => supersedesId ?? []));
  const before = (note: Note): Note[] => {
    const earlier = note.supersedesId === null ? undefined : byId.get(note.supersedesId);
    return earlier ? [earlier, ...before(earlier)] : [];
  };
  return notes.filter(({ id }) => !superseded.has(id)).map((note) => ({ note, earlier: before(note) }));
}

/** The group note of a session: one text, whose earlier versions stay below it. */
export function groupNotePage(
  run: Run,
  session: Session,
  notes: readonly Note[],
  isCoLeader: boolean,
  typed: FormProblem = BLANK,
) {
  const [latest, ...earlier] = notes;
  const form = typed === BLANK && latest ? { values: { text: latest.text }, errors: [] } : typed;
  const isStale = form.errors.some(({ field: name }) => name === "form");
  return {
    title: "Group note",
    breadcrumbs: sessionCrumbs(run, session, isCoLeader, "Group note"),
    errors: errorList(form),
    // A form that is only wrong still says which note it was written on.
    seen: String((isStale ? undefined : typed.values.seen) ?? latest?.id ?? ""),
    text: countedField("text", LONGEST_GROUP_NOTE, form),
    standing: isStale && latest ? noteSaid(latest) : null,
    earlier: earlier.map(noteSaid),
    cancelHref: sessionPaths.register(session.id),
  };
}

export type ConcernPerson = { enrolmentId: string; name: string };

export const concernPage = (
  run: Run,
  session: Session,
  people: readonly ConcernPerson[],
  isCoLeader: boolean,
  form: FormProblem = BLANK,
) => ({
  title: "Raise a concern",
  breadcrumbs: sessionCrumbs(run, session, isCoLeader, "Raise a concern"),
  errors: errorList(form),
  enrolment: radios("enrolment", Object.fromEntries(people.map((one) => [one.enrolmentId, one.name])), form),
  about: radios("about", ABOUT, form),
  kind: radios("kind", CONCERN_ABOUT, form),
  summary: countedField("summary", LONGEST_SUMMARY, form),
  told: field("told", form),
  cancelHref: sessionPaths.register(session.id),
});
