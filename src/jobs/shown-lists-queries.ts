import { sql } from "kysely";
import type { Db } from "../deps.ts";

/** Lists noted by one statement: who asks meanwhile waits for it, on Node. */
const LISTS = 50;

/** Up to when the lists that the trail keeps are noted; undefined before the first time. */
export const notedUntil = async (db: Db): Promise<string | undefined> =>
  (await db.selectFrom("family_shown_until").select("at").executeTakeFirst())?.at;

/** The next lists behind an instant and before another: how many, and when the last of them was shown. */
export const nextLists = (db: Db, after: string, before: string) =>
  db
    .selectFrom(
      db
        .selectFrom("audit")
        .where("shown", "is not", null)
        .where("at", ">", after)
        .where("at", "<", before)
        .orderBy("at")
        .limit(LISTS)
        .select("at")
        .as("list"),
    )
    .select(({ fn }) => [fn.countAll<number>().as("lists"), fn.max("list.at").as("until")])
    .executeTakeFirstOrThrow();

/**
 * Notes for each family on the lists between two instants the days of those lists, and then up to when that is done: one that is
 * broken off in between is done again and notes nothing twice. It says nothing that the trail does not say, so it has no line there.
 */
export async function noteLists(db: Db, after: string, until: string): Promise<void> {
  await sql`insert or ignore into family_shown (family_id, day)
    select one.value, substr(a.at, 1, 10) from audit a cross join json_each(a.shown) as one
    where a.shown is not null and a.at > ${after} and a.at <= ${until}`.execute(db);
  await db
    .insertInto("family_shown_until")
    .values({ id: 1, at: until })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ at: until }))
    .execute();
}
