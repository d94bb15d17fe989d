import { sql } from "kysely";
import { countUpTo, type Order, walked } from "../../db/keyset.ts";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { type Key, type Page, type Place, pageOf } from "../../domain/paging.ts";
import type { CatalogueEntry, Format, Programme, ProgrammeVersion, Route } from "./programme.ts";
import { evidenceSchema, fidelitySchema, templateSchema } from "./template.ts";

/** Of how many values the key of a programme is made. */
export const PROGRAMME_KEY = 1;

/** One catalogue a partnership: whoever may read programmes sees every provider's. */
const visibleTo = (db: Db, _actor: Actor) =>
  db.selectFrom("programme").innerJoin("organisation", "organisation.id", "programme.organisation_id");

const withCurrentVersion = (db: Db, actor: Actor) =>
  visibleTo(db, actor).innerJoin("programme_version", (join) =>
    join
      .onRef("programme_version.programme_id", "=", "programme.id")
      .onRef("programme_version.version", "=", "programme.current_version"),
  );

const entryColumns = [
  "programme.id",
  "programme.organisation_id",
  "organisation.name as organisation_name",
  "programme.route",
  "programme.name",
  "programme_version.format",
  "programme_version.child_age_from",
  "programme_version.child_age_to",
  "programme_version.evidence",
  sql<string | null>`json_extract(programme_version.template, '$.setting')`.as("setting"),
] as const;

type EntryRow = {
  id: string;
  organisation_id: string;
  organisation_name: string;
  route: Route;
  name: string;
  format: Format;
  child_age_from: number;
  child_age_to: number;
  evidence: string;
  setting: string | null;
};

const entryOf = (row: EntryRow): CatalogueEntry => ({
  id: row.id,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  route: row.route,
  name: row.name,
  format: row.format,
  childAgeFrom: row.child_age_from,
  childAgeTo: row.child_age_to,
  evidence: evidenceSchema.parse(JSON.parse(row.evidence)),
  setting: row.setting ?? "",
});

export type CatalogueFilter = { route?: Route; format?: Format };

/** By name, which whoever keeps the catalogue may change: a key has the id, and the name is read from there. */
const BY_NAME = {
  by: ["programme.name", "programme.id"],
  valuesOf: ([id]: Key) => [sql`(select k.name from programme k where k.id = ${id})`, sql`${id}`],
} satisfies Order;

/** The open programmes by name, never by rating (docs/rules/people-and-words.md); one page, with how many there are in all. */
export async function listProgrammes(
  db: Db,
  actor: Actor,
  { route, format }: CatalogueFilter,
  place: Place,
): Promise<{ found: Page<CatalogueEntry>; total: number }> {
  let open = withCurrentVersion(db, actor).where("programme.closed_on", "is", null);
  if (route) open = open.where("programme.route", "=", route);
  if (format) open = open.where("programme_version.format", "=", format);
  const [found, total] = await Promise.all([
    pageOf(
      place,
      ({ id }: { id: string }) => [id],
      (walk) => walked(open, BY_NAME, walk).select(entryColumns).execute(),
    ),
    countUpTo(db, open),
  ]);
  return { found: { ...found, rows: found.rows.map(entryOf) }, total };
}

/** The open programmes of a route, by name: what a referral may choose from. */
export async function listProgrammesOfRoute(db: Db, actor: Actor, route: Route): Promise<CatalogueEntry[]> {
  const rows = await withCurrentVersion(db, actor)
    .where("programme.closed_on", "is", null)
    .where("programme.route", "=", route)
    .select(entryColumns)
    .orderBy("programme.name")
    .orderBy("programme.id")
    .execute();
  return rows.map(entryOf);
}

export async function findProgramme(db: Db, actor: Actor, id: string): Promise<Programme | undefined> {
  const row = await visibleTo(db, actor)
    .where("programme.id", "=", id)
    .select([
      "programme.id",
      "programme.organisation_id",
      "organisation.name as organisation_name",
      "programme.route",
      "programme.name",
      "programme.current_version",
      "programme.closed_on",
      "programme.version",
    ])
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      route: row.route,
      name: row.name,
      currentVersion: row.current_version,
      closedOn: row.closed_on,
      version: row.version,
    }
  );
}

const versions = (db: Db) =>
  db
    .selectFrom("programme_version")
    .leftJoin("user", "user.id", "programme_version.created_by")
    .selectAll("programme_version")
    .select("user.name as created_by_name");

type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>["executeTakeFirstOrThrow"]>>;

const versionOf = (row: VersionRow): ProgrammeVersion => ({
  id: row.id,
  programmeId: row.programme_id,
  version: row.version,
  format: row.format,
  childAgeFrom: row.child_age_from,
  childAgeTo: row.child_age_to,
  minimumPlaces: row.minimum_places,
  maximumPlaces: row.maximum_places,
  completionShare: row.completion_share,
  evidence: evidenceSchema.parse(JSON.parse(row.evidence)),
  template: templateSchema.parse(JSON.parse(row.template)),
  fidelity: fidelitySchema.parse(JSON.parse(row.fidelity)),
  createdAt: row.created_at,
  createdByName: row.created_by_name,
});

/** One version of a programme by its number. */
export async function findVersion(db: Db, programmeId: string, version: number): Promise<ProgrammeVersion | undefined> {
  const row = await versions(db)
    .where("programme_version.programme_id", "=", programmeId)
    .where("programme_version.version", "=", version)
    .executeTakeFirst();
  return row && versionOf(row);
}

/** The version that a run stays on, by its id. */
export async function getVersion(db: Db, versionId: string): Promise<ProgrammeVersion> {
  return versionOf(await versions(db).where("programme_version.id", "=", versionId).executeTakeFirstOrThrow());
}

export type VersionMark = { version: number; createdAt: string; createdByName: string | null };

/** Every version there has been, newest first. */
export async function listVersions(db: Db, programmeId: string): Promise<VersionMark[]> {
  const rows = await db
    .selectFrom("programme_version")
    .leftJoin("user", "user.id", "programme_version.created_by")
    .where("programme_version.programme_id", "=", programmeId)
    .select(["programme_version.version", "programme_version.created_at", "user.name"])
    .orderBy("programme_version.version", "desc")
    .execute();
  return rows.map((row) => ({ version: row.version, createdAt: row.created_at, createdByName: row.name }));
}

/** Providers that a new programme can belong to. */
export const listProviders = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.selectFrom("organisation").where("kind", "=", "provider").select(["id", "name"]).orderBy("name").execute();
