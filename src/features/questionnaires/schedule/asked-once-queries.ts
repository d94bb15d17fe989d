import { type RawBuilder, sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import { ofNoCourse } from "../../../measures/index.ts";

/** A thing asked twice within so many days is asked once and serves both (docs/rules/burden.md). */
export const ONCE_WITHIN_DAYS = 14;

const waiting = (a: string) =>
  sql`${sql.ref(`${a}.replaced_at`)} is null and ${sql.ref(`${a}.state`)} in ('scheduled', 'open')`;

/** The same of each, for another or for the same enrolment: the two could be a pair (docs/rules/pairing-and-change.md). */
const same = (a: string, b: string) => {
  const of = (column: string) => sql`${sql.ref(`${a}.${column}`)} = ${sql.ref(`${b}.${column}`)}`;
  const alike = ["informant_id", "measure_id", "about_id", "informant_role", "edition", "form"].map(of);
  return sql`${sql.join(alike, sql` and `)}`;
};

const near = (a: string, b: string) =>
  sql`abs(julianday(${sql.ref(`${a}.due_on`)}) - julianday(${sql.ref(`${b}.due_on`)})) <= ${sql.lit(ONCE_WITHIN_DAYS)}`;

/** Who delivers the one delivers the other: nobody learns by it what somebody else asks. */
const asker = (a: string) => sql`(select organisation_id from pack where id = ${sql.ref(`${a}.pack_id`)})`;

const isBefore = (a: string, b: string) =>
  sql`(${sql.ref(`${a}.due_on`)}, ${sql.ref(`${a}.id`)}) < (${sql.ref(`${b}.due_on`)}, ${sql.ref(`${b}.id`)})`;

/** Of another enrolment, before, after or at follow-up, due no later and near: what it is asked with. */
const sooner = (a: string, b: string) => sql`${same(a, b)} and ${waiting(a)} and ${near(a, b)} and ${isBefore(a, b)}
  and ${sql.ref(`${a}.enrolment_id`)} <> ${sql.ref(`${b}.enrolment_id`)}
  and ${sql.ref(`${a}.timepoint`)} in ('T1', 'T2', 'T3') and ${asker(a)} = ${asker(b)}`;

/** A session that somebody left before is none of theirs. */
const isReached = (s: string) => sql`not exists (select 1 from enrolment e where e.id = ${sql.ref(`${s}.enrolment_id`)}
  and e.to_on < ${sql.ref(`${s}.opens_on`)})`;

const furtherOut = sql`((own.timepoint = 'T1' and ${isBefore("s", "b")}) or (own.timepoint = 'T2' and ${isBefore("b", "s")}))`;

/** What is asked on one occasion of two enrolments. Goals, the recount and feedback are of one course and are asked for each. */
const acrossEnrolments = (informants: RawBuilder<unknown>) => sql`
  update assessment as b set asked_with_id = (
    select a.id from assessment a where ${sooner("a", "b")}
    and not exists (select 1 from assessment r where ${sooner("r", "a")})
    order by a.due_on, a.id limit 1)
  where b.informant_id in ${informants} and ${waiting("b")} and b.timepoint in ('T1', 'T2', 'T3')
  and b.measure_id in (select value from json_each(${JSON.stringify(ofNoCourse())}))`;

/** The first session with "before", the last with "after"; no other session is left out. */
const withSessions = (informants: RawBuilder<unknown>) => sql`
  update assessment as b set asked_with_id = (
    select lead.id from assessment own
    join assessment lead on lead.id = coalesce(own.asked_with_id, own.id)
    where ${same("own", "b")} and own.enrolment_id = b.enrolment_id and own.timepoint in ('T1', 'T2')
    and ${waiting("own")} and ${waiting("lead")} and ${near("lead", "b")} and ${isReached("b")}
    and not exists (select 1 from assessment s where ${same("s", "b")} and s.enrolment_id = b.enrolment_id
      and s.replaced_at is null and s.timepoint glob 'S*' and ${isReached("s")} and ${furtherOut})
    order by own.timepoint limit 1)
  where b.informant_id in ${informants} and ${waiting("b")} and b.timepoint glob 'S*'`;

/**
 * The writes that say anew what these people are asked once: to stand after whatever moved, added or ended what they are asked, in
 * the same commit. Only what is not answered is looked at (docs/rules/burden.md).
 */
function askOnce(db: Db, informants: RawBuilder<unknown>): Write[] {
  return [acrossEnrolments(informants), withSessions(informants)].map((statement) => ({
    compile: () => statement.compile(db),
  }));
}

/** The same for those who answer these assessments. */
export const askOnceOf = (db: Db, ids: readonly string[]): Write[] =>
  ids.length === 0
    ? []
    : askOnce(
        db,
        sql`(select informant_id from assessment where id in (select value from json_each(${JSON.stringify(ids)})))`,
      );

/** The same for one person. */
export const askOnceOfPerson = (db: Db, personId: string): Write[] => askOnce(db, sql`(select ${personId})`);
