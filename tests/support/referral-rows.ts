import type { TestApp } from "./app.ts";

/** A referral as it stands in the database. */
export const referralRow = (t: TestApp, id: string) =>
  t.db.selectFrom("referral").where("id", "=", id).selectAll().executeTakeFirstOrThrow();

/** The last line of a referral's log. */
export const lastEventOf = (t: TestApp, id: string) =>
  t.db
    .selectFrom("referral_event")
    .where("referral_id", "=", id)
    .selectAll()
    .orderBy("version", "desc")
    .executeTakeFirstOrThrow();
