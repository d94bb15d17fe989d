import type { Db } from "../../../deps.ts";
import type { BothTexts, Difference } from "../../../forms/both-texts.ts";
import { type Change, lastChangeSaid } from "./history.ts";

/** Every change of a record from the trail, newest first: when, by whom, which facts; never the values. Look the record up first. */
export async function listChanges(db: Db, kind: string, id: string): Promise<Change[]> {
  const rows = await db
    .selectFrom("audit")
    .leftJoin("user", "user.id", "audit.actor_id")
    .where("audit.subject_kind", "=", kind)
    .where("audit.subject_id", "=", id)
    .where("audit.verb", "=", "write")
    .orderBy("audit.at", "desc")
    .orderBy("audit.id", "desc")
    .limit(200)
    .select(["audit.at", "user.name as byName", "audit.fields"])
    .execute();
  return rows.map(({ at, byName, fields }) => ({ at, byName, fields: Object.keys(JSON.parse(fields)) }));
}

export const findLastChange = async (db: Db, kind: string, id: string): Promise<Change | undefined> =>
  (await listChanges(db, kind, id))[0];

/** What somebody is told who comes too late: who changed the record and when, and each fact with both texts. */
export const changedSince = async (
  db: Db,
  kind: string,
  id: string,
  differences: readonly Difference[] = [],
): Promise<BothTexts> => ({ text: lastChangeSaid(await findLastChange(db, kind, id)), differences });
