import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { visibleFamilies, visiblePeople } from "../family/visible-queries.ts";
import { type Contact, type ContactDetails, contactKey, contactText } from "./contact.ts";

/**
 * Is a contact masked, "yes" or "no"? It is where somebody marked it; and where it tells of a confidential place: with one address
 * or postcode of a household every other one is masked, whoever's it is (docs/rules/people-and-words.md). What a place was before
 * it was left stays masked with it; a new one that nobody marked is shown.
 */
export const maskedContact = (c: string) => sql<"yes" | "no">`iif(${sql.ref(`${c}.confidential`)} = 'yes'
  or (${sql.ref(`${c}.kind`)} in ('address', 'postcode') and exists (
    select 1 from contact place join person housemate on housemate.id = place.person_id
    where housemate.family_id = (select p.family_id from person p where p.id = ${sql.ref(`${c}.person_id`)})
    and place.kind in ('address', 'postcode') and place.confidential = 'yes'
    and (place.ended_on is null or ${sql.ref(`${c}.ended_on`)} is not null))), 'yes', 'no')`;

/** A confidential contact is its own organisation's alone: no provider is shown even that it exists. */
const visibleContacts = (db: Db, actor: Actor) =>
  visibleFamilies(db, actor)
    .innerJoin("person", "person.family_id", "family.id")
    .innerJoin("contact", "contact.person_id", "person.id")
    .where(visiblePeople(actor, "person.id"))
    .where((eb) =>
      eb.or([eb(maskedContact("contact"), "=", "no"), eb("family.organisation_id", "=", actor.organisationId)]),
    );

const columns = [
  "contact.id",
  "contact.person_id as personId",
  "contact.kind",
  sql<string>`iif(${maskedContact("contact")} = 'yes', '', contact.value)`.as("value"),
  maskedContact("contact").as("confidential"),
  "contact.safe",
  "contact.safe_times as safeTimes",
  "contact.safe_days as safeDays",
  "contact.safe_from as safeFrom",
  "contact.safe_to as safeTo",
  "contact.school_days as schoolDays",
  "contact.shared",
  "contact.do_not_use_reason as doNotUseReason",
  "contact.ended_on as endedOn",
  "contact.version",
] as const;

/** The contacts of everybody in a family, current ones first; confidential values are left out. */
export const listContacts = (db: Db, actor: Actor, familyId: string): Promise<Contact[]> =>
  visibleContacts(db, actor)
    .where("family.id", "=", familyId)
    .orderBy(sql`contact.ended_on is not null`)
    .orderBy("contact.kind")
    .orderBy("contact.id")
    .select(columns)
    .execute();

export const findContact = (db: Db, actor: Actor, familyId: string, id: string): Promise<Contact | undefined> =>
  visibleContacts(db, actor)
    .where("family.id", "=", familyId)
    .where("contact.id", "=", id)
    .select(columns)
    .executeTakeFirst();

/** The value of a contact, also of a confidential one. Only behind a deliberate act that the trail keeps. */
export const revealContact = (db: Db, actor: Actor, id: string): Promise<{ value: string } | undefined> =>
  visibleContacts(db, actor).where("contact.id", "=", id).select("contact.value").executeTakeFirst();

const columnsOf = (details: Omit<ContactDetails, "value">) => ({
  kind: details.kind,
  confidential: details.confidential,
  safe: details.safe,
  safe_times: details.safeTimes,
  safe_days: details.safeDays,
  safe_from: details.safeFrom,
  safe_to: details.safeTo,
  school_days: details.schoolDays,
  shared: details.shared,
  do_not_use_reason: details.doNotUseReason,
});

export const insertContact = (
  db: Db,
  actor: Actor,
  contact: { id: string; personId: string; details: ContactDetails; at: string },
): Write => {
  const { details } = contact;
  return db.insertInto("contact").values({
    id: contact.id,
    person_id: contact.personId,
    ...columnsOf(details),
    value: contactText(details.kind, details.value),
    folded: contactKey(details.kind, details.value),
    created_at: contact.at,
    created_by: actor.userId,
  });
};

/** Changes a contact; a value of null keeps the one on file. */
export const updateContact = (
  db: Db,
  id: string,
  version: number,
  details: Omit<ContactDetails, "value"> & { value: string | null },
): Write =>
  db
    .updateTable("contact")
    .set({
      ...columnsOf(details),
      ...(details.value === null
        ? {}
        : { value: contactText(details.kind, details.value), folded: contactKey(details.kind, details.value) }),
      version: version + 1,
    })
    .where("id", "=", id);

/** From this day on the contact is not used; it stays on file. */
export const endContact = (db: Db, id: string, version: number, on: Day): Write =>
  db
    .updateTable("contact")
    .set({ ended_on: on, version: version + 1 })
    .where("id", "=", id);
