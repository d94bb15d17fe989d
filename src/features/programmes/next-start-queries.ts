import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import type { NextStart } from "./next-start.ts";
import type { Route } from "./programme.ts";

/** The first session of a run that was not cancelled. */
const FIRST = sql<string | null>`(
  select json_object('day', s.local_day, 'time', s.local_time, 'at', s.starts_at) from session s
  where s.run_id = run.id and s.kind = 'planned' and s.status <> 'cancelled' order by s.number limit 1)`;

const PLACES = sql<number>`(select count(*) from place p where p.run_id = run.id and p.kind = 'open')`;

/** The plus keeps to the run's own places: whose enrolment is nobody's are many. */
const FREE = sql<number>`(
  select count(*) from place p where p.run_id = run.id and p.kind = 'open' and +p.enrolment_id is null)`;

/** Read in the order written: a route's programmes, the runs of their providers that go on, and which programme each is of. */
const IS_OF_PROGRAMME = sql<boolean>`programme_version.programme_id = programme.id`;

type First = { day: Day; time: string; at: string };

/**
 * The runs of a route's open programmes whose first session is today or to come, the earliest first: what to say of a
 * programme while the carer is there. Nothing about who is on them.
 */
export async function listNextStarts(db: Db, route: Route, today: Day): Promise<NextStart[]> {
  const rows = await db
    .selectFrom("programme")
    .crossJoin("run")
    .crossJoin("programme_version")
    .whereRef("run.organisation_id", "=", "programme.organisation_id")
    .whereRef("programme_version.id", "=", "run.programme_version_id")
    .where(IS_OF_PROGRAMME)
    .where("programme.route", "=", route)
    .where("programme.closed_on", "is", null)
    .where("run.closed_on", "is", null)
    .where("run.kind", "=", "group")
    .select([
      "programme.id as programmeId",
      "run.name as runName",
      "run.venue",
      "run.venue_confidential as isConfidential",
      FIRST.as("first"),
      PLACES.as("places"),
      FREE.as("free"),
    ])
    .execute();
  const starts = rows.flatMap(({ first, isConfidential, venue, ...row }) => {
    const read = first === null ? null : (JSON.parse(first) as First);
    return read && read.day >= today ? [{ ...row, ...read, venue: isConfidential === "yes" ? null : venue }] : [];
  });
  return starts.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ at: _, ...start }) => start);
}
