import { sql } from "kysely";
import type { Db, Write } from "../deps.ts";
import { audiencesOf, SHARED } from "./audience-queries.ts";
import type { About, Happening } from "./happening.ts";
import { tellingOf } from "./telling.ts";

/**
 * Who of the audience may hear of it at all: of a concern, its own organisation; and whoever works with the family, that there
 * is one, where the carer shares with the provider that has it. What it is stays with it.
 */
function mayHear(about: About) {
  if ("inOrganisationId" in about) return sql`t.organisation_id = ${about.inOrganisationId}`;
  if ("concernId" in about)
    return sql`exists (select 1 from concern c join family f on f.id = c.family_id where c.id = ${about.concernId} and (
      t.organisation_id = c.organisation_id or (t.organisation_id = f.organisation_id and exists (
        select 1 from referral r where r.family_id = c.family_id and r.to_organisation_id = c.organisation_id and ${SHARED}))))`;
  return about.withinId === undefined ? sql`true` : sql`t.organisation_id = ${about.withinId}`;
}

/** Whoever is on a concern's own list of who was told reads of it there. */
const onItsOwnList = (about: About) =>
  "concernId" in about
    ? sql`exists (select 1 from concern_told o where o.concern_id = ${about.concernId} and o.user_id = t.user_id)`
    : sql`false`;

/**
 * The writes that tell of something, for the commit of what was done: a line for each person in its audiences, once each, but
 * for who did it and whoever has locked the family for themselves. Nothing where the table says nobody, or a list alone.
 */
export function tells(db: Db, { verb, by, at, about }: Happening): Write[] {
  const of = audiencesOf(about);
  const told = (tellingOf(verb)?.news ?? []).flatMap((audience) => of[audience] ?? []);
  if (told.length === 0) return [];
  const runId = "runId" in about ? about.runId : null;
  const concernId = "concernId" in about ? about.concernId : null;
  return [
    db
      .insertInto("news")
      .columns(["user_id", "organisation_id", "verb", "at", "by", "family_id", "referral_id", "run_id", "concern_id"])
      .expression(
        sql`select n.user_id, n.organisation_id, ${verb}, ${at}, ${by}, n.family_id, n.referral_id, coalesce(${runId},
          (select e.run_id from enrolment e where e.referral_id = n.referral_id and e.to_on is null)), ${concernId}
        from (
          select t.user_id, t.organisation_id, t.family_id, max(t.referral_id) as referral_id from (${sql.join(told, sql` union all `)}) t
          where t.user_id <> ${by} and ${mayHear(about)} and not ${onItsOwnList(about)} and not exists (
            select 1 from family_lock l where l.family_id = t.family_id and l.user_id = t.user_id and l.lifted_at is null)
          group by t.user_id, t.organisation_id, t.family_id) n`,
      ),
  ];
}
