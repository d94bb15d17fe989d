import { sql } from "kysely";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import type { Run, RunKind, RunStaff, StaffRole } from "./run.ts";
import type { DayRange } from "./session-dates.ts";

/** Runs of the actor's own organisation. A co-leader sees only those that they are staff on (docs/rules/people-and-words.md). */
export const visibleRuns = (db: Db, actor: Actor) => {
  const own = db.selectFrom("run").where("run.organisation_id", "=", actor.organisationId);
  if (actor.role !== "co-leader") return own;
  return own.where((eb) =>
    eb.exists(
      eb
        .selectFrom("run_staff")
        .whereRef("run_staff.run_id", "=", "run.id")
        .where("run_staff.user_id", "=", actor.userId)
        .select("run_staff.run_id"),
    ),
  );
};

const withProgramme = (db: Db, actor: Actor) =>
  visibleRuns(db, actor)
    .innerJoin("programme_version", "programme_version.id", "run.programme_version_id")
    .innerJoin("programme", "programme.id", "programme_version.programme_id");

export type RunState = "open" | "closed";

export type RunRow = {
  id: string;
  name: string;
  kind: RunKind;
  programmeName: string;
  minimumPlaces: number;
  places: number;
  taken: number;
  firstDay: Day | null;
  nextDay: Day | null;
  lastDay: Day | null;
};

const plannedDay = (which: "min" | "max", where = sql`1 = 1`) => sql<Day | null>`(
  select ${sql.raw(which)}(s.local_day) from session s
  where s.run_id = run.id and s.kind = 'planned' and s.status <> 'cancelled' and ${where})`;

const openPlaces = sql<number>`(select count(*) from place p where p.run_id = run.id and p.kind = 'open')`;
const takenPlaces = sql<number>`(select count(*) from place p where p.run_id = run.id and p.enrolment_id is not null)`;

const inState = (state: RunState) => (state === "open" ? "is" : "is not");

/** Of how many values the key of a run is made: when it was made, and its id. */
export const RUN_KEY = 2;

/** A page of runs, the newest first; open ones, or closed ones. */
export async function listRuns(db: Db, actor: Actor, state: RunState, place: Place, today: Day): Promise<Page<RunRow>> {
  const found = await pageOf<RunRow & { createdAt: string }>(
    place,
    ({ createdAt, id }) => [createdAt, id],
    (walk) =>
      walked(
        withProgramme(db, actor).where("run.closed_on", inState(state), null),
        { by: ["run.created_at", "run.id"], down: true },
        walk,
      )
        .select([
          "run.id",
          "run.name",
          "run.kind",
          "run.created_at as createdAt",
          "programme.name as programmeName",
          "programme_version.minimum_places as minimumPlaces",
          openPlaces.as("places"),
          takenPlaces.as("taken"),
          plannedDay("min").as("firstDay"),
          plannedDay("min", sql`s.local_day >= ${today}`).as("nextDay"),
          plannedDay("max").as("lastDay"),
        ])
        .execute(),
  );
  return { ...found, rows: found.rows.map(({ createdAt: _, ...row }) => row) };
}

export const countRuns = (db: Db, actor: Actor, state: RunState): Promise<number> =>
  countUpTo(db, visibleRuns(db, actor).where("run.closed_on", inState(state), null));

/** A run of the actor's, or undefined (404). */
export async function findRun(db: Db, actor: Actor, id: string): Promise<Run | undefined> {
  const row = await withProgramme(db, actor)
    .where("run.id", "=", id)
    .select([
      "run.id",
      "run.name",
      "run.kind",
      "run.venue",
      "run.venue_confidential as venueConfidential",
      "run.organisation_id as organisationId",
      "programme.id as programmeId",
      "programme.name as programmeName",
      "programme_version.id as versionId",
      "programme_version.version as programmeVersion",
      "programme_version.minimum_places as minimumPlaces",
      "programme_version.completion_share as completionShare",
      "run.local_holidays as localHolidays",
      "run.closed_on as closedOn",
      "run.version",
    ])
    .executeTakeFirst();
  return row && { ...row, localHolidays: JSON.parse(row.localHolidays) as DayRange[] };
}

/** Who delivers a run, facilitators first. */
export const listRunStaff = (db: Db, runId: string): Promise<RunStaff[]> =>
  db
    .selectFrom("run_staff")
    .innerJoin("user", "user.id", "run_staff.user_id")
    .where("run_staff.run_id", "=", runId)
    .select(["user.id as userId", "user.name", "run_staff.as_what as asWhat"])
    .orderBy(sql`instr('facilitator,co-facilitator,peer-co-leader,cover', run_staff.as_what)`)
    .orderBy("user.name")
    .execute();

export type Colleague = { id: string; name: string; role: "facilitator" | "co-leader" };

/** Who in the actor's organisation can deliver a run today. */
export const listColleagues = (db: Db, actor: Actor, today: Day): Promise<Colleague[]> =>
  db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", actor.organisationId)
    .where("membership.role", "in", ["facilitator", "co-leader"])
    .where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">", today)]))
    .where("user.disabled_at", "is", null)
    .select(["user.id", "user.name", "membership.role"])
    .orderBy("user.name")
    .execute() as Promise<Colleague[]>;

/** The actor's organisation's own open programmes: what a run can be made from. */
export const listOwnProgrammes = (db: Db, actor: Actor) =>
  db
    .selectFrom("programme")
    .innerJoin("programme_version", (join) =>
      join
        .onRef("programme_version.programme_id", "=", "programme.id")
        .onRef("programme_version.version", "=", "programme.current_version"),
    )
    .where("programme.organisation_id", "=", actor.organisationId)
    .where("programme.closed_on", "is", null)
    .select(["programme.id", "programme.name", "programme_version.id as versionId", "programme_version.format"])
    .orderBy("programme.name")
    .execute();

export type StaffChoice = { userId: string; asWhat: StaffRole };

export const insertStaff = (db: Db, runId: string, staff: readonly StaffChoice[]): Write[] =>
  staff.map(({ userId, asWhat }) =>
    db.insertInto("run_staff").values({ run_id: runId, user_id: userId, as_what: asWhat }),
  );

/** Everybody who delivers the run, as it is from now on. */
export const replaceStaff = (db: Db, runId: string, staff: readonly StaffChoice[]): Write[] => [
  db.deleteFrom("run_staff").where("run_id", "=", runId),
  ...insertStaff(db, runId, staff),
];
