import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { ownFamilies } from "../../families/index.ts";
import { type Ground, type NeedAssessment, type NewNeedAssessment, validTo } from "../check/need.ts";

/** Need assessments of carers in the families that are the actor's own organisation's. */
const visibleTo = (db: Db, actor: Actor) =>
  ownFamilies(db, actor)
    .innerJoin("need_assessment as n", "n.family_id", "family.id")
    .leftJoin("user", "user.id", "n.created_by");

const columns = [
  "n.id",
  "n.family_id as familyId",
  "n.carer_id as carerId",
  "n.on_day as onDay",
  "n.need",
  "n.grounds",
  "n.assessor_role as assessorRole",
  "n.method",
  "n.note",
  "n.valid_to_on as validToOn",
  "n.created_at as createdAt",
  "user.name as createdByName",
] as const;

type Row = Omit<NeedAssessment, "grounds"> & { grounds: string };

const fromRow = (row: Row): NeedAssessment => ({ ...row, grounds: JSON.parse(row.grounds) as Ground[] });

export async function findNeedAssessment(db: Db, actor: Actor, id: string): Promise<NeedAssessment | undefined> {
  const row = await visibleTo(db, actor).where("n.id", "=", id).select(columns).executeTakeFirst();
  return row && fromRow(row);
}

/** All need assessments of a family's carers, the newest first: of a carer, the first one rules. */
export async function listNeedAssessments(db: Db, actor: Actor, familyId: string): Promise<NeedAssessment[]> {
  const rows = await visibleTo(db, actor)
    .where("n.family_id", "=", familyId)
    .orderBy("n.on_day", "desc")
    .orderBy("n.id", "desc")
    .select(columns)
    .execute();
  return rows.map(fromRow);
}

/** The latest need assessment of a carer up to a day, valid still or not; undefined when none is on file. */
export async function latestNeedAssessment(
  db: Db,
  actor: Actor,
  carerId: string,
  today: Day,
): Promise<NeedAssessment | undefined> {
  const row = await visibleTo(db, actor)
    .where("n.carer_id", "=", carerId)
    .where("n.on_day", "<=", today)
    .orderBy("n.on_day", "desc")
    .orderBy("n.id", "desc")
    .limit(1)
    .select(columns)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The write of a need assessment. It is not changed after: a later one takes its place. */
export const insertNeedAssessment = (db: Db, actor: Actor, need: NewNeedAssessment): Write[] => [
  db.insertInto("need_assessment").values({
    id: need.id,
    family_id: need.familyId,
    carer_id: need.carerId,
    on_day: need.onDay,
    need: need.need,
    grounds: JSON.stringify(need.grounds),
    assessor_role: need.assessorRole,
    method: need.method,
    note: need.note,
    valid_to_on: validTo(need.onDay),
    created_at: need.at,
    created_by: actor.userId,
  }),
];
