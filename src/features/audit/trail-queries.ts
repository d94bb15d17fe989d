import { type SelectQueryBuilder, sql } from "kysely";
import type { Db, Write } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { addDays, instantText, startsAt } from "../../domain/calendar.ts";
import type { DB } from "../../generated/schema.d.ts";
import { NOBODY } from "../accounts/index.ts";
import type { TrailFilter, TrailLine } from "./trail.ts";

export const LINES_A_PAGE = 50;

/** Counting stops here: a trail grows by millions a year, and nobody pages that far. */
export const COUNTED_TO = 1000;

type Trail = SelectQueryBuilder<DB & { a: DB["audit"] }, "a", unknown>;

const ownFamilies = (db: Db, actor: Actor) =>
  db.selectFrom("family").where("organisation_id", "=", actor.organisationId).select("id");

const ownPeople = (db: Db, actor: Actor) =>
  db.selectFrom("membership").where("organisation_id", "=", actor.organisationId).select("user_id");

/**
 * An auditor reads what people of their own organisation did, what anybody did with their organisation's families, and
 * what is done before there is a role: by their own people, and by whoever tries an account that is not there (product.md, roles).
 */
const visibleTo = (db: Db, actor: Actor): Trail =>
  db
    .selectFrom("audit as a")
    .where((eb) =>
      eb.or([
        eb("a.organisation_id", "=", actor.organisationId),
        eb.and([
          eb("a.organisation_id", "is", null),
          eb.or([eb("a.actor_id", "=", NOBODY.userId), eb("a.actor_id", "in", ownPeople(db, actor))]),
        ]),
        eb("a.family_id", "in", ownFamilies(db, actor)),
      ]),
    ) as unknown as Trail;

const dayBegins = (day: string): string => instantText(startsAt(day, "00:00"));

function filtered(trail: Trail, filter: TrailFilter): Trail {
  let lines = trail;
  if (filter.actorId) lines = lines.where("a.actor_id", "=", filter.actorId);
  if (filter.verb) lines = lines.where("a.verb", "=", filter.verb);
  if (filter.from) lines = lines.where("a.at", ">=", dayBegins(filter.from));
  if (filter.to) lines = lines.where("a.at", "<", dayBegins(addDays(filter.to, 1)));
  if (filter.subjectId)
    lines = lines.where((eb) =>
      eb.or([eb("a.subject_id", "=", filter.subjectId), eb("a.family_id", "=", filter.subjectId)]),
    );
  return lines;
}

const withWords = (trail: Trail) =>
  trail
    .leftJoin("user as u", "u.id", "a.actor_id")
    .leftJoin("organisation as o", "o.id", "a.organisation_id")
    .leftJoin("family as f", "f.id", "a.family_id")
    .select([
      "a.id",
      "a.at",
      "a.actor_id",
      "u.name as actor_name",
      "a.role",
      "o.name as organisation_name",
      "a.verb",
      "a.subject_kind",
      "a.subject_id",
      "f.reference",
      sql<number>`case when a.shown is null then 0 else json_array_length(a.shown) end`.as("shown_count"),
      "a.fields",
    ])
    .orderBy("a.at", "desc")
    .orderBy("a.id", "desc");

type Row = Awaited<ReturnType<ReturnType<typeof withWords>["execute"]>>[number];

const lineOf = (row: Row): TrailLine => ({
  id: row.id,
  at: row.at,
  actorId: row.actor_id,
  actorName: row.actor_name,
  role: row.role,
  organisationName: row.organisation_name,
  verb: row.verb,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  familyReference: row.reference,
  shownCount: row.shown_count,
  fields: Object.keys(JSON.parse(row.fields) as Record<string, string>),
});

async function pageOf(trail: Trail, page: number): Promise<TrailLine[]> {
  const rows = await withWords(trail)
    .limit(LINES_A_PAGE)
    .offset((page - 1) * LINES_A_PAGE)
    .execute();
  return rows.map(lineOf);
}

async function countOf(db: Db, trail: Trail): Promise<number> {
  const some = trail.select("a.id").limit(COUNTED_TO + 1);
  const row = await db.selectFrom(some.as("some")).select(db.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return row.n;
}

export const listTrail = (db: Db, actor: Actor, filter: TrailFilter, page: number) =>
  pageOf(filtered(visibleTo(db, actor), filter), page);

export const countTrail = (db: Db, actor: Actor, filter: TrailFilter) =>
  countOf(db, filtered(visibleTo(db, actor), filter));

/** Everybody to whom a family was shown, on a page of its own or in a list, and everything done to it. */
const aboutFamily = (db: Db, familyId: string): Trail =>
  db
    .selectFrom("audit as a")
    .where((eb) =>
      eb.or([
        eb("a.family_id", "=", familyId),
        eb.and([
          eb("a.shown", "is not", null),
          sql<boolean>`instr(a.shown, ${familyId}) > 0`,
          sql<boolean>`exists (select 1 from json_each(a.shown) as one where one.value = ${familyId})`,
        ]),
      ]),
    ) as unknown as Trail;

export const listFamilyTrail = (db: Db, familyId: string, page: number) => pageOf(aboutFamily(db, familyId), page);
export const countFamilyTrail = (db: Db, familyId: string) => countOf(db, aboutFamily(db, familyId));

export type AuditedFamily = { id: string; reference: string };

/** A family of the auditor's organisation, by its reference or by the id of somebody in it. Nothing else of it is read. */
export async function findAuditedFamily(db: Db, actor: Actor, by: { reference: string | null; id: string }) {
  return db
    .selectFrom("family as f")
    .where("f.organisation_id", "=", actor.organisationId)
    .where((eb) =>
      eb.or([
        eb("f.reference", "=", by.reference ?? ""),
        eb("f.id", "=", by.id),
        eb("f.id", "in", eb.selectFrom("person").where("person.id", "=", by.id).select("person.family_id")),
      ]),
    )
    .select(["f.id", "f.reference"])
    .executeTakeFirst();
}

/** The people whom an auditor can choose among: those who have or had a role in the organisation. */
export async function listActors(db: Db, actor: Actor) {
  return db
    .selectFrom("user as u")
    .where("u.id", "in", (eb) =>
      eb.selectFrom("membership").where("organisation_id", "=", actor.organisationId).select("user_id"),
    )
    .select(["u.id", "u.name"])
    .orderBy("u.name")
    .limit(500)
    .execute();
}

const FAMILY_SEARCH = "audit-family";

/** What was searched for is kept here, so that the address holds only an opaque id. */
export const keepFamilySearch = (db: Db, actor: Actor, id: string, family: AuditedFamily, at: string): Write[] => [
  db.insertInto("saved_search").values({
    id,
    user_id: actor.userId,
    organisation_id: actor.organisationId,
    kind: FAMILY_SEARCH,
    terms: JSON.stringify(family),
    at,
  }),
];

export async function findFamilySearch(db: Db, actor: Actor, id: string): Promise<AuditedFamily | undefined> {
  const row = await db
    .selectFrom("saved_search")
    .where("id", "=", id)
    .where("user_id", "=", actor.userId)
    .where("organisation_id", "=", actor.organisationId)
    .where("kind", "=", FAMILY_SEARCH)
    .select("terms")
    .executeTakeFirst();
  return row && (JSON.parse(row.terms) as AuditedFamily);
}
