import { sql } from "kysely";
import type { Db, Write } from "../deps.ts";
import { audiencesOf } from "./audience-queries.ts";
import type { About, Happening } from "./happening.ts";
import { tellingOf } from "./telling.ts";

/** Where nobody beyond an organisation is to hear of it: of a concern, its own. */
function within(about: About) {
  if ("concernId" in about) return sql`(select c.organisation_id from concern c where c.id = ${about.concernId})`;
  if ("inOrganisationId" in about) return sql`${about.inOrganisationId}`;
  return about.withinId === undefined ? sql`t.organisation_id` : sql`${about.withinId}`;
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
          where t.user_id <> ${by} and t.organisation_id = ${within(about)} and not ${onItsOwnList(about)} and not exists (
            select 1 from family_lock l where l.family_id = t.family_id and l.user_id = t.user_id and l.lifted_at is null)
          group by t.user_id, t.organisation_id, t.family_id) n`,
      ),
  ];
}
