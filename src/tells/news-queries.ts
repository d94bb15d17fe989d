import { sql } from "kysely";
import { prepared } from "../db/prepared.ts";
import type { Db, Write } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { Day } from "../domain/calendar.ts";

/** Somebody who is told things, in one organisation. */
export type Reader = Pick<Actor, "userId" | "organisationId">;

/** For whom somebody looks on a day: for themselves, and for colleagues on leave who named them to stand in. */
export const standsFor = (userId: string, today: Day) => sql`(select ${userId} union all select a.user_id from absence a
  where a.cover_id = ${userId} and a.ended_at is null and a.first_day <= ${today} and a.last_day >= ${today})`;

/** What news is about: the record whose page shows it. */
export type NewsSubject = {
  kind: "family" | "referral" | "run" | "enrolment" | "duty" | "absence" | "sessions";
  id: string;
};

export type News = {
  id: number;
  verb: string;
  at: string;
  byName: string;
  /** Whose news it is, where the reader stands in for them; null where it is their own. */
  forName: string | null;
};

/**
 * The news that the page of a record shows, and ends: of a run, what is about the run itself, since what is about somebody on it
 * stands on the page of that person; of duty and leave (`absence`: one's own page, for whoever has no page of duty), what is
 * about neither. `sessions` is the one page of a co-leader.
 */
const isOf = ({ kind, id }: NewsSubject) => {
  if (kind === "family") return sql<boolean>`news.family_id = ${id}`;
  if (kind === "referral") return sql<boolean>`news.referral_id = ${id}`;
  if (kind === "enrolment")
    return sql<boolean>`news.referral_id = (select e.referral_id from enrolment e where e.id = ${id})`;
  if (kind === "sessions") return sql<boolean>`(news.run_id is not null and news.family_id is null)`;
  return kind === "run"
    ? sql<boolean>`(news.run_id = ${id} and news.family_id is null)`
    : sql<boolean>`(news.run_id is null and news.family_id is null)`;
};

/** News that somebody, or whoever they stand in for, has not looked at. Never of a family that the reader has locked for themselves. */
export const unseen = (db: Db, { userId, organisationId }: Reader, today: Day) =>
  db
    .selectFrom("news")
    .where("news.seen_at", "is", null)
    .where("news.organisation_id", "=", organisationId)
    .where(sql<boolean>`news.user_id in ${standsFor(userId, today)}`)
    .where(sql<boolean>`(news.user_id = ${userId} or news.cover_seen_at is null)`)
    .where(sql<boolean>`not exists (select 1 from family_lock l
      where l.family_id = news.family_id and l.user_id = ${userId} and l.lifted_at is null)`);

const withNames = (db: Db, reader: Reader, today: Day) =>
  unseen(db, reader, today)
    .innerJoin("user as who", "who.id", "news.by")
    .innerJoin("user as whose", "whose.id", "news.user_id")
    .select([
      "news.id",
      "news.verb",
      "news.at",
      "who.name as byName",
      sql<string | null>`iif(news.user_id = ${reader.userId}, null, whose.name)`.as("forName"),
    ]);

type Asked = Reader & { id: string; today: Day };

const newsOf = (kind: NewsSubject["kind"]) =>
  prepared((db, given: Asked) =>
    withNames(db, given, given.today)
      .where(isOf({ kind, id: given.id }))
      .orderBy("news.at", "desc"),
  );
const NEWS_OF = {
  family: newsOf("family"),
  referral: newsOf("referral"),
  run: newsOf("run"),
  enrolment: newsOf("enrolment"),
  duty: newsOf("duty"),
  absence: newsOf("absence"),
  sessions: newsOf("sessions"),
};

/** What changed in one record since the reader last looked at it, the newest first. */
export const listNewsOf = (
  db: Db,
  { userId, organisationId }: Reader,
  subject: NewsSubject,
  today: Day,
): Promise<News[]> => NEWS_OF[subject.kind](db, { userId, organisationId, today, id: subject.id });

/** The writes that say that it was looked at, by the reader for themselves or for whoever they stand in for. */
export function newsSeen(db: Db, { userId }: Reader, news: readonly News[], at: string): Write[] {
  const ids = (own: boolean) => news.filter(({ forName }) => (forName === null) === own).map(({ id }) => id);
  const [own, covered] = [ids(true), ids(false)];
  return [
    ...(own.length > 0
      ? [db.updateTable("news").set({ seen_at: at }).where("id", "in", own).where("user_id", "=", userId)]
      : []),
    ...(covered.length > 0 ? [db.updateTable("news").set({ cover_seen_at: at }).where("id", "in", covered)] : []),
  ];
}

/** Which records of a reader have news: for the marks on lists. */
export type Changed = { families: Set<string>; referrals: Set<string>; runs: Set<string> };

const changed = prepared((db, given: Reader & { today: Day }) =>
  unseen(db, given, given.today).select([
    "news.family_id as familyId",
    "news.referral_id as referralId",
    "news.run_id as runId",
  ]),
);

export async function listChanged(db: Db, { userId, organisationId }: Reader, today: Day): Promise<Changed> {
  const rows = await changed(db, { userId, organisationId, today });
  return {
    families: new Set(rows.flatMap(({ familyId }) => familyId ?? [])),
    referrals: new Set(rows.flatMap(({ referralId }) => referralId ?? [])),
    runs: new Set(rows.flatMap(({ runId }) => runId ?? [])),
  };
}
