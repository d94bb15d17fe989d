import { sql } from "kysely";
import { countUpTo } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isAskingOver, isLockedFrom } from "../../families/index.ts";
import { seen, seenFullName, seenGivenName } from "../../sharing/index.ts";
import { askedByItself, visibleTo } from "../assessment/assessment-queries.ts";
import { ABOUT, IN_TIME_TO, INFORMANT } from "../assessment/column-queries.ts";
import type { Due, DuePack } from "./due.ts";

/** What hangs on a session or a week is asked only if it opened while the person was still on the run. */
export const beforeLeaving = sql<boolean>`(e.to_on is null or a.timepoint not glob '[SW]*' or a.opens_on <= e.to_on)`;

/** A weekly check-in stands after everything that can be lost: it comes again next week. */
const isWeekly = sql<number>`a.timepoint glob 'W*'`;

/** Written out, as the index of what is still to be asked has it in its condition. */
const STILL_ASKED = sql<boolean>`a.state in ('scheduled', 'open')`;

/** Open windows of what has not been answered. */
const due = (db: Db, actor: Actor, today: Day) =>
  visibleTo(db, actor)
    .where(STILL_ASKED)
    .where("a.opens_on", "<=", today)
    .where("a.closes_on", ">=", today)
    .where("a.pack_id", "is not", null)
    .where(sql<boolean>`not ${isAskingOver("a.informant_id", "a.about_id")}`)
    .where(askedByItself(today))
    .where(beforeLeaving);

/** So many occasions are listed at most: those that are due first, of what may be asked on one day. */
const MOST_DUE = 5000;

/** Everybody who is to be asked now, one row a person and occasion, soonest due first and weekly check-ins last. */
export const listDuePacks = (db: Db, actor: Actor, today: Day): Promise<DuePack[]> =>
  due(db, actor, today)
    .groupBy("a.pack_id")
    .select(({ fn }) => [
      sql<string>`a.pack_id`.as("packId"),
      "a.timepoint",
      "r.id as runId",
      "r.name as runName",
      fn.min("a.due_on").as("dueOn"),
    ])
    .orderBy(isWeekly)
    .orderBy("dueOn")
    .orderBy("a.pack_id")
    .limit(MOST_DUE)
    .execute();

const asked = (actor: Actor) => sql<string>`json_group_array(json_object('id', a.id, 'measureId', a.measure_id,
  'about', ${seenGivenName(actor, ABOUT)}, 'position', a.pack_position, 'also', json(${ALSO})))`;

/** On which other occasions the answer counts, where a thing is asked once (docs/rules/burden.md). */
const ALSO = sql`(select json_group_array(b.timepoint) from assessment b
  where b.asked_with_id = a.id and b.replaced_at is null and b.state in ('scheduled', 'open'))`;

const lastAttempt = sql<string | null>`(
  select json_object('at', t.at, 'how', t.how, 'outcome', t.outcome) from contact_attempt t
  where t.pack_id = a.pack_id order by t.at desc, t.id desc limit 1)`;

const heldUntil = (today: Day) => sql<Day | null>`(
  select max(h.until_on) from hold h where h.person_id = a.informant_id and h.lifted_at is null
  and h.from_on <= ${today} and h.until_on >= ${today})`;

/** What the list says of these people and occasions, in the order of the ids. */
export async function listDue(db: Db, actor: Actor, today: Day, packIds: readonly string[]): Promise<Due[]> {
  const found = await due(db, actor, today)
    .where("a.pack_id", "in", sql<string>`(select value from json_each(${JSON.stringify(packIds)}))`)
    .groupBy("a.pack_id")
    .select(({ fn }) => [
      "a.pack_id",
      "a.timepoint",
      "a.enrolment_id",
      seenFullName(actor, INFORMANT).as("carer_name"),
      seen(actor, INFORMANT, "family_name").as("family_name"),
      "informant.id as informant_id",
      "informant.family_id",
      "r.id as run_id",
      "r.name as run_name",
      fn.min("a.opens_on").as("opens_on"),
      fn.min("a.due_on").as("due_on"),
      fn.min("a.closes_on").as("closes_on"),
      sql<Day>`min(${IN_TIME_TO})`.as("in_time_to"),
      asked(actor).as("asked"),
      lastAttempt.as("last_attempt"),
      heldUntil(today).as("held_until"),
    ])
    .execute();
  const place = new Map(packIds.map((id, at) => [id, at]));
  const inOrderOfIds = found.sort((a, b) => place.get(a.pack_id ?? "")! - place.get(b.pack_id ?? "")!);
  return inOrderOfIds.map((row) => ({
    packId: row.pack_id ?? "",
    timepoint: row.timepoint,
    enrolmentId: row.enrolment_id ?? "",
    carerName: row.carer_name,
    personId: row.informant_id,
    familyId: row.family_id,
    runId: row.run_id,
    runName: row.run_name,
    window: { opensOn: row.opens_on, dueOn: row.due_on, closesOn: row.closes_on },
    inTimeTo: row.in_time_to,
    asked: inOrder(JSON.parse(row.asked)),
    lastAttempt: row.last_attempt === null ? null : JSON.parse(row.last_attempt),
    heldUntil: row.held_until,
  }));
}

const inOrder = (asked: (Due["asked"][number] & { position: number })[]): Due["asked"] =>
  asked.toSorted((a, b) => a.position - b.position);

/** How many people and occasions are to be asked now, as far as is counted. */
export const countDue = (db: Db, actor: Actor, today: Day): Promise<number> =>
  countUpTo(db, due(db, actor, today).groupBy("a.pack_id"));

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
    .where(sql<boolean>`not ${isLockedFrom(actor, "k.family_id")}`)
    .select([
      "k.id",
      "k.timepoint",
      "k.person_id as personId",
      "informant.kind as personKind",
      "k.family_id as familyId",
      seenFullName(actor, INFORMANT).as("name"),
      "f.id as referralId",
    ])
    .executeTakeFirst();
