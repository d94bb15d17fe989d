import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { isShared } from "../../sharing/index.ts";
import type { Arrangement, Family, Person } from "./family.ts";

const isOwn = (actor: Actor) => sql<number>`family.organisation_id = ${actor.organisationId}`;

/** Has this person locked the `family` of the statement for themselves ("I know this family")? */
export const isLocked = (actor: Actor) => sql<boolean>`exists (
  select 1 from family_lock l where l.family_id = family.id and l.user_id = ${actor.userId} and l.lifted_at is null)`;

/** Is the actor's organisation at work for the family, with the carer's agreement? features/sharing says when it is. */
const isReferred = (actor: Actor) => sql`exists (
  select 1 from referral r where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId} and ${isShared("r")})`;

/**
 * May this person open the `family` of the statement? Their organisation's own, and those that it is at work for as a
 * provider; never one that they have locked for themselves ("I know this family"). A question about one row: no statement
 * gathers the families of an organisation to ask about one of them.
 */
export const mayOpenFamily = (actor: Actor) =>
  sql<boolean>`((${isOwn(actor)} or ${isReferred(actor)}) and not ${isLocked(actor)})`;

/** Families that this person may open, for statements that name which: by id, by reference, by what a search found. */
export const visibleFamilies = (db: Db, actor: Actor) => db.selectFrom("family").where(mayOpenFamily(actor));

/**
 * Families of the actor's own organisation that they may open: what is theirs to change and to list. Records of a family
 * are joined to it, so that one record asks about its own family and a list reads the organisation's.
 */
export const ownFamilies = (db: Db, actor: Actor) =>
  db
    .selectFrom("family")
    .where("family.organisation_id", "=", actor.organisationId)
    .where(sql<boolean>`not ${isLocked(actor)}`);

/** The same of the one `family` that a list leads to, for lists that are read by an order of their own. */
export const isOwnToOpen = (actor: Actor) => sql<boolean>`(${isOwn(actor)} and not ${isLocked(actor)})`;

/** Of a family that is not theirs, a provider sees the carers and children whom it is at work for. */
const named = (actor: Actor, person: "carer_id" | "child_id", of: string) => sql`exists (
  select 1 from referral r where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId}
  and ${isShared("r")} and r.${sql.ref(person)} = ${sql.ref(of)})`;

/** People that this actor may see within families that they may open; `of` is the column that holds the person's id. */
export const visiblePeople = (actor: Actor, of: string) =>
  sql<boolean>`(${isOwn(actor)} or ${named(actor, "carer_id", of)} or ${named(actor, "child_id", of)})`;

const personJson = sql`json_object('id', p.id, 'familyId', p.family_id, 'kind', p.kind,
  'givenName', p.given_name, 'familyName', p.family_name, 'knownAs', p.known_as, 'birthOn', p.birth_on,
  'birthCertainty', p.birth_certainty, 'sex', p.sex, 'ethnicity', p.ethnicity,
  'ethnicityStatedBy', p.ethnicity_stated_by, 'disability', p.disability, 'language', p.language,
  'interpreter', p.interpreter, 'readingHelp', p.reading_help, 'diedOn', p.died_on, 'version', p.version)`;

const arrangementJson = sql`json_object('id', a.id, 'familyId', a.family_id, 'carerId', a.carer_id,
  'childId', a.child_id, 'kind', a.kind, 'relationship', a.relationship, 'fromOn', a.from_on, 'toOn', a.to_on,
  'endedHow', a.ended_how, 'parentalResponsibility', a.parental_responsibility, 'version', a.version)`;

const peopleOf = (actor: Actor): RawBuilder<string> => sql<string>`(
  select json_group_array(${personJson}) from (
    select * from person where family_id = family.id
    and ${visiblePeople(actor, "person.id")}
    order by kind, birth_on is null, birth_on, id) p)`;

const arrangementsIn = (actor: Actor): RawBuilder<string> => sql<string>`(
  select json_group_array(${arrangementJson}) from (
    select * from care_arrangement c where c.family_id = family.id
    and (${isOwn(actor)} or (${named(actor, "carer_id", "c.carer_id")} and ${named(actor, "child_id", "c.child_id")}))
    order by c.from_on desc, c.id) a)`;

/** A family with its people and arrangements, or undefined when it is not this person's to see. */
export async function findFamily(db: Db, actor: Actor, id: string): Promise<Family | undefined> {
  const row = await visibleFamilies(db, actor)
    .innerJoin("organisation", "organisation.id", "family.organisation_id")
    .where("family.id", "=", id)
    .select((eb) => [
      "family.id",
      "family.reference",
      "family.organisation_id",
      eb.ref("organisation.name").as("organisation_name"),
      "family.opened_on",
      "family.closed_on",
      "family.review_due_on",
      "family.version",
      peopleOf(actor).as("people"),
      arrangementsIn(actor).as("arrangements"),
    ])
    .executeTakeFirst();
  if (!row) return undefined;
  const people: Person[] = JSON.parse(row.people);
  const arrangements: Arrangement[] = JSON.parse(row.arrangements);
  return {
    id: row.id,
    reference: row.reference,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    reviewDueOn: row.review_due_on,
    version: row.version,
    access: row.organisation_id === actor.organisationId ? "own" : "referred",
    carers: people.filter((person) => person.kind === "carer"),
    children: people.filter((person) => person.kind === "child"),
    arrangements,
  };
}

/** A family that is this person's to change: of their own organisation. Undefined (404) otherwise. */
export async function findOwnFamily(db: Db, actor: Actor, id: string): Promise<Family | undefined> {
  const family = await findFamily(db, actor, id);
  return family?.access === "own" ? family : undefined;
}

/** One person with the family as this actor sees it; undefined when either is not theirs to see. */
export async function findPerson(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ person: Person; family: Family } | undefined> {
  const row = await db.selectFrom("person").where("id", "=", id).select("family_id").executeTakeFirst();
  const family = row && (await findFamily(db, actor, row.family_id));
  const person = family && [...family.carers, ...family.children].find((one) => one.id === id);
  return person && { person, family };
}
