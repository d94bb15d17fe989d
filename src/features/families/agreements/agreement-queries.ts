import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { AgreementPurpose } from "../family/family-words.ts";
import { visibleFamilies, visiblePeople } from "../family/visible-queries.ts";
import type { Agreement, NewAgreement } from "./agreement.ts";

/** A provider sees what was said about itself and about no provider in particular, by the people referred to it. */
const agreementsOf = (db: Db, actor: Actor) =>
  visibleFamilies(db, actor)
    .innerJoin("agreement", "agreement.family_id", "family.id")
    .leftJoin("organisation", "organisation.id", "agreement.provider_id")
    .leftJoin("user", "user.id", "agreement.by")
    .where(visiblePeople(actor, "agreement.person_id"))
    .where((eb) =>
      eb.or([
        eb("family.organisation_id", "=", actor.organisationId),
        eb("agreement.provider_id", "is", null),
        eb("agreement.provider_id", "=", actor.organisationId),
      ]),
    );

const columns = [
  "agreement.id",
  "agreement.person_id as personId",
  "agreement.family_id as familyId",
  "agreement.purpose",
  "agreement.provider_id as providerId",
  "organisation.name as providerName",
  "agreement.answer",
  "agreement.wording_version as wordingVersion",
  "agreement.how",
  "agreement.at",
  "agreement.by",
  "user.name as byName",
] as const;

/** Everything ever agreed or not by the people of a family, newest first: the first of a purpose (and provider) rules. */
export const listAgreements = (db: Db, actor: Actor, familyId: string): Promise<Agreement[]> =>
  agreementsOf(db, actor)
    .where("agreement.family_id", "=", familyId)
    .orderBy("agreement.at", "desc")
    .orderBy("agreement.id", "desc")
    .select(columns)
    .execute();

/**
 * Has this person agreed, as it stands now? The latest row of the purpose rules; sharing is asked for each provider, so
 * name one there. For "evaluation-objection", true means that they object.
 */
export async function hasAgreement(
  db: Db,
  actor: Actor,
  personId: string,
  purpose: AgreementPurpose,
  providerId: string | null = null,
): Promise<boolean> {
  const latest = await agreementsOf(db, actor)
    .where("agreement.person_id", "=", personId)
    .where("agreement.purpose", "=", purpose)
    .where(sql<string>`coalesce(agreement.provider_id, '')`, "=", providerId ?? "")
    .orderBy("agreement.at", "desc")
    .orderBy("agreement.id", "desc")
    .select("agreement.answer")
    .executeTakeFirst();
  return latest?.answer === "given";
}

/** Keeps an answer; earlier ones stay as they were. */
export const recordAgreement = (db: Db, actor: Actor, agreement: NewAgreement): Write[] => [
  db.insertInto("agreement").values({
    id: agreement.id,
    person_id: agreement.personId,
    family_id: agreement.familyId,
    purpose: agreement.purpose,
    provider_id: agreement.providerId,
    answer: agreement.answer,
    wording_version: agreement.wordingVersion,
    how: agreement.how,
    at: agreement.at,
    by: actor.userId,
  }),
];

/** Providers that a person may agree to share with. */
export const listProviders = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.selectFrom("organisation").where("kind", "=", "provider").orderBy("name").select(["id", "name"]).execute();
