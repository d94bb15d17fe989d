import { sql } from "kysely";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { seen, seenGivenName } from "../../sharing/index.ts";
import { visibleTo } from "../assessment/assessment-queries.ts";
import { ABOUT } from "../assessment/column-queries.ts";
import { KEYINGS_COUNTED } from "./second-keying.ts";
import { sawAnswers } from "./second-keying-queries.ts";

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
    // One sheet is on the list once, whatever it serves.
    .where(
      sql<boolean>`not exists (select 1 from response_assessment other
        where other.response_id = sheet.response_id and other.assessment_id < sheet.assessment_id)`,
    )
    .innerJoin("second_keying as d", (join) =>
      // The plus keeps it from beginning with everything that was ever drawn.
      join.onRef("d.response_id", "=", "sheet.response_id").on(sql<boolean>`+d.step = 'drawn'`),
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
          seenGivenName(actor, ABOUT).as("aboutGiven"),
          seen(actor, ABOUT, "family_name").as("aboutFamily"),
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

/** How many forms of the actor's organisation were drawn before an instant and still wait to be keyed again, or settled: as far as is counted. */
export const countOpenSince = (db: Db, actor: Actor, before: string): Promise<number> =>
  countUpTo(db, open(db, actor).where("d.at", "<", before));
