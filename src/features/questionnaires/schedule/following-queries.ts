import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import { askOnceOf } from "./asked-once-queries.ts";
import { type Asked, follow } from "./following.ts";
import { moveTo, type Outside, recordMoves } from "./moving-queries.ts";
import { type Enrolling, packsWrites, plannedFor, seriesIdOf } from "./scheduling-queries.ts";
import type { Window } from "./window.ts";

type Row = Asked & {
  id: string;
  version: number;
  pack_id: string | null;
  opens_on: string;
  due_on: string;
  closes_on: string;
  anchor: string;
  held_days: number;
};

/** What a referral is asked and was: who was asked before is not asked again. */
export async function askedOf(db: Db, referralId: string) {
  const rows = await db
    .selectFrom("assessment")
    .where("referral_id", "=", referralId)
    .where("replaced_at", "is", null)
    .select([
      "id",
      "version",
      "pack_id",
      "opens_on",
      "due_on",
      "closes_on",
      "anchor",
      "held_days",
      "state",
      "frozen_at",
      "timepoint",
    ])
    .select(["measure_id as measureId", "about_id as aboutId"])
    .execute();
  return rows.map((row) => ({ ...row, series: seriesIdOf(row.measureId) }));
}

const isUntouched = ({ state, frozen_at }: { state: string; frozen_at: string | null }): boolean =>
  frozen_at === null && (state === "scheduled" || state === "open");

export type Followed = {
  writes: Write[];
  moved: { timepoint: string; window: Window }[];
  withdrawn: string[];
  added: string[];
  /** Occasions that were answered, or begun: they stay as they are. */
  stay: string[];
};

const occasions = (rows: readonly { timepoint: string }[]): string[] => [...new Set(rows.map((row) => row.timepoint))];

/** The writes that let what somebody is asked follow them to another run, with what that means occasion by occasion. */
export async function followToRun(outside: Outside, by: string, enrolling: Enrolling): Promise<Followed> {
  const [planned, asked] = await Promise.all([
    plannedFor(outside.db, enrolling),
    askedOf(outside.db, enrolling.referralId),
  ]);
  const untouched = asked.filter(isUntouched);
  const { moves, withdrawn, added } = follow(planned, untouched, asked, seriesIdOf);
  const moving = moves.flatMap(({ row, to }) => {
    const move = moveTo(row, to);
    return move ? [{ ...move, timepoint: row.timepoint }] : [];
  });
  return {
    writes: [
      ...recordMoves(outside, by, moving, "another-run"),
      ...recordWithdrawn(outside, by, withdrawn, "another-run"),
      ...packsWrites(outside, by, enrolling, added),
    ],
    moved: moving.map(({ timepoint, to }) => ({ timepoint, window: to })),
    withdrawn: occasions(withdrawn),
    added: occasions(added),
    stay: occasions(asked.filter((row) => !isUntouched(row))),
  };
}

/** The writes that withdraw what nobody has begun, of somebody who waits for a run again; what was answered or begun stays. */
export async function withdrawUntouched(
  outside: Outside,
  by: string,
  referralId: string,
): Promise<Pick<Followed, "writes" | "withdrawn" | "stay">> {
  const asked = await askedOf(outside.db, referralId);
  const untouched = asked.filter(isUntouched);
  return {
    writes: recordWithdrawn(outside, by, untouched, "back-on-list"),
    withdrawn: occasions(untouched),
    stay: occasions(asked.filter((row) => !isUntouched(row))),
  };
}

/** No longer asked, with why in its history. Two statements however many there are, as of moves. */
function recordWithdrawn({ db, clock }: Outside, by: string, rows: readonly Row[], why: string): Write[] {
  if (rows.length === 0) return [];
  const given = rows.map(({ id, version }) => ({ id, version: version + 1 }));
  const lines = sql`json_each(${JSON.stringify(given)}) as line`;
  const at = instantText(clock.now());
  const detail = JSON.stringify({ why });
  const withdrawing = [
    sql`insert into assessment_event (assessment_id, version, verb, detail, at, by)
      select line.value ->> 'id', line.value ->> 'version', 'replaced', ${detail}, ${at}, ${by} from ${lines}`,
    sql`update assessment set replaced_at = ${at}, version = line.value ->> 'version'
      from ${lines} where assessment.id = line.value ->> 'id'`,
  ].map((statement) => ({ compile: () => statement.compile(db) }));
  return [
    ...withdrawing,
    ...askOnceOf(
      db,
      rows.map(({ id }) => id),
    ),
  ];
}
