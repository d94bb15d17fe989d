import type { Db, Write } from "../../../deps.ts";
import { addDays } from "../../../domain/calendar.ts";
import { HOLDS } from "../assessment/column-queries.ts";
import { held } from "./held.ts";
import { movable, moveTo, type Outside, plannedSessions, recordMoves } from "./moving-queries.ts";
import type { Anchors, Window } from "./window.ts";
import { holdsIn, STANDING, windowFor } from "./window-now-queries.ts";

export type MovedBack = {
  writes: Write[];
  /** Where each occasion goes that moves. */
  moved: { timepoint: string; window: Window }[];
  /** Occasions answered on the dates that leaving gave them: they stay as they are. */
  answered: string[];
};

/**
 * What taking an ending back does to what this enrolment is asked (`by` is who does it). What is not started gets the dates of
 * the sessions as they are now, as if nobody had left. What was started is frozen, and goes back only where leaving moved it; so does
 * what was not collected or not wanted, which stays that. What was answered keeps the dates that it was answered on.
 */
export async function moveOnTakingBack(outside: Outside, by: string, enrolmentId: string): Promise<MovedBack> {
  const { db } = outside;
  const [rows, left, sessions] = await Promise.all([
    movable(db).where("a.enrolment_id", "=", enrolmentId).where("a.frozen_at", "is", null).execute(),
    movedByLeaving(db, enrolmentId),
    plannedSessions(db, enrolmentId),
  ]);
  const free = rows.map((row) => {
    const anchors: Anchors = { enrolledOn: row.from_on, sessions, firstAnsweredOn: null, leftOn: null };
    const asIfNobodyLeft = windowFor(row, anchors);
    return { row, to: asIfNobodyLeft ?? left.find(({ id }) => id === row.id)?.from };
  });
  const isFree = new Set(rows.map(({ id }) => id));
  const kept = left.filter(({ id, state }) => state !== "done" && !isFree.has(id));
  const moves = [...free, ...kept.map((row) => ({ row, to: row.from }))].flatMap(({ row, to }) => {
    const move = moveTo(row, to);
    return move ? [{ ...move, timepoint: row.timepoint }] : [];
  });
  return {
    writes: recordMoves(outside, by, moves, "taken-back"),
    moved: moves.map(({ timepoint, to }) => ({ timepoint, window: to })),
    answered: [...new Set(left.filter(({ state }) => state === "done").map(({ timepoint }) => timepoint))],
  };
}

/** What leaving moved last, with the window that it had before. */
async function movedByLeaving(db: Db, enrolmentId: string) {
  const rows = await db
    .selectFrom("assessment_event as v")
    .innerJoin("assessment as a", "a.id", "v.assessment_id")
    .where("a.enrolment_id", "=", enrolmentId)
    .where("a.replaced_at", "is", null)
    .where("v.verb", "=", "moved")
    .select(STANDING)
    .select(HOLDS.as("holds"))
    .select(["a.state", "v.detail"])
    .orderBy("v.version")
    .execute();
  const lastMoves = new Map(rows.map((row) => [row.id, row]));
  return [...lastMoves.values()].flatMap(({ detail, ...row }) => {
    const { why, from } = JSON.parse(detail) as { why: string; from: Window };
    const { heldDays = 0, ...window } = from;
    const before = { ...window, closesOn: addDays(window.closesOn, -heldDays) };
    return why === "left" ? [{ ...row, from: held(before, holdsIn(row.holds)) }] : [];
  });
}
