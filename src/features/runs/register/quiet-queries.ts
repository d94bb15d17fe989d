import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { isLockedFrom, isQuiet } from "../../families/index.ts";
import { type Joined, seenFullName } from "../../sharing/index.ts";
import { QUIET_DAYS } from "../delivery/run.ts";
import { visibleRuns } from "../delivery/run-queries.ts";

export type QuietPerson = {
  enrolmentId: string;
  familyId: string;
  carerId: string;
  carerName: string;
  lastAttendedOn: Day | null;
  runName: string;
};

const CARER: Joined = { referral: "referral", person: "person", kind: "carer" };

const lastAttended = sql<Day | null>`(
  select max(s.local_day) from attendance a join session s on s.id = a.session_id
  where a.enrolment_id = enrolment.id and a.mark <> 'none'
  and not exists (select 1 from attendance later where later.replaces_id = a.id))`;

const booked = (today: Day) => sql<number>`exists (
  select 1 from session s where s.run_id = run.id and s.status <> 'cancelled' and s.local_day >= ${today}
  and (s.for_enrolment_id is null or s.for_enrolment_id = enrolment.id))`;

/**
 * People on a one-to-one course who have had no session for 21 days and have none booked: finished, on hold, or left?
 * (docs/rules/completion.md). Longest quiet first, 50 at most.
 */
export const listQuietPeople = (db: Db, actor: Actor, today: Day): Promise<QuietPerson[]> =>
  visibleRuns(db, actor)
    .innerJoin("enrolment", "enrolment.run_id", "run.id")
    .innerJoin("referral", "referral.id", "enrolment.referral_id")
    .innerJoin("person", "person.id", "referral.carer_id")
    .where(sql<boolean>`not ${isLockedFrom(actor, "referral.family_id")}`)
    .where("run.kind", "=", "one-to-one")
    // Nobody is on a run that is closed, and those that go on have an index.
    .where("run.closed_on", "is", null)
    .where("enrolment.outcome", "is", null)
    .where(sql<Day>`coalesce(${lastAttended}, enrolment.from_on)`, "<=", addDays(today, -QUIET_DAYS))
    .where(sql<boolean>`not ${booked(today)}`)
    .where(sql<boolean>`not ${isQuiet("referral.carer_id", today)}`)
    .select([
      "enrolment.id as enrolmentId",
      "referral.family_id as familyId",
      "referral.carer_id as carerId",
      seenFullName(actor, CARER).as("carerName"),
      lastAttended.as("lastAttendedOn"),
      "run.name as runName",
    ])
    .orderBy(sql`coalesce(${lastAttended}, enrolment.from_on)`)
    .limit(50)
    .execute();
