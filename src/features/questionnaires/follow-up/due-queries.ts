import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { mayReachBy, seen, seenFullName, seenGivenName, sightOf } from "../../sharing/index.ts";
import { locks, visibleTo } from "../assessment/assessment-queries.ts";
import { ABOUT, INFORMANT } from "../assessment/column-queries.ts";
import type { Due, DueFilter } from "./due.ts";

export const DUE_PAGE = 50;

/** What hangs on a session or a week is asked only if it opened while the person was still on the run. */
export const beforeLeaving = sql<boolean>`(e.to_on is null or a.timepoint not glob '[SW]*' or a.opens_on <= e.to_on)`;

/** A weekly check-in stands after everything that can be lost: it comes again next week. */
const isWeekly = sql<number>`a.timepoint glob 'W*'`;

/** Open windows of what has not been answered. */
const due = (db: Db, actor: Actor, today: Day, filter: DueFilter) =>
  visibleTo(db, actor)
    .where("a.state", "in", ["scheduled", "open"])
    .where("a.opens_on", "<=", today)
    .where("a.closes_on", ">=", today)
    .where("a.pack_id", "is not", null)
    .where("informant.died_on", "is", null)
    .where(beforeLeaving)
    .$if(filter.run !== undefined, (rows) => rows.where("r.id", "=", filter.run ?? ""))
    .$if(filter.occasion !== undefined, (rows) => rows.where("a.timepoint", "=", filter.occasion ?? ""));

const asked = (actor: Actor) => sql<string>`json_group_array(json_object('id', a.id, 'measureId', a.measure_id,
  'about', ${seenGivenName(actor, ABOUT)}, 'position', a.pack_position))`;

const phone = (actor: Actor) => sql<string | null>`(
  select json_object('value', c.value, 'times', c.safe_times) from contact c
  where c.person_id = a.informant_id and c.kind in ('mobile', 'telephone') and c.ended_on is null
  and c.do_not_use_reason is null and c.confidential = 'no' and c.safe in ('yes', 'at-times')
  and ${mayReachBy(actor, "f", "c")}
  order by c.safe = 'yes' desc, c.id limit 1)`;

/** The latest of what they said to everybody and of what they said to those who deliver the run. */
const mayRing = sql<string | null>`(
  select g.answer from agreement g where g.person_id = a.informant_id and g.purpose = 'contact-telephone'
  and coalesce(g.provider_id, r.organisation_id) = r.organisation_id
  order by g.at desc, g.id desc limit 1)`;

const lastAttempt = sql<string | null>`(
  select json_object('at', t.at, 'how', t.how, 'outcome', t.outcome) from contact_attempt t
  where t.pack_id = a.pack_id order by t.at desc, t.id desc limit 1)`;

const heldUntil = (today: Day) => sql<Day | null>`(
  select max(h.until_on) from hold h where h.person_id = a.informant_id and h.lifted_at is null
  and h.from_on <= ${today} and h.until_on >= ${today})`;

/** Who is to be asked now, one row a person and occasion, soonest due first and weekly check-ins last: one page of `DUE_PAGE`. */
export async function listDue(db: Db, actor: Actor, today: Day, filter: DueFilter, page: number): Promise<Due[]> {
  const found = await due(db, actor, today, filter)
    .innerJoin("organisation as from", "from.id", "f.from_organisation_id")
    .groupBy("a.pack_id")
    .select(({ fn }) => [
      "a.pack_id",
      "a.timepoint",
      "a.enrolment_id",
      seenFullName(actor, INFORMANT).as("carer_name"),
      seen(actor, INFORMANT, "family_name").as("family_name"),
      sightOf(actor, "f").as("sight"),
      "from.name as owner_name",
      "from.telephone as owner_telephone",
      "informant.family_id",
      "r.id as run_id",
      "r.name as run_name",
      fn.min("a.opens_on").as("opens_on"),
      fn.min("a.due_on").as("due_on"),
      fn.min("a.closes_on").as("closes_on"),
      asked(actor).as("asked"),
      phone(actor).as("phone"),
      mayRing.as("may_ring"),
      lastAttempt.as("last_attempt"),
      heldUntil(today).as("held_until"),
    ])
    .orderBy(isWeekly)
    .orderBy("due_on")
    .orderBy("family_name")
    .orderBy("a.pack_id")
    .limit(DUE_PAGE)
    .offset((page - 1) * DUE_PAGE)
    .execute();
  return found.map((row) => ({
    packId: row.pack_id ?? "",
    timepoint: row.timepoint,
    enrolmentId: row.enrolment_id ?? "",
    carerName: row.carer_name,
    sight: row.sight,
    owner: { name: row.owner_name, telephone: row.owner_telephone },
    familyId: row.family_id,
    runId: row.run_id,
    runName: row.run_name,
    window: { opensOn: row.opens_on, dueOn: row.due_on, closesOn: row.closes_on },
    asked: inOrder(JSON.parse(row.asked)),
    phone: row.phone === null || refused(row.may_ring) ? null : JSON.parse(row.phone),
    askedNotToRing: refused(row.may_ring),
    lastAttempt: row.last_attempt === null ? null : JSON.parse(row.last_attempt),
    heldUntil: row.held_until,
  }));
}

const refused = (answer: string | null): boolean => answer === "withdrawn" || answer === "declined";

const inOrder = (asked: (Due["asked"][number] & { position: number })[]): Due["asked"] =>
  asked.toSorted((a, b) => a.position - b.position);

/** How many people and occasions are to be asked now. */
export async function countDue(db: Db, actor: Actor, today: Day, filter: DueFilter = {}): Promise<number> {
  const row = await due(db, actor, today, filter)
    .select(({ fn }) => fn.count<number>("a.pack_id").distinct().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The runs and occasions that the list can be narrowed to. */
export async function dueChoices(db: Db, actor: Actor, today: Day) {
  const found = await due(db, actor, today, {})
    .select(["r.id", "r.name", "a.timepoint"])
    .distinct()
    .orderBy("r.name")
    .execute();
  return {
    runs: [...new Map(found.map(({ id, name }) => [id, name]))].map(([id, name]) => ({ id, name })),
    occasions: [...new Set(found.map(({ timepoint }) => timepoint))],
  };
}

/**
 * Of the enrolments whose last questionnaires have closed, how many have both: the same standardised measure before and
 * after, neither of them late (docs/rules/windows.md). `measures` are the standardised ones.
 */
export async function bothDone(db: Db, actor: Actor, today: Day, measures: readonly string[]) {
  const row = await db
    .selectFrom("v_assessment as after")
    .innerJoin("enrolment as e", "e.id", "after.enrolment_id")
    .innerJoin("run as r", "r.id", "e.run_id")
    .leftJoin("v_assessment as before", (join) =>
      join
        .onRef("before.enrolment_id", "=", "after.enrolment_id")
        .onRef("before.measure_id", "=", "after.measure_id")
        .onRef("before.about_id", "=", "after.about_id")
        .onRef("before.informant_id", "=", "after.informant_id")
        .on("before.timepoint", "=", "T1"),
    )
    .where("r.organisation_id", "=", actor.organisationId)
    .where("after.timepoint", "=", "T2")
    .where("after.closes_on", "<", today)
    .where("after.measure_id", "in", sql<string>`(select value from json_each(${JSON.stringify(measures)}))`)
    .select([
      sql<number>`count(distinct after.enrolment_id)`.as("of"),
      sql<number>`count(distinct case when before.state = 'done' and before.late_days = 0 and after.state = 'done'
        and after.late_days = 0 then after.enrolment_id end)`.as("both"),
    ])
    .executeTakeFirstOrThrow();
  return { both: Number(row.both), of: Number(row.of) };
}

/** One occasion of one person, as those who deliver the run may see it. */
export const findPack = (db: Db, actor: Actor, id: string) =>
  db
    .selectFrom("pack as k")
    .innerJoin("person as informant", "informant.id", "k.person_id")
    .innerJoin("referral as f", (join) =>
      join.on("f.id", "=", sql<string>`(select a.referral_id from assessment a where a.pack_id = k.id limit 1)`),
    )
    .where("k.id", "=", id)
    .where("k.organisation_id", "=", actor.organisationId)
    .where((eb) => eb.not(eb.exists(locks(db, actor, "k.family_id"))))
    .select([
      "k.id",
      "k.timepoint",
      "k.person_id as personId",
      "k.family_id as familyId",
      seenFullName(actor, INFORMANT).as("name"),
      "f.id as referralId",
    ])
    .executeTakeFirst();
