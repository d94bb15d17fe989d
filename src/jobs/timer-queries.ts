import type { Db } from "../deps.ts";

/** Keeps when all chores were last done. It says nothing of anybody, so it has no entry in the trail. */
export const recordRun = (db: Db, at: string) =>
  db
    .insertInto("timer_run")
    .values({ id: 1, at })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ at }))
    .execute();
