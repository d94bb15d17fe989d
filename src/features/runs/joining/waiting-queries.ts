import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isQuiet, maskedContact } from "../../families/index.ts";

/** What a waiting list says of somebody beside their referral: roughly where they live, and when they were last spoken to. */
export type WaitingExtra = {
  referralId: string;
  area: string | null;
  lastSpokenAt: string | null;
  /** When it was last tried, whatever came of it. */
  lastTriedAt: string | null;
  isQuiet: number;
};

// The first half of a postcode. Of a confidential place nothing is shown, not even half.
const area = sql<string | null>`(
  select substr(c.value, 1, instr(c.value, ' ') - 1) from contact c
  where c.person_id = referral.carer_id and c.kind = 'postcode' and ${maskedContact("c")} = 'no' and c.ended_on is null
  and instr(c.value, ' ') > 1 limit 1)`;

const lastSpoken = sql<string | null>`(
  select max(a.at) from contact_attempt a where a.referral_id = referral.id and a.outcome in ('spoke', 'answered-here'))`;

const lastTried = sql<string | null>`(select max(a.at) from contact_attempt a where a.referral_id = referral.id)`;

/** The extras of referrals that the caller may already see; `referralIds` of any number. */
export const listWaitingExtras = (db: Db, referralIds: readonly string[], today: Day): Promise<WaitingExtra[]> =>
  db
    .selectFrom("referral")
    .where("referral.id", "in", sql<string>`(select value from json_each(${JSON.stringify(referralIds)}))`)
    .select(["referral.id as referralId", area.as("area"), lastSpoken.as("lastSpokenAt"), lastTried.as("lastTriedAt")])
    .select(sql<number>`${isQuiet("referral.carer_id", today)}`.as("isQuiet"))
    .execute();

export type Call = {
  how: "telephone" | "text" | "email" | "letter" | "in-person";
  outcome: string;
  note: string | null;
  at: string;
  byName: string;
};

/** Every try to reach the carer of a referral, the latest first; 50 at most. */
export async function listCalls(db: Db, referralId: string): Promise<Call[]> {
  const rows = await db
    .selectFrom("contact_attempt as a")
    .leftJoin("user", "user.id", "a.by")
    .where("a.referral_id", "=", referralId)
    .select(["a.how", "a.outcome", "a.note", "a.at", "user.name as byName"])
    .orderBy("a.at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({ ...row, byName: row.byName ?? "Somebody" }));
}

export type RunWithRoom = {
  id: string;
  name: string;
  venue: string;
  venueConfidential: "yes" | "no";
  firstDay: Day | null;
  lastDay: Day | null;
  open: number;
  held: number;
};

const free = (kinds: readonly string[]) => sql<number>`(
  select count(*) from place p where p.run_id = run.id and +p.enrolment_id is null
  and p.kind in (select value from json_each(${JSON.stringify(kinds)})))`;

const isToCome = (today: Day) => sql<boolean>`exists (
  select 1 from session s where s.run_id = run.id and s.kind = 'planned' and s.status <> 'cancelled' and s.local_day >= ${today})`;

/** The open runs of a programme that have a free place and a session still to come, the soonest first (docs/rules/runs.md). */
export const listRunsWithRoom = (db: Db, actor: Actor, programmeId: string, today: Day): Promise<RunWithRoom[]> =>
  db
    .selectFrom("run")
    .innerJoin("programme_version", "programme_version.id", "run.programme_version_id")
    .where("run.organisation_id", "=", actor.organisationId)
    .where("programme_version.programme_id", "=", programmeId)
    .where("run.closed_on", "is", null)
    .where(free(["open", "held", "reserve"]), ">", 0)
    .where(isToCome(today))
    .select([
      "run.id",
      "run.name",
      "run.venue",
      "run.venue_confidential as venueConfidential",
      sql<Day | null>`(select min(s.local_day) from session s where s.run_id = run.id and s.kind = 'planned')`.as(
        "firstDay",
      ),
      sql<Day | null>`(select max(s.local_day) from session s where s.run_id = run.id and s.kind = 'planned')`.as(
        "lastDay",
      ),
      free(["open"]).as("open"),
      free(["held", "reserve"]).as("held"),
    ])
    .orderBy("firstDay")
    .orderBy("run.id")
    .limit(50)
    .execute();
