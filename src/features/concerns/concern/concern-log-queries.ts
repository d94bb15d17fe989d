import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { tells } from "../../../tells/telling-queries.ts";
import type { Concern, ConcernCorrection, ConcernEvent, ConcernHistory } from "./concern.ts";
import type { Step, Told, Why } from "./telling.ts";

/** Everything that happened to a concern, oldest first, with the names of who did it. */
export const listConcernEvents = (db: Db, concern: Pick<Concern, "id">): Promise<ConcernHistory[]> =>
  db
    .selectFrom("concern_event")
    .leftJoin("user", "user.id", "concern_event.by")
    .where("concern_event.concern_id", "=", concern.id)
    .orderBy("concern_event.version")
    .select([
      "concern_event.version",
      "concern_event.verb",
      "concern_event.note",
      "concern_event.shared_with as sharedWith",
      "concern_event.carer_told as carerTold",
      "concern_event.at",
      "user.name as byName",
    ])
    .execute();

/** What forms that correct the one a concern came from say of it, the latest last. */
export const listCorrections = (db: Db, { id }: Pick<Concern, "id">): Promise<ConcernCorrection[]> =>
  db
    .selectFrom("concern_correction as c")
    .leftJoin("user", "user.id", "c.by")
    .where("c.concern_id", "=", id)
    .orderBy("c.at")
    .orderBy("c.record_id")
    .select(["c.still", "c.said", "c.reason", "c.at", "user.name as byName"])
    .execute();

export type ToldTo = { name: string; step: Step; why: Why; at: string };

/** Who was told of a concern, in order. */
export const listTold = (db: Db, { id }: Pick<Concern, "id">): Promise<ToldTo[]> =>
  db
    .selectFrom("concern_told as t")
    .innerJoin("user", "user.id", "t.user_id")
    .where("t.concern_id", "=", id)
    .orderBy("t.at")
    .orderBy("user.name")
    .select(["user.name", "t.step", "t.why", "t.at"])
    .execute();

/** The form that a concern came from, as an address of it needs: of an answer, the assessment that its sheet serves. */
export async function formOf(
  db: Db,
  { source, sourceId }: Pick<Concern, "source" | "sourceId">,
): Promise<string | null> {
  if (source !== "answer") return sourceId.split(":")[0] ?? null;
  const serves = db.selectFrom("response_assessment").where("response_id", "=", sourceId).select("assessment_id");
  return (await serves.executeTakeFirst())?.assessment_id ?? null;
}

/** The writes that tell people; whoever knows already stays as they were told first. */
export const tell = (db: Db, concernId: string, told: readonly Told[], at: string): Write[] =>
  told.length === 0
    ? []
    : [
        db
          .insertInto("concern_told")
          .values(told.map(({ userId, step, why }) => ({ concern_id: concernId, user_id: userId, step, why, at })))
          .onConflict((known) => known.doNothing()),
      ];

/** What a decision changes beside the state: who looks at it now, and when it is due and looked at next where it is open again. */
export type Moved = { forUserId: string | null; halfAt?: string; dueAt?: string; nextAt: string | null };

/**
 * The writes of what was decided about a concern; whoever decides looks at it from now on. A second decision of the same version is
 * refused by the table.
 */
export const recordConcernEvent = (
  db: Db,
  actor: Pick<Actor, "userId">,
  event: ConcernEvent,
  moved: Moved = { forUserId: actor.userId, nextAt: null },
): Write[] => [
  db.insertInto("concern_event").values({
    concern_id: event.concernId,
    version: event.version,
    verb: event.verb,
    note: event.note,
    shared_with: event.sharedWith,
    carer_told: event.carerTold,
    at: event.at,
    by: actor.userId,
  }),
  db
    .updateTable("concern")
    .set({
      state: event.state,
      version: event.version,
      for_user_id: moved.forUserId,
      next_at: moved.nextAt,
      unheard_at: null,
      ...(moved.dueAt === undefined ? {} : { due_at: moved.dueAt, half_at: moved.halfAt ?? null }),
    })
    .where("id", "=", event.concernId),
  ...tells(db, {
    verb: event.verb === "raised" ? "concern.reopened" : `concern.${event.verb}`,
    by: actor.userId,
    at: event.at,
    about: { concernId: event.concernId },
  }),
];
