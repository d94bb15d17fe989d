import { type RawBuilder, sql } from "kysely";
import type { Actor } from "../../domain/actor.ts";
import { addDays, instantText, startsAt } from "../../domain/calendar.ts";
import type { Walk } from "../../domain/paging.ts";
import { NOBODY } from "../accounts/index.ts";
import { type TrailFilter, VERBS } from "./trail.ts";

/** Places (row numbers) of lines of the trail, from one way in, at most as many as a page needs. */
export type Ways = RawBuilder<unknown>[];

const dayBegins = (day: string): string => instantText(startsAt(day, "00:00"));

/** How one way in is cut: what stands behind the walk's key and between the days asked for, newest first unless backwards. */
function cut({ from, backwards, most }: Walk, { from: first, to: last }: Pick<TrailFilter, "from" | "to">) {
  return (at: string, id: string) => {
    const [instant, line] = [sql.ref(at), sql.ref(id)];
    const behind = from ? sql`and (${instant}, ${line}) ${sql.raw(backwards ? ">" : "<")} (${sql.join(from)})` : sql``;
    const since = first ? sql`and ${instant} >= ${dayBegins(first)}` : sql``;
    const until = last ? sql`and ${instant} < ${dayBegins(addDays(last, 1))}` : sql``;
    const direction = sql.raw(backwards ? "asc" : "desc");
    return sql`${behind} ${since} ${until} order by ${instant} ${direction}, ${line} ${direction} limit ${most}`;
  };
}

/** Each kind of thing that happened is a stretch of its own in every index, and is walked by itself. */
const eachVerb = (filter: TrailFilter) =>
  sql`json_each(${JSON.stringify(filter.verb ? [filter.verb] : Object.keys(VERBS))}) verb`;

/** The people of the auditor's organisation, now or once, and whoever tried an account that is not there. */
const ownPeople = (actor: Actor) => sql`(
  select user_id from membership where organisation_id = ${actor.organisationId} union select ${NOBODY.userId})`;

/** May this auditor see the line? What `waysIn` walks, asked of one line. */
const isVisible = (actor: Actor) => sql`(
  t.organisation_id = ${actor.organisationId}
  or (t.organisation_id is null and t.actor_id in ${ownPeople(actor)})
  or exists (select 1 from audit_elsewhere w where w.organisation_id = ${actor.organisationId}
    and w.verb = t.verb and w.at = t.at and w.audit_id = t.id))`;

/** About one record: its own lines and those of the family that it may be. */
function aboutSubject(actor: Actor, filter: TrailFilter, walk: Walk): Ways {
  const page = cut(walk, filter)("t.at", "t.id");
  const by = filter.actorId ? sql`and t.actor_id = ${filter.actorId}` : sql``;
  const whereVerb = filter.verb ? sql`and t.verb = ${filter.verb}` : sql``;
  return [
    sql`select x.rowid as place from ${eachVerb(filter)} cross join audit x on x.rowid in (
      select t.rowid from audit t where t.subject_id = ${filter.subjectId} and t.verb = verb.value
      and ${isVisible(actor)} ${by} ${page})`,
    sql`select x.rowid from audit x where x.rowid in (
      select t.rowid from audit t where t.family_id = ${filter.subjectId} ${whereVerb}
      and ${isVisible(actor)} ${by} ${page})`,
  ];
}

/** What one person did: in the organisation, with its families from elsewhere, and before they had a role. */
function byPerson(actor: Actor, filter: TrailFilter, walk: Walk): Ways {
  const page = cut(walk, filter);
  const isOwn = sql`${filter.actorId} in ${ownPeople(actor)}`;
  const ofPerson = (where: RawBuilder<unknown>) =>
    sql`select x.rowid as place from ${eachVerb(filter)} cross join audit x on x.rowid in (
      select t.rowid from audit t where t.actor_id = ${filter.actorId} and ${where} and t.verb = verb.value
      ${page("t.at", "t.id")})`;
  return [
    ofPerson(sql`t.organisation_id = ${actor.organisationId}`),
    ofPerson(sql`t.organisation_id is null and ${isOwn}`),
    sql`select x.rowid from ${eachVerb(filter)} cross join audit x on x.id in (
      select w.audit_id from audit_elsewhere w where w.organisation_id = ${actor.organisationId}
      and w.actor_id = ${filter.actorId} and w.verb = verb.value ${page("w.at", "w.audit_id")})`,
  ];
}

function byAnybody(actor: Actor, filter: TrailFilter, walk: Walk): Ways {
  const page = cut(walk, filter);
  const whereVerb = filter.verb ? sql`and t.verb = ${filter.verb}` : sql``;
  return [
    sql`select x.rowid as place from ${eachVerb(filter)} cross join audit x on x.rowid in (
      select t.rowid from audit t where t.organisation_id = ${actor.organisationId} and t.verb = verb.value
      ${page("t.at", "t.id")})`,
    sql`select x.rowid from ${eachVerb(filter)} cross join audit x on x.id in (
      select w.audit_id from audit_elsewhere w where w.organisation_id = ${actor.organisationId}
      and w.verb = verb.value ${page("w.at", "w.audit_id")})`,
    sql`select x.rowid from ${ownPeople(actor)} person cross join audit x on x.rowid in (
      select t.rowid from audit t where t.organisation_id is null and t.actor_id = person.user_id ${whereVerb}
      ${page("t.at", "t.id")})`,
  ];
}

/**
 * The ways to the lines that an auditor may read: what people of their own organisation did, what anybody did with their
 * organisation's families, and what is done before there is a role (docs/rules/people-and-words.md). Each is walked from its end by an index of
 * its own and stops when a page is full: an `or` of them would gather the whole trail first.
 */
export function waysIn(actor: Actor, filter: TrailFilter, walk: Walk): Ways {
  if (filter.subjectId) return aboutSubject(actor, filter, walk);
  return filter.actorId ? byPerson(actor, filter, walk) : byAnybody(actor, filter, walk);
}

/** Everybody to whom a family was shown, on a page of its own or in a list, and everything done to it. */
export function waysToFamily(familyId: string, walk: Walk): Ways {
  const page = cut(walk, { from: null, to: null })("t.at", "t.id");
  const isOnList = sql`t.shown is not null and instr(t.shown, ${familyId}) > 0
    and exists (select 1 from json_each(t.shown) as one where one.value = ${familyId})`;
  const [begins, direction] = walk.backwards ? [">=", "asc"] : ["<=", "desc"];
  const fromDay = walk.from ? sql`and s.day ${sql.raw(begins)} ${walk.from[0]?.slice(0, 10)}` : sql``;
  return [
    sql`select x.rowid as place from audit x where x.rowid in (select t.rowid from audit t where t.family_id = ${familyId} ${page})`,
    // A day of which it is noted has one list at least that shows the family: as many days as lines are enough.
    sql`select x.rowid from (
        select s.day from family_shown s where s.family_id = ${familyId} ${fromDay}
        order by s.day ${sql.raw(direction)} limit ${walk.most}) noted
      cross join audit x on x.rowid in (
        select t.rowid from audit t where t.at >= noted.day and t.at < noted.day || 'U' and ${isOnList} ${page})`,
    sql`select x.rowid from audit x where x.rowid in (
      select t.rowid from audit t where t.at > coalesce((select u.at from family_shown_until u), '') and ${isOnList} ${page})`,
  ];
}
