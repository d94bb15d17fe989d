import type { Db, Deps, Write } from "../../deps.ts";
import { type Day, instantText } from "../../domain/calendar.ts";
import { windowSchema } from "../programmes/index.ts";
import { occasionNumber } from "./schedule.ts";
import { type Anchors, type Window, windowOf } from "./window.ts";

export type Outside = Pick<Deps, "db" | "newId" | "clock">;

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
      "a.id",
      "a.version",
      "a.pack_id",
      "a.timepoint",
      "a.opens_on",
      "a.due_on",
      "a.closes_on",
      "a.anchor",
      "e.from_on",
      "p.window",
    ]);

type Movable = Awaited<ReturnType<ReturnType<typeof movable>["execute"]>>[number];

/**
 * The writes that move every window of a run with its sessions. What was started, or had its link issued, is frozen and
 * stays (product.md, Windows). `sessions` are the planned ones as they will be. Gives nothing where nothing moves.
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
  return rows.flatMap((row) => {
    const anchors: Anchors = { enrolledOn: row.from_on, sessions, firstAnsweredOn: null, leftOn: null };
    return moveTo(
      outside,
      by,
      row,
      windowOf(windowSchema.parse(JSON.parse(row.window)), anchors, occasionNumber(row.timepoint)),
      "sessions",
    );
  });
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
  return rows.flatMap((row) => {
    const anchors: Anchors = { enrolledOn: row.from_on, sessions, firstAnsweredOn: first?.on ?? null, leftOn };
    return moveTo(outside, by, row, windowOf(windowSchema.parse(JSON.parse(row.window)), anchors), "left");
  });
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

type Standing = Pick<Movable, "id" | "version" | "pack_id" | "opens_on" | "due_on" | "closes_on" | "anchor">;

/** The writes that move one assessment, and its pack with it, with a line of its history; none where it stands there already. */
export function moveTo({ db, clock }: Outside, by: string, row: Standing, to: Window | null, why: string): Write[] {
  if (!to || (to.opensOn === row.opens_on && to.dueOn === row.due_on && to.closesOn === row.closes_on)) return [];
  const dates = { opens_on: to.opensOn, due_on: to.dueOn, closes_on: to.closesOn };
  const from = { opensOn: row.opens_on, dueOn: row.due_on, closesOn: row.closes_on, anchor: row.anchor };
  const writes: Write[] = [
    db.insertInto("assessment_event").values({
      assessment_id: row.id,
      version: row.version + 1,
      verb: "moved",
      detail: JSON.stringify({ why, from, to }),
      at: instantText(clock.now()),
      by,
    }),
    db
      .updateTable("assessment")
      .set({ ...dates, anchor: to.anchor, version: row.version + 1 })
      .where("id", "=", row.id),
  ];
  if (row.pack_id) writes.push(db.updateTable("pack").set(dates).where("id", "=", row.pack_id));
  return writes;
}
