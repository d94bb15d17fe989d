import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { readSecondKeying } from "../../settings/index.ts";
import { visibleTo } from "../assessment/assessment-queries.ts";
import type { KeptAnswer } from "../assessment/keyed.ts";
import { type Drawn, isDrawn, KEYINGS_COUNTED } from "./second-keying.ts";

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
const sawAnswers = (userId: string) => sql<number>`exists (
  select 1 from response_assessment served
  cross join audit t on t.subject_id = served.assessment_id and t.subject_kind in ('answers', 'queries', 'assessment')
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
  const { own, saw, ...drawn } = row;
  return { ...drawn, isKeyedByAsker: Number(own) > 0, isSeenByAsker: Number(saw) > 0 };
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

const judged = sql<number>`(select count(*) from keying_check c where c.response_id = d.response_id)`;

/** How many sheets of the assessment this person keyed, first or to correct it: from the one in use back to the first. */
const keyedBy = (userId: string) => sql<number>`(
  with recursive own(supersedes_id, keyed_by) as (
    select supersedes_id, keyed_by from response where id = ra.response_id
    union all select earlier.supersedes_id, earlier.keyed_by from response earlier join own on earlier.id = own.supersedes_id)
  select count(*) from own where keyed_by = ${userId})`;

/** The crossed join begins with what is open, which is little, and not with every sheet there is. */
const WITH_AN_OPEN_SHEET = sql<string>`(
  select served.assessment_id from second_keying_open o
  cross join response_assessment served on served.response_id = o.response_id)`;

/** Every sheet of an assessment is looked at, those that a correction replaced too: the first of them was drawn. */
const open = (db: Db, actor: Actor) =>
  visibleTo(db, actor)
    .where("a.id", "in", WITH_AN_OPEN_SHEET)
    .innerJoin("response_assessment as sheet", "sheet.assessment_id", "a.id")
    .innerJoin("second_keying as d", (join) =>
      join.onRef("d.response_id", "=", "sheet.response_id").on("d.step", "=", "drawn"),
    )
    .innerJoin("response as first", "first.id", "d.response_id")
    .leftJoin("second_keying as k", (join) =>
      join.onRef("k.response_id", "=", "d.response_id").on("k.step", "=", "keyed"),
    )
    .where((eb) => eb.or([eb("k.response_id", "is", null), eb("k.differ", ">", judged)]));

/** Of how many values the key of an open form is made: when it was drawn, and its assessment. */
export const OPEN_KEY = 2;

/** A form that is drawn and not keyed again, or whose differences are not settled. */
export type OpenForm = {
  id: string;
  drawnAt: string;
  measureId: string;
  timepoint: string;
  aboutGiven: string;
  aboutFamily: string | null;
  familyId: string;
  firstBy: string | null;
  differ: number | null;
  judged: number;
  own: number;
  saw: number;
};

/** What is drawn and not keyed again, or differs and was not settled: the oldest first, one page. Nothing of the answers. */
export const listOpen = (db: Db, actor: Actor, place: Place): Promise<Page<OpenForm>> =>
  pageOf<OpenForm>(
    place,
    ({ drawnAt, id }) => [drawnAt, id],
    (walk) =>
      walked(open(db, actor), { by: ["d.at", "a.id"] }, walk)
        .select([
          "a.id",
          "d.at as drawnAt",
          "a.measure_id as measureId",
          "a.timepoint",
          "about.given_name as aboutGiven",
          "about.family_name as aboutFamily",
          "about.family_id as familyId",
          "first.keyed_by as firstBy",
          "k.differ",
          judged.as("judged"),
          keyedBy(actor.userId).as("own"),
          sawAnswers(actor.userId).as("saw"),
        ])
        .execute(),
  );

export const countOpen = (db: Db, actor: Actor): Promise<number> => countUpTo(db, open(db, actor));

export type KeyingCounts = { forms: number; fields: number; differ: number; settledFields: number; wrong: number };

/**
 * Counts of the latest forms of an organisation's runs that were keyed twice, corrected ones included. `wrong` are fields that
 * the first keying had wrong, of the fields of forms in which every difference was settled.
 */
export async function countKeyings(db: Db, actor: Actor): Promise<KeyingCounts> {
  const counted = await sql<KeyingCounts>`
    select count(*) as forms, coalesce(sum(fields), 0) as fields, coalesce(sum(differ), 0) as differ,
      coalesce(sum(case when differ = judged then fields end), 0) as "settledFields",
      coalesce(sum(case when differ = judged then wrong end), 0) as wrong
    from (
      select k.fields, k.differ,
        (select count(*) from keying_check c where c.response_id = k.response_id) as judged,
        (select count(*) from keying_check c where c.response_id = k.response_id and c.adjudicated is not c.first) as wrong
      from second_keying k
      where k.step = 'keyed' and exists (
        select 1 from response_assessment ra
        join assessment a on a.id = ra.assessment_id
        join enrolment e on e.id = a.enrolment_id
        join run r on r.id = e.run_id
        where ra.response_id = k.response_id and r.organisation_id = ${actor.organisationId})
      order by k.at desc limit ${KEYINGS_COUNTED})`.execute(db);
  return counted.rows[0] ?? { forms: 0, fields: 0, differ: 0, settledFields: 0, wrong: 0 };
}
