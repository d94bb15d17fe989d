import { Conflict } from "../../../db/conflict.ts";
import type { Write } from "../../../deps.ts";
import { type AuditEntry, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import type { FormError } from "../../../forms/form.ts";
import type { AppContext } from "../../../web/factory.ts";
import { moveOnAttendance } from "../../questionnaires/index.ts";
import { askedSession } from "../delivery/asked-routes.ts";
import type { MarkRow } from "../delivery/attendance.ts";
import { listMarksOfRun, listMarksOfSession } from "../delivery/attendance-queries.ts";
import { listEnrolments } from "../delivery/enrolment-queries.ts";
import { listGroupNotes } from "../delivery/note-queries.ts";
import { listSessions } from "../delivery/session-queries.ts";
import { listUnshown } from "../delivery/unshown-queries.ts";
import { listMovedAway } from "../stays/run-change-queries.ts";
import { beginsElsewhere } from "./first-attended.ts";
import { type ChangedRow, changesOf, peopleOf } from "./register.ts";
import { type RegisterPerson, type RegisterRead, readRegister, rowField, type TypedRow } from "./register-form.ts";
import { firstNames, markSaid, type RegisterFacts } from "./register-row-page.ts";
import { recordRegister } from "./saving-register-queries.ts";

/** All that the page and the acts of a register need; undefined (404) where it is not this reader's. */
export async function askedRegister(c: AppContext, asked: { id: string }): Promise<RegisterFacts | undefined> {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const found = await askedSession(c, asked);
  if (!found) return undefined;
  const { session, run } = found;
  const [on, away, hidden, marks, notes] = await Promise.all([
    listEnrolments(deps.db, actor, run.id),
    listMovedAway(deps.db, actor, run.id),
    listUnshown(deps.db, actor, [run.id]),
    listMarksOfSession(deps.db, session.id),
    listGroupNotes(deps.db, session.id),
  ]);
  const standing = new Map(marks.map((mark) => [mark.enrolmentId, mark]));
  const marked = new Set(standing.keys());
  const [people, unshown] = [peopleOf(session, [...on, ...away], marked), peopleOf(session, hidden, marked)];
  return { run, session, people, unshown, standing, notes, today, isCoLeader: actor.role === "co-leader" };
}

/** Names as this reader sees them, for the sentences of errors. */
export function namesOf(facts: RegisterFacts): RegisterPerson[] {
  const first = firstNames(facts.people);
  return facts.people.map(({ id: enrolmentId }) => ({ enrolmentId, name: first.get(enrolmentId)! }));
}

/** What the rows of these people say, as this reader may say it. */
export const readRows = (data: FormData, facts: RegisterFacts, people: readonly RegisterPerson[]): RegisterRead =>
  readRegister(data, people, { sessionMinutes: facts.session.minutes, withReasons: !facts.isCoLeader }, facts.standing);

/** Both marks of each row that somebody else marked meanwhile; what was chosen here stays chosen. */
export function staleErrors(facts: RegisterFacts, stale: readonly ChangedRow[]): FormError[] {
  const names = new Map(namesOf(facts).map((person) => [person.enrolmentId, person.name]));
  const said = (row: ChangedRow, before: MarkRow) =>
    `${names.get(row.enrolmentId)}: ${before.byName} marked “${markSaid(before, !facts.isCoLeader)}”, ` +
    `you chose “${markSaid(row.marking, !facts.isCoLeader)}”. Save again to keep yours.`;
  return stale.map((row) => ({
    field: rowField("mark", row.enrolmentId),
    text: row.before ? said(row, row.before) : "This row changed since. Save again.",
  }));
}

async function writesOf(c: AppContext, facts: RegisterFacts, changed: readonly ChangedRow[]): Promise<Write[]> {
  const { deps, actor, now } = c.var;
  const [sessions, marks] = await Promise.all([
    listSessions(deps.db, facts.run.id),
    listMarksOfRun(deps.db, facts.run.id),
  ]);
  const everybody = [...facts.people, ...facts.unshown];
  const saved = { session: facts.session, sessions, marks, people: facts.people, changed, everybody };
  const windows = await Promise.all(
    beginsElsewhere(saved).map(({ enrolmentId, firstAttendedOn }) =>
      moveOnAttendance(deps, actor.userId, enrolmentId, firstAttendedOn),
    ),
  );
  return [...recordRegister(deps, actor, saved, now), ...windows.flat()];
}

const auditOf = (c: AppContext, facts: RegisterFacts, changed: readonly ChangedRow[]): AuditEntry => ({
  ...wrote(c.var.actor, "register", facts.session.id, { marks: changed.map(({ marking }) => marking.mark) }),
  shown: facts.people.filter(({ id }) => changed.some((one) => one.enrolmentId === id)).map(({ familyId }) => familyId),
});

type Commit = (audit: AuditEntry, writes: readonly Write[]) => Promise<unknown>;

/** The register as it is after that, and the rows that were not kept since somebody else had marked them. */
export type Kept = { facts: RegisterFacts; stale: ChangedRow[] };

/** Rows are sent one by one and all together, also at the same moment: whoever comes second looks once more. */
const TRIES = 3;

/** Keeps every row that nobody else has marked meanwhile, in one commit; a row that says nothing new is kept already. */
export async function keepRows(
  c: AppContext,
  before: RegisterFacts,
  rows: readonly TypedRow[],
  commit: Commit,
): Promise<Kept> {
  let facts = before;
  for (let attempt = 1; ; attempt += 1) {
    const { changed, stale } = changesOf(rows, facts.standing);
    try {
      if (changed.length > 0) await commit(auditOf(c, facts, changed), await writesOf(c, facts, changed));
      return { facts: (await askedRegister(c, facts.session)) ?? facts, stale };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === TRIES) throw error;
      facts = (await askedRegister(c, facts.session)) ?? facts;
    }
  }
}
