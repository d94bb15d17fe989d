import { sql } from "kysely";
import type { Db, Deps, Write } from "../../../deps.ts";
import { type Day, instantText } from "../../../domain/calendar.ts";
import { HOLDS } from "../assessment/column-queries.ts";
import { askOnceOf } from "./asked-once-queries.ts";
import type { Anchors, Window } from "./window.ts";
import { STANDING, windowFor } from "./window-now-queries.ts";

export type Outside = Pick<Deps, "db" | "newId" | "clock">;

const FIRST_ATTENDED = sql<Day | null>`(
  select min(s.local_day) from attendance t join session s on s.id = t.session_id
  where t.enrolment_id = e.id and t.mark <> 'none' and s.kind = 'planned'
  and not exists (select 1 from attendance later where later.replaces_id = t.id))`;

/** What can still move: not answered, with the rule of its plan. */
export const movable = (db: Db) =>
  db
    .selectFrom("assessment as a")
    .innerJoin("enrolment as e", "e.id", "a.enrolment_id")
    .innerJoin("run as r", "r.id", "e.run_id")
    .innerJoin("plan_item as p", (join) =>
      join
        .onRef("p.programme_version_id", "=", "r.programme_version_id")
        .onRef("p.measure_id", "=", "a.measure_id")
        .onRef("p.timepoint", "=", "a.timepoint"),
    )
    .where("a.replaced_at", "is", null)
    .where("a.state", "in", ["scheduled", "open"])
    .select([
      ...STANDING,
      "a.frozen_at",
      HOLDS.as("holds"),
      "e.from_on",
      "p.window",
      FIRST_ATTENDED.as("first_attended"),
    ]);

type Movable = Awaited<ReturnType<ReturnType<typeof movable>["execute"]>>[number];

/**
 * The writes that move every window of a run with its sessions. What was started, or had its link issued, is frozen and
 * stays (docs/rules/windows.md). `sessions` are the planned ones as they will be. Gives nothing where nothing moves.
 */
export async function moveWindows(
  outside: Outside,
  by: string,
  runId: string,
  sessions: Anchors["sessions"],
): Promise<Write[]> {
  const rows = await movable(outside.db)
    .where("e.run_id", "=", runId)
    .where("e.outcome", "is", null)
    .where("a.frozen_at", "is", null)
    .execute();
  const moves = rows.map((row) => {
    const anchors = {
      enrolledOn: row.from_on,
      sessions,
      firstAttendedOn: row.first_attended,
      firstAnsweredOn: null,
      leftOn: null,
    };
    return moveTo(row, windowFor(row, anchors));
  });
  return recordMoves(
    outside,
    by,
    moves.filter((move) => move !== null),
    "sessions",
  );
}

/**
 * The writes that re-date "before" for somebody whose first attended session is another one now: they came later than planned, or a
 * mark was corrected. Nothing where it was answered, or begun.
 */
export async function moveOnAttendance(
  outside: Outside,
  by: string,
  enrolmentId: string,
  firstAttendedOn: Day | null,
): Promise<Write[]> {
  const rows = await movable(outside.db)
    .where("a.enrolment_id", "=", enrolmentId)
    .where("a.timepoint", "=", "T1")
    .where("a.frozen_at", "is", null)
    .execute();
  if (rows.length === 0) return [];
  const sessions = await plannedSessions(outside.db, enrolmentId);
  const moves = rows.flatMap((row) => {
    const anchors = { enrolledOn: row.from_on, sessions, firstAttendedOn, firstAnsweredOn: null, leftOn: null };
    return moveTo(row, windowFor(row, anchors)) ?? [];
  });
  return recordMoves(outside, by, moves, "attended");
}

/** The writes that re-date what is left to ask of somebody who leaves: T2 opens at once or 28 days after T1; leaving ends its freeze. */
export async function moveOnLeaving(outside: Outside, by: string, enrolmentId: string, leftOn: Day): Promise<Write[]> {
  const { db } = outside;
  const rows = await movable(db)
    .where("a.enrolment_id", "=", enrolmentId)
    .where("a.timepoint", "in", ["T2", "T3"])
    .execute();
  const sessions = await plannedSessions(db, enrolmentId);
  const first = await db
    .selectFrom("v_assessment")
    .where("enrolment_id", "=", enrolmentId)
    .where("timepoint", "=", "T1")
    .where("completed_on", "is not", null)
    .select((eb) => eb.fn.max("completed_on").as("on"))
    .executeTakeFirst();
  const moves = rows.map((row) => {
    const anchors: Anchors = { enrolledOn: row.from_on, sessions, firstAnsweredOn: first?.on ?? null, leftOn };
    return moveTo(row, windowFor(row, anchors));
  });
  return recordMoves(
    outside,
    by,
    moves.filter((move) => move !== null),
    "left",
  );
}

/** The sessions that the windows of an enrolment hang on. */
export const plannedSessions = (db: Db, enrolmentId: string) =>
  db
    .selectFrom("session as s")
    .innerJoin("enrolment as e", "e.run_id", "s.run_id")
    .where("e.id", "=", enrolmentId)
    .where("s.kind", "=", "planned")
    .where("s.status", "!=", "cancelled")
    .select(["s.number", "s.local_day as day"])
    .execute();

type Standing = Pick<
  Movable,
  "id" | "version" | "pack_id" | "opens_on" | "due_on" | "closes_on" | "anchor" | "held_days"
>;

/** An assessment and the window that it goes to. */
export type Move = { row: Standing; to: Window };

/** The move to a window, or null where it stands there already or there is none. */
export const moveTo = (row: Standing, to: Window | null | undefined): Move | null =>
  !to || (to.opensOn === row.opens_on && to.dueOn === row.due_on && to.closesOn === row.closes_on) ? null : { row, to };

/** What each statement takes of a move, by name. */
const lineOf = ({ row, to }: Move, why: string) => ({
  id: row.id,
  pack: row.pack_id,
  version: row.version + 1,
  ...to,
  detail: {
    why,
    from: {
      opensOn: row.opens_on,
      dueOn: row.due_on,
      closesOn: row.closes_on,
      anchor: row.anchor,
      heldDays: row.held_days,
    },
    to,
  },
});

const DATES = sql`opens_on = line.value ->> 'opensOn', due_on = line.value ->> 'dueOn', closes_on = line.value ->> 'closesOn'`;

/**
 * The writes that move assessments, and their packs with them, with a line of history each, and say anew what is asked once. Five statements however many move: a
 * run of sixteen people with weekly check-ins has hundreds, and D1 counts each statement of a batch.
 */
export function recordMoves({ db, clock }: Outside, by: string, moves: readonly Move[], why: string): Write[] {
  if (moves.length === 0) return [];
  const lines = sql`json_each(${JSON.stringify(moves.map((move) => lineOf(move, why)))}) as line`;
  const at = instantText(clock.now());
  const moving = [
    sql`insert into assessment_event (assessment_id, version, verb, detail, at, by)
      select line.value ->> 'id', line.value ->> 'version', 'moved', line.value -> 'detail', ${at}, ${by} from ${lines}`,
    sql`update assessment set ${DATES}, anchor = line.value ->> 'anchor',
      held_days = coalesce(line.value ->> 'heldDays', 0), version = line.value ->> 'version'
      from ${lines} where assessment.id = line.value ->> 'id'`,
    sql`update pack set ${DATES} from ${lines} where pack.id = line.value ->> 'pack'`,
  ].map((statement) => ({ compile: () => statement.compile(db) }));
  return [
    ...moving,
    ...askOnceOf(
      db,
      moves.map(({ row }) => row.id),
    ),
  ];
}
