import { sql } from "kysely";
import type { Db, Write } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";

export type AuditedFamily = { id: string; reference: string };

/** A family of the auditor's organisation, by its reference or by the id of somebody in it. Nothing else of it is read. */
export async function findAuditedFamily(db: Db, actor: Actor, by: { reference: string | null; id: string }) {
  const asked = sql<string>`(
    select id from family where reference = ${by.reference ?? ""}
    union select id from family where id = ${by.id}
    union select family_id from person where id = ${by.id})`;
  return db
    .selectFrom("family as f")
    .where("f.id", "in", asked)
    .where(sql<string>`+f.organisation_id`, "=", actor.organisationId)
    .select(["f.id", "f.reference"])
    .executeTakeFirst();
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
