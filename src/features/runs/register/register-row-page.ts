import { type Day, dayOfText, longInstant } from "../../../domain/calendar.ts";
import { select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { firstNameOf, nameOf } from "../../families/index.ts";
import type { Marking, MarkRow } from "../delivery/attendance.ts";
import type { Enrolment, PersonName } from "../delivery/enrolment-queries.ts";
import type { Note } from "../delivery/note-queries.ts";
import { ABSENCE_REASONS, MARKS, MODES } from "../delivery/register-words.ts";
import type { Run } from "../delivery/run.ts";
import type { Session } from "../delivery/session.ts";
import { sessionPaths } from "../paths.ts";
import { progressOf } from "./register.ts";
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

/** Of today the time alone, so that it stays in the row's line. */
const whenSaid = (at: string, today: Day): string => {
  const said = longInstant(at);
  return dayOfText(at) === today ? said.slice(said.indexOf(" at ") + 4) : said;
};

/** What is kept of a row, as the database has it; `error` says what it still waits for. */
export function keptPart(facts: RegisterFacts, id: string, error: string | null = null) {
  const standing = facts.standing.get(id);
  const by = standing && `${standing.byName}, ${whenSaid(standing.at, facts.today)}`;
  return {
    id,
    seen: standing?.id ?? "",
    // Whose row it is stands beside it.
    error: error?.replace(/^[^:]*: /, "") ?? null,
    text: standing ? `Kept: ${markSaid(standing, !facts.isCoLeader).toLowerCase()}` : "",
    by: by ?? "",
  };
}

/** "7 of 10 marked": what the database holds, and never what is only ticked. */
export function progressSaid({ people, unshown, standing }: RegisterFacts): string {
  const { marked, of } = progressOf([...people, ...unshown], standing);
  return `${marked} of ${of} marked${marked === of ? ": the register is finished" : ""}`;
}

const CHOICES = Object.entries(MARKS).map(([code, text], at) => ({ code, text, key: String(at + 1) }));

/** One row: the choices, what each of them asks for, and what is kept. Who may give no reason is asked for none. */
export function registerRow(facts: RegisterFacts, person: Enrolment, typed: FormProblem = BLANK) {
  const { id } = person;
  const standing = facts.standing.get(id);
  const name = facts.isCoLeader ? firstNames(facts.people).get(id)! : nameOf(person.carer);
  const form = typed === BLANK ? { values: typedOf(standing, id), errors: [] } : typed;
  const value = (field: string) => [form.values[rowField(field, id)] ?? ""].flat()[0] ?? "";
  const errorOf = (field: string) => form.errors.find((one) => one.field === rowField(field, id))?.text ?? null;
  const opens: Record<string, string | undefined> = {
    part: rowField("minutes", id),
    none: facts.isCoLeader ? undefined : rowField("reason", id),
  };
  return {
    id,
    name,
    marks: CHOICES.map((one) => ({ ...one, opens: opens[one.code], checked: value("mark") === one.code })),
    minutes: value("minutes"),
    late: value("late") === "yes",
    told: value("told") === "yes",
    mode: {
      id: rowField("mode", id),
      name: rowField("mode", id),
      items: Object.entries(MODES).map(([code, text]) => ({ value: code, text })),
      value: value("mode") || "in-person",
    },
    reason: facts.isCoLeader
      ? null
      : { ...select(rowField("reason", id), ABSENCE_REASONS, form, "Select a reason"), errorMessage: undefined },
    kept: keptPart(facts, id, errorOf("mark") ?? errorOf("minutes") ?? errorOf("reason")),
    saveHref: sessionPaths.row(facts.session.id, id),
  };
}
