import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import { type Day, dayOf, instantText } from "../../../domain/calendar.ts";
import { workingDayFrom } from "../../../domain/working-time.ts";
import { tells } from "../../../tells/telling-queries.ts";
import { hoursOf, onDuty } from "../../duty/index.ts";
import { lockedFor } from "../../families/index.ts";
import type { ConcernSource, NewConcern } from "../concern/concern.ts";
import { tell } from "../concern/concern-log-queries.ts";
import { timeRuleOf, timesAfter } from "../concern/concern-times.ts";
import { type There, type Told, toldAtOnce, withoutLocked } from "../concern/telling.ts";

type Where = { organisationId: string; familyId: string };

/** Who of an organisation is there on a day to be told of a concern about a family. */
export async function thereFor(db: Db, { organisationId, familyId }: Where, day: Day): Promise<There> {
  const [there, locked] = await Promise.all([onDuty(db, organisationId, day), lockedFor(db, familyId)]);
  return withoutLocked(there, locked);
}

async function firstTold(db: Db, concern: NewConcern, day: Day): Promise<Told[]> {
  if (concern.named === "recorder") return [{ userId: concern.by, step: "named", why: "recorded" }];
  return toldAtOnce(await thereFor(db, concern, day), concern.by);
}

/** Who looks at it, or is to: nobody where only administrators are told that it waits. */
const holderAmong = (told: readonly Told[]): string | null =>
  told.find(({ step }) => step !== "administrator")?.userId ?? null;

/** When a concern of an instant is due in its organisation's working hours, at half time and at the end. */
export async function timesOf(
  db: Db,
  concern: Pick<NewConcern, "organisationId" | "kind" | "isUrgent">,
  at: Temporal.Instant,
) {
  const hours = await hoursOf(db, concern.organisationId, dayOf(at));
  return { ...timesAfter(timeRuleOf(concern.kind, concern.isUrgent), at, hours), day: workingDayFrom(at, hours) };
}

/**
 * The writes that raise a concern, with who is told at once and by when it is due: commit them together with the check, answer or session
 * that it comes from. Where nobody can be told, the timer looks again in its next round.
 */
export async function raiseConcern(db: Db, concern: NewConcern): Promise<Write[]> {
  const { day, dueAt, halfAt } = await timesOf(db, concern, concern.at);
  const told = await firstTold(db, concern, day);
  const at = instantText(concern.at);
  return [
    db.insertInto("concern").values({
      id: concern.id,
      family_id: concern.familyId,
      about_id: concern.aboutId,
      organisation_id: concern.organisationId,
      for_user_id: holderAmong(told),
      source: concern.source,
      source_id: concern.sourceId,
      kind: concern.kind,
      summary: concern.summary,
      items: concern.items ? JSON.stringify(concern.items) : null,
      urgent: concern.isUrgent ? "yes" : "no",
      state: "raised",
      due_at: instantText(dueAt),
      half_at: instantText(halfAt),
      next_at: told.length > 0 ? instantText(halfAt) : at,
      created_at: at,
      created_by: concern.by,
      version: 1,
    }),
    db.insertInto("concern_event").values({ concern_id: concern.id, version: 1, verb: "raised", at, by: concern.by }),
    ...tell(db, concern.id, told, at),
    ...tells(db, { verb: "concern.raised", by: concern.by, at, about: { concernId: concern.id } }),
  ];
}

export type Known = { id: string; kind: string; items: readonly string[] };

/** The concerns that some forms raised, for a form that corrects them. Shown to nobody. */
export async function concernsKnownOf(db: Db, source: ConcernSource, sourceIds: readonly string[]): Promise<Known[]> {
  if (sourceIds.length === 0) return [];
  const rows = await db
    .selectFrom("concern")
    .where("source", "=", source)
    .where("source_id", "in", sourceIds)
    .select(["id", "kind", "items"])
    .execute();
  return rows.map(({ id, kind, items }) => ({ id, kind, items: items ? (JSON.parse(items) as string[]) : [] }));
}

export type Correction = { concernId: string; recordId: string; still: boolean; said: string; reason: string };

/** The write by which a corrected form says what it says now of a concern that it raised: in the commit of the correction. */
export const recordCorrection = (
  db: Db,
  { by, at }: { by: string; at: Temporal.Instant },
  { concernId, recordId, still, said, reason }: Correction,
): Write =>
  db.insertInto("concern_correction").values({
    concern_id: concernId,
    record_id: recordId,
    still: still ? "yes" : "no",
    said,
    reason,
    at: instantText(at),
    by,
  });
