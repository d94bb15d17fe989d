import type { Db } from "../../../deps.ts";
import type { FormProblem } from "../../../forms/form.ts";
import type { Referral, ReferralEvent, Refusal } from "./referral.ts";
import { refused, type TooLate } from "./refusal.ts";

/** What happened to a referral, oldest first, with the names of who did it. */
export async function listEvents(db: Db, referralId: string) {
  const rows = await db
    .selectFrom("referral_event as e")
    .leftJoin("user", "user.id", "e.by")
    .where("e.referral_id", "=", referralId)
    .select([
      "e.version",
      "e.verb",
      "e.from_state as from",
      "e.to_state as to",
      "e.reason",
      "e.note",
      "e.suitability",
      "e.ready_from_on as readyFromOn",
      "e.changes",
      "e.at",
      "user.name as byName",
    ])
    .orderBy("e.version")
    .execute();
  return rows.map((row) => ({ ...row, changes: row.changes === null ? [] : JSON.parse(row.changes) }) as LoggedEvent);
}

/** The log's last line: who was first, when somebody came too late. */
export const lastEvent = async (db: Db, referralId: string): Promise<LoggedEvent | undefined> =>
  (await listEvents(db, referralId)).at(-1);

export type LoggedEvent = Pick<
  ReferralEvent,
  "version" | "verb" | "from" | "to" | "reason" | "note" | "suitability" | "readyFromOn"
> & { changes: NonNullable<ReferralEvent["changes"]>; at: string; byName: string | null };

/** What the provider asked last; null when it never asked. */
export const lastQuestion = async (db: Db, referralId: string): Promise<string | null> =>
  (await listEvents(db, referralId)).findLast(({ verb }) => verb === "ask")?.note ?? null;

/** The problem of a form that came too late: what was typed, and what is there now. */
export const tooLate = async (
  db: Db,
  referral: Pick<Referral, "id" | "state">,
  refusal: Refusal,
  values: FormProblem["values"] = {},
): Promise<TooLate> => refused(values, refusal, referral.state, await lastEvent(db, referral.id));
