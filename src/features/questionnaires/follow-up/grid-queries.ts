import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isAskingOver, isQuiet } from "../../families/index.ts";
import { byOccasion } from "../assessment/assessment.ts";
import { askedByItself, visibleTo } from "../assessment/assessment-queries.ts";
import { IN_TIME_TO } from "../assessment/column-queries.ts";
import { beforeLeaving } from "./due-queries.ts";

/**
 * How far one person is on one occasion. `overdue` counts what may still be asked, `missed` what may not be any more; a
 * weekly check-in is neither, since the next one comes in a week.
 */
export type GridCell = {
  asked: number;
  done: number;
  overdue: number;
  missed: number;
  notCollected: number;
  preferredNotTo: number;
};

/** The people of a run by the occasions they are asked on, in order. A person without an occasion has no cell for it. */
export type Grid = { occasions: string[]; people: { enrolmentId: string; cells: Record<string, GridCell> }[] };

const counted = (state: string) => sql<number>`sum(a.state = ${state})`;
const late = (
  today: Day,
) => sql`a.state in ('scheduled', 'open') and a.timepoint not glob 'W*' and ${askedByItself(today)}
  and not ${isAskingOver("a.informant_id", "a.about_id")}`;

/** What each person on a run was asked on each occasion, and how much of it came back, as it stands on a day. */
export async function gridForRun(db: Db, actor: Actor, runId: string, today: Day): Promise<Grid> {
  const found = await visibleTo(db, actor)
    .where("e.run_id", "=", runId)
    .where((eb) => eb.or([eb("a.state", "not in", ["scheduled", "open"]), beforeLeaving]))
    .groupBy(["a.enrolment_id", "a.timepoint"])
    .orderBy("a.enrolment_id")
    .select(({ fn }) => [
      "a.enrolment_id",
      "a.timepoint",
      fn.countAll<number>().as("asked"),
      counted("done").as("done"),
      counted("not-collected").as("notCollected"),
      counted("preferred-not-to").as("preferredNotTo"),
      sql<number>`sum(${late(today)} and ${IN_TIME_TO} < ${today} and a.closes_on >= ${today} and not ${isQuiet("a.informant_id", today)})`.as(
        "overdue",
      ),
      sql<number>`sum(${late(today)} and a.closes_on < ${today})`.as("missed"),
    ])
    .execute();
  const people = Map.groupBy(found, ({ enrolment_id }) => enrolment_id ?? "");
  return {
    occasions: [...new Set(found.map(({ timepoint }) => timepoint))].sort(byOccasion),
    people: [...people].map(([enrolmentId, cells]) => ({
      enrolmentId,
      cells: Object.fromEntries(cells.map(({ enrolment_id: _of, timepoint, ...cell }) => [timepoint, cell])),
    })),
  };
}
