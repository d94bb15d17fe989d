import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { ownFamilies } from "../../families/index.ts";
import { BEHAVIOUR_CODES, type ReportedBehaviour } from "./behaviours.ts";
import type { BehaviourCheck, NewCheck } from "./check.ts";

/** Checks of the families that are the actor's own organisation's. */
const visibleTo = (db: Db, actor: Actor) =>
  ownFamilies(db, actor)
    .innerJoin("behaviour_check as c", "c.family_id", "family.id")
    .leftJoin("user", "user.id", "c.created_by")
    .leftJoin("behaviour_check as later", "later.supersedes_id", "c.id");

const itemsJson = sql<string>`(
  select json_group_array(json_object('behaviour', i.behaviour, 'ownWords', i.own_words, 'howOften', i.how_often,
    'challenge', i.challenge, 'injured', i.injured, 'weapon', i.weapon, 'afraid', i.afraid, 'since', i.since,
    'place', i.place, 'tried', i.tried))
  from behaviour_item i where i.check_id = c.id)`;

const columns = [
  "c.id",
  "c.family_id as familyId",
  "c.child_id as childId",
  "c.carer_id as carerId",
  "c.on_day as onDay",
  "c.source",
  "c.own_words as ownWords",
  "c.works_already as worksAlready",
  "c.who_helps as whoHelps",
  "c.supersedes_id as supersedesId",
  "c.correction_reason as correctionReason",
  "later.id as supersededById",
  "c.created_at as createdAt",
  "c.created_by as createdBy",
  "user.name as createdByName",
  itemsJson.as("items"),
] as const;

type Row = Omit<BehaviourCheck, "items"> & { items: string };

const inOrder = (items: ReportedBehaviour[]) =>
  items.sort((a, b) => BEHAVIOUR_CODES.indexOf(a.behaviour) - BEHAVIOUR_CODES.indexOf(b.behaviour));

const fromRow = (row: Row): BehaviourCheck => ({ ...row, items: inOrder(JSON.parse(row.items)) });

export async function findCheck(db: Db, actor: Actor, id: string): Promise<BehaviourCheck | undefined> {
  const row = await visibleTo(db, actor).where("c.id", "=", id).select(columns).executeTakeFirst();
  return row && fromRow(row);
}

/** All checks of a family, corrected ones too, the newest first. */
export async function listChecks(db: Db, actor: Actor, familyId: string): Promise<BehaviourCheck[]> {
  const rows = await visibleTo(db, actor)
    .where("c.family_id", "=", familyId)
    .orderBy("c.on_day", "desc")
    .orderBy("c.id", "desc")
    .select(columns)
    .execute();
  return rows.map(fromRow);
}

/** The latest check of a child that nobody has corrected; undefined when there is none. */
export async function latestCheck(db: Db, actor: Actor, childId: string): Promise<BehaviourCheck | undefined> {
  const row = await visibleTo(db, actor)
    .where("c.child_id", "=", childId)
    .where("later.id", "is", null)
    .orderBy("c.on_day", "desc")
    .orderBy("c.id", "desc")
    .limit(1)
    .select(columns)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Of each child of a family, the latest check of this carer that nobody has corrected: what a need assessment bears on. */
export async function latestChecksOf(
  db: Db,
  actor: Actor,
  { familyId, carerId }: Pick<BehaviourCheck, "familyId" | "carerId">,
): Promise<BehaviourCheck[]> {
  const all = await listChecks(db, actor, familyId);
  const own = all.filter((check) => check.carerId === carerId && check.supersededById === null);
  return own.filter((check, at) => own.findIndex(({ childId }) => childId === check.childId) === at);
}

/** A check and the checks that it corrects, back to the first. */
export async function idsOfCorrections(db: Db, check: Pick<BehaviourCheck, "id">): Promise<string[]> {
  const rows = await db
    .withRecursive("chain(id, supersedes_id)", (chain) =>
      chain
        .selectFrom("behaviour_check")
        .where("behaviour_check.id", "=", check.id)
        .select(["behaviour_check.id", "behaviour_check.supersedes_id"])
        .unionAll((again) =>
          again
            .selectFrom("behaviour_check as before")
            .innerJoin("chain", "chain.supersedes_id", "before.id")
            .select(["before.id", "before.supersedes_id"]),
        ),
    )
    .selectFrom("chain")
    .select("chain.id")
    .execute();
  return rows.map(({ id }) => id);
}

export type CheckToKeep = NewCheck & {
  id: string;
  familyId: string;
  corrects: { id: string; reason: string } | null;
  at: string;
};

/** The writes of a check and its behaviours. A second correction of the same check is refused by the table. */
export const insertCheck = (db: Db, actor: Actor, check: CheckToKeep): Write[] => [
  db.insertInto("behaviour_check").values({
    id: check.id,
    family_id: check.familyId,
    child_id: check.childId,
    carer_id: check.carerId,
    on_day: check.onDay,
    source: check.source,
    own_words: check.ownWords,
    works_already: check.worksAlready,
    who_helps: check.whoHelps,
    supersedes_id: check.corrects?.id ?? null,
    correction_reason: check.corrects?.reason ?? null,
    created_at: check.at,
    created_by: actor.userId,
  }),
  ...check.items.map((item) =>
    db.insertInto("behaviour_item").values({
      check_id: check.id,
      behaviour: item.behaviour,
      own_words: item.ownWords,
      how_often: item.howOften,
      challenge: item.challenge,
      injured: item.injured,
      weapon: item.weapon,
      afraid: item.afraid,
      since: item.since,
      place: item.place,
      tried: item.tried,
    }),
  ),
];
