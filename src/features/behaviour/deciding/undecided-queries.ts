import { sql } from "kysely";
import { countUpTo } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { ownFamilies } from "../../families/index.ts";
import type { BehaviourItem } from "../check/behaviours.ts";
import type { NeedOnFile } from "../check/need.ts";
import { applyRule } from "../rule/route-rule.ts";
import { getRuleInForce } from "../rule/rule-queries.ts";
import type { NotAsked, Undecided } from "./decision.ts";

const MOST = 500;

const NO_DECISION = sql<boolean>`not exists (select 1 from route_decision d where d.check_id = c.id)`;

/** No check of the child that counts is newer, and none corrects this one. */
const IS_LATEST = sql<boolean>`not exists (
  select 1 from behaviour_check later where later.child_id = c.child_id and (
    later.supersedes_id = c.id or (
      (later.on_day > c.on_day or (later.on_day = c.on_day and later.id > c.id))
      and not exists (select 1 from behaviour_check s where s.supersedes_id = later.id))))`;

const ITEMS = sql<string>`(
  select json_group_array(json_object('behaviour', i.behaviour, 'howOften', i.how_often, 'challenge', i.challenge,
    'injured', i.injured, 'weapon', i.weapon, 'afraid', i.afraid))
  from behaviour_item i where i.check_id = c.id)`;

const needOn = (today: Day) => sql<string | null>`(
  select json_object('id', n.id, 'onDay', n.on_day, 'need', n.need, 'validToOn', n.valid_to_on)
  from need_assessment n where n.carer_id = c.carer_id and n.on_day <= ${today}
  order by n.on_day desc, n.id desc limit 1)`;

const waiting = (db: Db, actor: Actor, today: Day) =>
  ownFamilies(db, actor)
    .where("family.closed_on", "is", null)
    .innerJoin("behaviour_check as c", "c.family_id", "family.id")
    .innerJoin("person", "person.id", "c.child_id")
    .where(NO_DECISION)
    .where(IS_LATEST)
    .orderBy("c.on_day")
    .orderBy("c.id")
    .limit(MOST)
    .select([
      "c.id as checkId",
      "c.family_id as familyId",
      "c.child_id as childId",
      "person.given_name as givenName",
      "person.family_name as familyName",
      "c.on_day as onDay",
      ITEMS.as("items"),
      needOn(today).as("need"),
    ])
    .execute();

/**
 * Children whose latest check has no decision though the rule recommends a route or lacks an answer, the oldest check
 * first; of the 500 that have waited longest.
 */
export async function listUndecided(db: Db, actor: Actor, today: Day): Promise<Undecided[]> {
  const [rule, rows] = [await getRuleInForce(db, today), await waiting(db, actor, today)];
  return rows
    .map(({ items, need, ...check }) => {
      const onFile = need === null ? null : (JSON.parse(need) as NeedOnFile);
      return {
        ...check,
        answer: applyRule(rule.definition, JSON.parse(items) as BehaviourItem[], onFile, today).answer,
      };
    })
    .filter(({ answer }) => answer !== "below-the-rule");
}

/** How many children have a check with a recommended route (or a missing answer) and no decision. */
export const countUndecided = async (db: Db, actor: Actor, today: Day): Promise<number> =>
  (await listUndecided(db, actor, today)).length;

/** Open families that have had no check since a day: not asked yet, or not in the last 6 months. */
const notAskedSince = (db: Db, actor: Actor, day: Day) =>
  ownFamilies(db, actor)
    .where("family.closed_on", "is", null)
    .where(sql<string>`coalesce(family.checked_on, '')`, "<", day);

/** How many open families have had no check since a day, as far as is counted. */
export const countNotAskedSince = (db: Db, actor: Actor, day: Day): Promise<number> =>
  countUpTo(db, notAskedSince(db, actor, day));

const CARERS = sql<string | null>`(
  select group_concat(trim(p.given_name || ' ' || coalesce(p.family_name, '')), ' and ') from person p
  where p.family_id = family.id and p.kind = 'carer')`;

const MOST_NOT_ASKED = 500;

/** Those families, the longest not asked first; of the 500 that have waited longest. */
export const listNotAskedSince = (db: Db, actor: Actor, day: Day): Promise<NotAsked[]> =>
  notAskedSince(db, actor, day)
    .orderBy(sql`coalesce(family.checked_on, '')`)
    .limit(MOST_NOT_ASKED)
    .select([
      "family.id as familyId",
      "family.reference",
      "family.opened_on as openedOn",
      "family.checked_on as checkedOn",
      CARERS.as("carers"),
    ])
    .execute();
