import { sql } from "kysely";
import { prepared } from "../../db/prepared.ts";
import type { Db, Write } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Day } from "../../domain/calendar.ts";
import { unseen } from "../../tells/news-queries.ts";
import { joined } from "../referrals/index.ts";
import { NO_NAME, seenFullName } from "../sharing/index.ts";

/** One thing that somebody is told, with whose family it is as they may see it. */
export type Change = {
  id: number;
  verb: string;
  at: string;
  byName: string;
  forName: string | null;
  familyId: string | null;
  referralId: string | null;
  runId: string | null;
  about: string;
};

/** So much of what changed is read for one page: whoever was away longer reads the rest when these are seen. */
export const MOST_CHANGES = 200;

/** Of one's own organisation's family, the first carer; of another's, the carer of the referral as it may be seen. */
const aboutWhom = (actor: Actor) => sql<string>`case
  when news.family_id is null then coalesce(run.name, 'Duty and leave')
  when news.referral_id is not null then ${seenFullName(actor, joined("carer"))}
  when family.organisation_id = ${actor.organisationId} then coalesce((
    select trim(p.given_name || ' ' || coalesce(p.family_name, '')) from person p
    where p.family_id = family.id and p.kind = 'carer' order by p.created_at, p.id limit 1), family.reference)
  else ${sql.lit(NO_NAME)} end`;

const changes = prepared((db, given: Actor & { today: Day }) =>
  unseen(db, given, given.today)
    .leftJoin("family", "family.id", "news.family_id")
    .innerJoin("user as who", "who.id", "news.by")
    .innerJoin("user as whose", "whose.id", "news.user_id")
    .leftJoin("referral", "referral.id", "news.referral_id")
    .leftJoin("person as carer", "carer.id", "referral.carer_id")
    .leftJoin("run", "run.id", "news.run_id")
    .select([
      "news.id",
      "news.verb",
      "news.at",
      "who.name as byName",
      sql<string | null>`iif(news.user_id = ${given.userId}, null, whose.name)`.as("forName"),
      "news.family_id as familyId",
      "news.referral_id as referralId",
      "news.run_id as runId",
      aboutWhom(given).as("about"),
    ])
    .orderBy("news.at", "desc")
    .orderBy("news.id", "desc")
    .limit(MOST_CHANGES),
);

/** What changed since this person last looked, the newest first. */
export const listChanges = (db: Db, actor: Actor, today: Day): Promise<Change[]> => changes(db, { ...actor, today });

/** Everything up to a line has been looked at, by this person for themselves. */
export const seeChanges = (db: Db, actor: Actor, upTo: number, at: string): Write =>
  db
    .updateTable("news")
    .set({ seen_at: at })
    .where("user_id", "=", actor.userId)
    .where("organisation_id", "=", actor.organisationId)
    .where("seen_at", "is", null)
    .where("id", "<=", upTo);
