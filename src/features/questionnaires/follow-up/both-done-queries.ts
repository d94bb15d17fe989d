import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addMonths, type Day } from "../../../domain/calendar.ts";
import { type Series, seriesOf } from "../../../measures/index.ts";
import { primariesOf } from "../../programmes/index.ts";

/** Both done in time, of how many, by one measure; and who has both with a late answer. */
export type BothDone = { measure: Series; both: number; of: number; late: number };

type Counted = { version: string; measure: string; of: number; both: number; either: number };

/**
 * Of the enrolments whose last questionnaires closed in the last twelve months, how many have both answers to the primary measure of
 * their programme: before and after, neither of them late; and how many more have both with a late answer (docs/rules/windows.md).
 * A line for each measure that leads somewhere, the most people first: answers to different measures are never added up.
 */
export async function bothDone(db: Db, actor: Actor, today: Day): Promise<BothDone[]> {
  const counted = await countedByMeasure(db, actor, today);
  const primaries = await primariesOf(db, [...new Set(counted.map(({ version }) => version))]);
  const leading = counted.flatMap((row) => {
    const measure = primaries.get(row.version);
    return measure && seriesOf(row.measure)?.id === measure.id ? [{ ...row, measure }] : [];
  });
  const sum = (rows: typeof leading, key: "of" | "both" | "either") => rows.reduce((all, row) => all + row[key], 0);
  return [...Map.groupBy(leading, ({ measure }) => measure).entries()]
    .map(([measure, rows]) => {
      const both = sum(rows, "both");
      return { measure, both, of: sum(rows, "of"), late: sum(rows, "either") - both };
    })
    .toSorted((one, other) => other.of - one.of);
}

/** By the version of a programme and the measure: who was asked after, who answered both in time, who answered both. */
async function countedByMeasure(db: Db, actor: Actor, today: Day): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select version, measure, count(*) as "of", sum(has_both) as "both", sum(has_either) as "either" from (
      select r.programme_version_id as version, t2.measure_id as measure,
        max(t1.id is not null and exists (${answeredInTime("t2")}) and exists (${answeredInTime("t1")})) as has_both,
        max(t1.id is not null) as has_either
      from assessment t2
      cross join enrolment e on e.id = t2.enrolment_id
      cross join run r on r.id = e.run_id
      left join assessment t1 on t2.state = 'done' and ${isTheSameDoneBefore}
      where t2.timepoint = 'T2' and t2.replaced_at is null
      and t2.closes_on >= ${addMonths(today, -12)} and t2.closes_on < ${today}
      and r.organisation_id = ${actor.organisationId}
      group by t2.enrolment_id, t2.measure_id)
    group by version, measure`.execute(db);
  return rows;
}

/** The same measure about the same person by the same person, done before the course. */
const isTheSameDoneBefore = sql`
  t1.enrolment_id = t2.enrolment_id and t1.timepoint = 'T1'
  and t1.measure_id = t2.measure_id and t1.about_id = t2.about_id
  and t1.informant_id = t2.informant_id and t1.replaced_at is null and t1.state = 'done'`;

const answeredInTime = (assessment: string) => sql`
  select 1 from response_assessment ra join response re on re.id = ra.response_id
  where ra.assessment_id = ${sql.ref(assessment)}.id and ra.superseded_at is null and re.late_days = 0`;
