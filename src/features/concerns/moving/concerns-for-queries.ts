import { type RawBuilder, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { standsFor } from "../../../tells/news-queries.ts";
import type { Concern } from "../concern/concern.ts";
import { CLOSED, columns, visibleTo } from "../concern/concern-queries.ts";
import type { Why } from "../concern/telling.ts";

/** A concern with why this person must look at it: null where they look at it already, and it is not closed yet. */
export type ToLookAt = Concern & { why: Why | null };

const MOST = 20;

const toldOf = (them: RawBuilder<unknown>) => sql<Why | null>`(select t.why from concern_told t
  where t.concern_id = concern.id and t.user_id in ${them} order by t.at limit 1)`;

/** Does nobody who works in the organisation today look at an acknowledged one any more? */
const isLeft = (day: string) => sql<boolean>`not exists (select 1 from membership m join user u on u.id = m.user_id
  where m.user_id = concern.for_user_id and m.organisation_id = concern.organisation_id and u.disabled_at is null
  and (m.to_on is null or m.to_on > ${day}))`;

/**
 * The concerns that this person must look at now, the most urgent first: those they were told of and nobody looks at, those that they look at and
 * have not closed; the same of somebody on leave whom they cover; and for a manager those whose holder works there no more. They stay until
 * they are acknowledged, or closed: reading them is not enough.
 */
export function concernsFor(db: Db, actor: Actor, now: Temporal.Instant): Promise<ToLookAt[]> {
  const day = dayOf(now);
  const them = standsFor(actor.userId, day);
  const waits = sql<boolean>`(concern.state in ('raised', 'escalated') and ${toldOf(them)} is not null)`;
  const held = sql<boolean>`(concern.state = 'acknowledged' and concern.for_user_id in ${them})`;
  const left = sql<boolean>`(concern.state = 'acknowledged' and ${isLeft(day)})`;
  return visibleTo(db, actor)
    .where("concern.state", "<>", CLOSED)
    .where(
      actor.role === "team-manager"
        ? sql<boolean>`(${waits} or ${held} or ${left})`
        : sql<boolean>`(${waits} or ${held})`,
    )
    .orderBy("concern.due_at")
    .orderBy("concern.id")
    .limit(MOST)
    .select(columns(actor))
    .select(sql<Why | null>`case when concern.state = 'acknowledged' then null else ${toldOf(them)} end`.as("why"))
    .execute();
}

/** A concern that waits, for an administrator: when it was raised and due, and who else was told. Nothing of what it says. */
export type Unnamed = { id: string; createdAt: string; dueAt: string; toldNames: string[] };

/** The concerns that nobody looks at and that this person was told of as an administrator. */
export async function waitsUnnamed(db: Db, actor: Actor): Promise<Unnamed[]> {
  const rows = await db
    .selectFrom("concern")
    .where("concern.organisation_id", "=", actor.organisationId)
    .where("concern.state", "<>", CLOSED)
    .where("concern.state", "<>", "acknowledged")
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("concern_told as mine")
          .whereRef("mine.concern_id", "=", "concern.id")
          .where("mine.user_id", "=", actor.userId)
          .where("mine.step", "=", "administrator")
          .select("mine.user_id"),
      ),
    )
    .orderBy("concern.due_at")
    .limit(MOST)
    .select([
      "concern.id",
      "concern.created_at as createdAt",
      "concern.due_at as dueAt",
      sql<string>`(select json_group_array(u.name) from concern_told t join user u on u.id = t.user_id
        where t.concern_id = concern.id and t.step <> 'administrator')`.as("toldNames"),
    ])
    .execute();
  return rows.map((row) => ({ ...row, toldNames: JSON.parse(row.toldNames) as string[] }));
}
