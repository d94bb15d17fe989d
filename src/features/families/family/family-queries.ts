import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Arrangement, Family, Person } from "./family.ts";
import { isOwn, named, visibleFamilies, visiblePeople } from "./visible-queries.ts";

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
