import type { Db } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { AskingStop } from "./asking-over.ts";

const factsAgainst = (db: Db, informantId: string, aboutIds: readonly string[]) =>
  db
    .selectFrom("person_fact")
    .where("person_id", "in", [...new Set([informantId, ...aboutIds])])
    .where("taken_back_at", "is", null)
    .where(({ or, and, eb }) =>
      or([
        eb("kind", "=", "died"),
        and([eb("kind", "=", "not-asked-again"), eb("person_id", "=", informantId)]),
        and([eb("kind", "=", "moved-out"), eb("person_id", "in", [...aboutIds])]),
      ]),
    )
    .orderBy("on_day")
    .orderBy("id")
    .select(["kind", "person_id as personId", "on_day as day"])
    .$narrowType<{ kind: "died" | "moved-out" | "not-asked-again" }>()
    .execute();

const holdOf = (db: Db, informantId: string, today: Day) =>
  db
    .selectFrom("hold")
    .where("person_id", "=", informantId)
    .where("lifted_at", "is", null)
    .where("from_on", "<=", today)
    .where("until_on", ">=", today)
    .orderBy("until_on", "desc")
    .select("until_on as day")
    .executeTakeFirst();

/**
 * What stands against asking `informantId` about these people, for every page from which somebody prints, keys or hands out: the same facts
 * that take them off the lists (`isAskingOver`), said in words; and a hold of today.
 */
export async function readAskingStops(
  db: Db,
  { informantId, aboutIds }: { informantId: string; aboutIds: readonly string[] },
  today: Day,
): Promise<AskingStop[]> {
  const [facts, hold] = await Promise.all([factsAgainst(db, informantId, aboutIds), holdOf(db, informantId, today)]);
  return [...facts, ...(hold ? [{ kind: "held" as const, personId: informantId, day: hold.day }] : [])];
}
