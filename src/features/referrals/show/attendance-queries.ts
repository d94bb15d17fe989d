import { sql } from "kysely";
import type { Db } from "../../../deps.ts";

export type CameTo = {
  number: number;
  kind: "planned" | "catch-up" | "home-visit" | "phone";
  day: string;
  /** Came, in whole or in part; did not; the service cancelled; or nobody has marked it yet. */
  came: "yes" | "no" | "cancelled" | "not-marked";
};

export type Enrolment = {
  runName: string;
  fromOn: string;
  toOn: string | null;
  outcome: "completed" | "left-early" | "did-not-start" | null;
  /** The day they went back to the waiting list, where they are now. */
  backOnListOn: string | null;
  /** Which measures they were asked on it. */
  measures: string[];
};

const MEASURES = sql<string>`(select json_group_array(distinct a.measure_id) from assessment a
  where a.enrolment_id = enrolment.id and a.replaced_at is null)`;

/** The places that a referral has had, newest first: whether, when, how it ended. No venue, no staff. */
export async function listEnrolments(db: Db, referralId: string): Promise<Enrolment[]> {
  const rows = await db
    .selectFrom("enrolment")
    .innerJoin("run", "run.id", "enrolment.run_id")
    .where("enrolment.referral_id", "=", referralId)
    .select(["run.name as runName", "enrolment.from_on as fromOn", "enrolment.to_on as toOn", "enrolment.outcome"])
    .select(["enrolment.back_on_list_on as backOnListOn", MEASURES.as("measures")])
    .orderBy("enrolment.from_on", "desc")
    .execute();
  return rows.map((row) => ({ ...row, measures: JSON.parse(row.measures) as string[] }));
}

/** The mark that stands: one that no later mark replaces. */
const mark = sql<"all" | "part" | "none" | null>`(
  select a.mark from attendance a where a.enrolment_id = e.id and a.session_id = s.id
  and not exists (select 1 from attendance later where later.replaces_id = a.id)
  order by a.at desc, a.id desc limit 1)`;

/**
 * Which sessions the carer came to, up to today: yes or no and nothing more (docs/rules/people-and-words.md: the referrer sees attendance
 * and concerns; more only if the carer agrees).
 */
export async function listAttendance(db: Db, referralId: string, today: string): Promise<CameTo[]> {
  const rows = await db
    .selectFrom("enrolment as e")
    .innerJoin("session as s", "s.run_id", "e.run_id")
    .where("e.referral_id", "=", referralId)
    .where("s.local_day", "<=", today)
    .where((eb) => eb.or([eb("s.for_enrolment_id", "is", null), eb("s.for_enrolment_id", "=", eb.ref("e.id"))]))
    .where((eb) =>
      eb.and([
        eb("s.local_day", ">=", eb.ref("e.from_on")),
        eb.or([eb("e.to_on", "is", null), eb("s.local_day", "<=", eb.ref("e.to_on"))]),
      ]),
    )
    .select(["s.number", "s.kind", "s.local_day as day", "s.status", mark.as("mark")])
    .orderBy("s.starts_at")
    .execute();
  const earlier = await listEarlier(db, referralId);
  return [...earlier, ...rows]
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ number, kind, day, status, mark }) => ({ number, kind, day, came: cameOf(status, mark) }));
}

/** What they were marked at on a run that they have left for another. */
const listEarlier = (db: Db, referralId: string) =>
  db
    .selectFrom("enrolment as e")
    .innerJoin("attendance as a", "a.enrolment_id", "e.id")
    .innerJoin("session as s", "s.id", "a.session_id")
    .where("e.referral_id", "=", referralId)
    .where("a.replaces_id", "is", null)
    .whereRef("s.run_id", "<>", "e.run_id")
    .select(["s.number", "s.kind", "s.local_day as day", "s.status", mark.as("mark")])
    .orderBy("s.starts_at")
    .execute();

function cameOf(status: "planned" | "held" | "cancelled", mark: "all" | "part" | "none" | null): CameTo["came"] {
  if (status === "cancelled") return "cancelled";
  if (mark === null) return "not-marked";
  return mark === "none" ? "no" : "yes";
}
