import { sql } from "kysely";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addMonths, type Day } from "../../../domain/calendar.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { isAskingOver, isLockedFrom } from "../../families/index.ts";
import { seenFullName } from "../../sharing/index.ts";
import { INFORMANT } from "../assessment/column-queries.ts";

/** Somebody who was asked on one occasion, whose window closed while something of it was neither answered nor accounted for. */
export type ClosedPack = {
  id: string;
  timepoint: string;
  closesOn: Day;
  familyId: string;
  carerName: string;
  enrolmentId: string;
  runId: string;
  runName: string;
  measures: string[];
};

/** Nobody can say any more why something was not answered that closed longer ago. */
const MONTHS_BACK = 12;

// Written out, as the index of what closed has it in its condition.
const OCCASIONS = sql<boolean>`k.timepoint in ('T0', 'T1', 'T2', 'T3')`;
const UNANSWERED = sql`a.pack_id = k.id and a.replaced_at is null and a.state in ('scheduled', 'open')
  and not ${isAskingOver("a.informant_id", "a.about_id")}
  and not exists (select 1 from assessment lead where lead.id = a.asked_with_id and lead.replaced_at is null
    and lead.state in ('scheduled', 'open'))`;

const MEASURES = sql<string>`(select json_group_array(m.measure_id) from (
  select a.measure_id from assessment a where ${UNANSWERED} order by a.pack_position) m)`;

const closed = (db: Db, actor: Actor, today: Day) =>
  db
    .selectFrom("pack as k")
    .where("k.organisation_id", "=", actor.organisationId)
    .where(OCCASIONS)
    .where("k.closes_on", ">=", addMonths(today, -MONTHS_BACK))
    .where("k.closes_on", "<", today)
    .where(sql<boolean>`exists (select 1 from assessment a where ${UNANSWERED})`)
    .where(sql<boolean>`not ${isLockedFrom(actor, "k.family_id")}`);

/** Of how many values the key of a row is made: when it closed, and its id. */
export const CLOSED_KEY = 2;

/** What closed in the last twelve months without an answer or a reason, the latest first, a row a person and occasion. */
export async function listClosed(db: Db, actor: Actor, today: Day, place: Place): Promise<Page<ClosedPack>> {
  const found = await pageOf<Line>(
    place,
    ({ closesOn, id }) => [closesOn, id],
    (walk) =>
      walked(closed(db, actor, today), { by: ["k.closes_on", "k.id"], down: true }, walk)
        .innerJoin("person as informant", "informant.id", "k.person_id")
        .innerJoin("referral as f", (join) =>
          join.on("f.id", "=", sql<string>`(select a.referral_id from assessment a where a.pack_id = k.id limit 1)`),
        )
        .innerJoin("enrolment as e", (join) =>
          join.on("e.id", "=", sql<string>`(select a.enrolment_id from assessment a where a.pack_id = k.id limit 1)`),
        )
        .innerJoin("run as r", "r.id", "e.run_id")
        .select([
          "k.id",
          "k.timepoint",
          "k.closes_on as closesOn",
          "k.family_id as familyId",
          seenFullName(actor, INFORMANT).as("carerName"),
          "e.id as enrolmentId",
          "r.id as runId",
          "r.name as runName",
          MEASURES.as("measures"),
        ])
        .execute(),
  );
  return { ...found, rows: found.rows.map((row) => ({ ...row, measures: JSON.parse(row.measures) as string[] })) };
}

type Line = Omit<ClosedPack, "measures"> & { measures: string };

/** How many of them there are, as far as is counted. */
export const countClosed = (db: Db, actor: Actor, today: Day): Promise<number> =>
  countUpTo(db, closed(db, actor, today));
