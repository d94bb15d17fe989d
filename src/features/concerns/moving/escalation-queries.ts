import type { Db, Write } from "../../../deps.ts";
import { tell } from "../concern/concern-log-queries.ts";
import type { Told } from "../concern/telling.ts";

/** A concern that nobody looks at, whose next moment has come. */
export type Due = {
  id: string;
  familyId: string;
  organisationId: string;
  version: number;
  halfAt: string | null;
  dueAt: string;
  forUserId: string | null;
  /** Since when nobody could be told of it. */
  unheardAt: string | null;
};

const due = (db: Db, now: string, most: number) =>
  db
    .selectFrom("concern")
    .where("next_at", "is not", null)
    .where("next_at", "<=", now)
    .orderBy("next_at")
    .limit(most)
    .select([
      "id",
      "family_id as familyId",
      "organisation_id as organisationId",
      "version",
      "half_at as halfAt",
      "due_at as dueAt",
      "for_user_id as forUserId",
      "unheard_at as unheardAt",
    ]);

/**
 * Concerns that are to be moved on, the longest waiting first; and behind them those that nobody could be told of, which are tried again
 * and keep no other waiting.
 */
export async function listDue(db: Db, now: string, most: number): Promise<Due[]> {
  const fresh = await due(db, now, most).where("unheard_at", "is", null).execute();
  if (fresh.length >= most) return fresh;
  const unheard = await due(db, now, most - fresh.length)
    .where("unheard_at", "is not", null)
    .execute();
  return [...fresh, ...unheard];
}

/** The write by which a concern is known to have reached nobody, for /health; it is tried again in each round. */
export const markUnheard = (db: Db, { id, version }: Due, at: string): Write =>
  db.updateTable("concern").set({ unheard_at: at }).where("id", "=", id).where("version", "=", version);

/** Who knows of a concern already. */
export const knownOf = async (db: Db, id: string): Promise<Set<string>> =>
  new Set(
    (await db.selectFrom("concern_told").where("concern_id", "=", id).select("user_id").execute()).map(
      ({ user_id }) => user_id,
    ),
  );

/** The writes by which the timer moves a concern on to further people. Of two rounds at once the table refuses the second. */
export const escalate = (
  db: Db,
  concern: Due,
  step: { told: readonly Told[]; by: string; at: string; nextAt: string },
): Write[] => [
  db
    .insertInto("concern_event")
    .values({ concern_id: concern.id, version: concern.version + 1, verb: "escalated", at: step.at, by: step.by }),
  db
    .updateTable("concern")
    .set({
      state: "escalated",
      version: concern.version + 1,
      next_at: step.nextAt,
      unheard_at: null,
      for_user_id: concern.forUserId ?? step.told.find(({ step: as }) => as !== "administrator")?.userId ?? null,
    })
    .where("id", "=", concern.id),
  ...tell(db, concern.id, step.told, step.at),
];

/** The write that looks at a concern again later: everybody who could be told knows. Only if nobody decided anything meanwhile. */
export const lookAgain = (db: Db, { id, version }: Due, nextAt: string): Write =>
  db
    .updateTable("concern")
    .set({ next_at: nextAt, unheard_at: null })
    .where("id", "=", id)
    .where("version", "=", version)
    .where("next_at", "is not", null);
