import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Facts } from "../../domain/audit-entry.ts";
import { type Page, type Place, pageOf, type Walk } from "../../domain/paging.ts";
import type { TrailFilter, TrailLine } from "./trail.ts";
import { type Ways, waysIn, waysToFamily } from "./trail-walk-queries.ts";

/** The lines that these ways lead to, cut to a page, with the words that go with an id: those are looked up for the page alone. */
const linesOf = (db: Db, ways: Ways, { backwards, most }: Walk) => {
  const direction = backwards ? "asc" : "desc";
  const places = db
    .selectFrom("audit as c")
    .where(sql<boolean>`c.rowid in (${sql.join(ways, sql` union all `)})`)
    .select(sql<number>`c.rowid`.as("place"))
    .orderBy("c.at", direction)
    .orderBy("c.id", direction)
    .limit(most);
  return db
    .selectFrom("audit as a")
    .leftJoin("user as u", "u.id", "a.actor_id")
    .leftJoin("organisation as o", "o.id", "a.organisation_id")
    .leftJoin("family as f", "f.id", "a.family_id")
    .where(sql.ref<number>("a.rowid"), "in", places)
    .select([
      "a.id",
      "a.at",
      "a.actor_id",
      "u.name as actor_name",
      "u.email as actor_email",
      "a.role",
      "o.name as organisation_name",
      "a.verb",
      "a.subject_kind",
      "a.subject_id",
      "f.reference",
      sql<number>`case when a.shown is null then 0 else json_array_length(a.shown) end`.as("shown_count"),
      "a.fields",
      "a.facts",
    ])
    .orderBy("a.at", direction)
    .orderBy("a.id", direction);
};

type Row = Awaited<ReturnType<ReturnType<typeof linesOf>["execute"]>>[number];

const lineOf = (row: Row): TrailLine => ({
  id: row.id,
  at: row.at,
  actorId: row.actor_id,
  actorName: row.actor_name,
  actorEmail: row.actor_email,
  role: row.role,
  organisationName: row.organisation_name,
  verb: row.verb,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  familyReference: row.reference,
  shownCount: row.shown_count,
  fields: Object.keys(JSON.parse(row.fields) as Record<string, string>),
  facts: JSON.parse(row.facts ?? "{}") as Facts,
});

/** Of how many values the key of a line is made: when it was, and its id. */
export const LINE_KEY = 2;

const linesFrom = (db: Db, place: Place, ways: (walk: Walk) => Ways): Promise<Page<TrailLine>> =>
  pageOf(
    place,
    ({ at, id }) => [at, id],
    async (walk) => (await linesOf(db, ways(walk), walk).execute()).map(lineOf),
  );

/** A page of what an auditor may read of the trail, newest first. */
export const listTrail = (db: Db, actor: Actor, filter: TrailFilter, place: Place): Promise<Page<TrailLine>> =>
  linesFrom(db, place, (walk) => waysIn(actor, filter, walk));

/** A page of everybody to whom a family was shown, newest first. Look the family up first. */
export const listFamilyTrail = (db: Db, familyId: string, place: Place): Promise<Page<TrailLine>> =>
  linesFrom(db, place, (walk) => waysToFamily(familyId, walk));

/** The people whom an auditor can choose among: those who have or had a role in the organisation. */
export async function listActors(db: Db, actor: Actor) {
  return db
    .selectFrom("user as u")
    .where("u.id", "in", (eb) =>
      eb.selectFrom("membership").where("organisation_id", "=", actor.organisationId).select("user_id"),
    )
    .select(["u.id", "u.name", "u.email"])
    .orderBy("u.name")
    .limit(500)
    .execute();
}
