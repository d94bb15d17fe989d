import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { visibleRuns } from "../delivery/run-queries.ts";

/** A group that has not begun: when it does, how many are on it, how many it needs and takes, how many wait for its programme. */
export type ComingGroup = {
  id: string;
  name: string;
  programmeName: string;
  minimum: number;
  maximum: number;
  taken: number;
  waiting: number;
  firstDay: Day;
};

/** So far ahead a manager can still find people, or put it off. */
const DAYS_AHEAD = 56;

const FIRST = sql<Day | null>`(select min(s.local_day) from session s
  where s.run_id = run.id and s.kind = 'planned' and s.status <> 'cancelled')`;

const TAKEN = sql<number>`(select count(*) from place p where p.run_id = run.id and p.enrolment_id is not null)`;

const WAITING = sql<number>`(select count(*) from (select 1 from referral r
  where r.to_organisation_id = run.organisation_id and r.state in ('accepted', 'waiting') and r.programme_id = programme.id limit 1001))`;

/** The groups of the actor's provider that begin within eight weeks, the first first. */
export async function listComingGroups(db: Db, actor: Actor, today: Day): Promise<ComingGroup[]> {
  const rows = await visibleRuns(db, actor)
    .where("run.closed_on", "is", null)
    .where("run.kind", "=", "group")
    .innerJoin("programme_version as v", "v.id", "run.programme_version_id")
    .innerJoin("programme", "programme.id", "v.programme_id")
    .select([
      "run.id",
      "run.name",
      "programme.name as programmeName",
      "v.minimum_places as minimum",
      "v.maximum_places as maximum",
      TAKEN.as("taken"),
      WAITING.as("waiting"),
      FIRST.as("firstDay"),
    ])
    .execute();
  const last = addDays(today, DAYS_AHEAD);
  return rows
    .flatMap(({ firstDay, ...row }) =>
      firstDay !== null && firstDay > today && firstDay <= last ? [{ ...row, firstDay }] : [],
    )
    .sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1));
}
