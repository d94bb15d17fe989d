import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { readSecondKeying } from "../../settings/index.ts";
import type { KeptAnswer } from "../assessment/keyed.ts";
import { type Drawn, isDrawn, type WhyNotAgain } from "./second-keying.ts";

type By = { by: string; at: Temporal.Instant };

/** Draws a response for a second keying, or not: nothing while the setting is off. Goes into the commit of the first keying. */
export async function drawResponse(db: Db, { by, at }: By, responseId: string): Promise<Write[]> {
  const setting = await readSecondKeying(db, dayOf(at));
  if (!setting || !(await isDrawn(setting, responseId))) return [];
  const { seed, share } = setting;
  const drawn = { response_id: responseId, step: "drawn" as const, seed, share };
  return [db.insertInto("second_keying").values({ ...drawn, at: instantText(at), by })];
}

/** A sheet and those that it replaced, back to the first keying. */
const sheetsBehind = (db: Db, responseId: string) =>
  db.withRecursive("sheet(id, supersedes_id, keyed_by)", (cte) =>
    cte
      .selectFrom("response")
      .where("id", "=", responseId)
      .select(["id", "supersedes_id", "keyed_by"])
      .unionAll(
        cte
          .selectFrom("response as earlier")
          .innerJoin("sheet", "sheet.supersedes_id", "earlier.id")
          .select(["earlier.id", "earlier.supersedes_id", "earlier.keyed_by"]),
      ),
  );

/**
 * Did this person open the answers of a drawn form since it was drawn: on its page, to correct it, to query one, or as a file? The
 * trail knows. Who has seen them can't key it blind (docs/rules/scores.md). The crossed join and the plus make it read the few
 * lines about the form, not all of the person's since.
 */
export const sawAnswers = (userId: string) => sql<number>`exists (
  select 1 from response_assessment served
  cross join audit t on t.subject_id = served.assessment_id and t.subject_kind in ('answers', 'clarifications', 'queries', 'assessment')
  where served.response_id = d.response_id and +t.actor_id = ${userId} and t.at >= d.at
    and (t.subject_kind <> 'assessment' or t.verb = 'export'))`;

/**
 * The draw of a form whose sheet in use is this, with who keyed it first and, if that was done, second. The draw belongs to
 * the first keying: a correction does not undo it. Undefined when the form was not drawn. `userId` is who asks.
 */
export async function findDrawn(db: Db, responseId: string, userId: string): Promise<Drawn | undefined> {
  const row = await sheetsBehind(db, responseId)
    .selectFrom("sheet")
    // A cross join is done in this order: the few sheets first, not every draw that was ever made.
    .crossJoin("second_keying as d")
    .whereRef("d.response_id", "=", "sheet.id")
    .where("d.step", "=", "drawn")
    .leftJoin("second_keying as k", (join) =>
      join.onRef("k.response_id", "=", "d.response_id").on("k.step", "=", "keyed"),
    )
    .leftJoin("user as u", "u.id", "k.by")
    .leftJoin("second_keying_ended as e", "e.response_id", "d.response_id")
    .leftJoin("user as closer", "closer.id", "e.by")
    .select(["e.reason as whyNot", "e.note as whyNote", "e.at as endedAt", "closer.name as endedBy"])
    .select([
      "d.response_id as responseId",
      "d.seed",
      "d.share",
      "d.at as drawnAt",
      "sheet.keyed_by as firstBy",
      "k.by as secondBy",
      "u.name as secondName",
      "k.at as secondAt",
      "k.differ",
    ])
    .select((eb) =>
      eb
        .selectFrom("sheet as own")
        .where("own.keyed_by", "=", userId)
        .select(eb.fn.countAll<number>().as("n"))
        .as("own"),
    )
    .select(sawAnswers(userId).as("saw"))
    .executeTakeFirst();
  if (!row) return undefined;
  const { own, saw, whyNot, whyNote, endedAt, endedBy, ...drawn } = row;
  const ended = whyNot && endedAt ? { reason: whyNot, note: whyNote, at: endedAt, byName: endedBy } : null;
  return { ...drawn, ended, isKeyedByAsker: Number(own) > 0, isSeenByAsker: Number(saw) > 0 };
}

export type Check = { item: string; adjudicated: string | null; reason: string; at: string; byName: string | null };

/** What was found on the paper form where the two keyings of this response differ, by whom and when; the latest first. */
export const checksOf = (db: Db, responseId: string): Promise<Check[]> =>
  db
    .selectFrom("keying_check as c")
    .leftJoin("user as u", "u.id", "c.by")
    .where("c.response_id", "=", responseId)
    .orderBy("c.at", "desc")
    .select(["c.item", "c.adjudicated", "c.reason", "c.at", "u.name as byName"])
    .execute();

/** Does a drawn form still wait to be keyed again, or for its differences to be settled? */
export const isOpenForKeying = async (db: Db, responseId: string): Promise<boolean> =>
  (await db
    .selectFrom("second_keying_open")
    .where("response_id", "=", responseId)
    .select("response_id")
    .executeTakeFirst()) !== undefined;

/** The write that closes a drawn form for good: one that is not open any more is refused by the table. */
export const recordEnded = (
  db: Db,
  { by, at }: By,
  { responseId, reason, note }: { responseId: string; reason: WhyNotAgain; note: string | null },
): Write =>
  db.insertInto("second_keying_ended").values({ response_id: responseId, reason, note, at: instantText(at), by });

type Second = { drawn: Drawn; answers: readonly KeptAnswer[]; fields: number; differ: number };

/** The writes of a second keying. The table refuses one by the first keyer, and a second one. */
export function recordSecond(db: Db, { by, at }: By, { drawn, answers, fields, differ }: Second): Write[] {
  const { responseId, seed, share } = drawn;
  const now = instantText(at);
  const keyed = db
    .insertInto("second_keying")
    .values({ response_id: responseId, step: "keyed", seed, share, fields, differ, at: now, by });
  const insert = sql`insert into answer (response_id, item, keying, version, value, at, by)
    select ${responseId}, j.value ->> '$.item', 2, 1, j.value ->> '$.value', ${now}, ${by}
    from json_each(${JSON.stringify(answers)}) as j`;
  return [keyed, { compile: () => insert.compile(db) }];
}
