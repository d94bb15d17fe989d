import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { nameKeys } from "../finding/name-fold.ts";
import type { PersonDetails } from "./person-form.ts";

const columnsOf = (details: PersonDetails) => ({
  given_name: details.givenName,
  family_name: details.familyName,
  known_as: details.knownAs,
  birth_on: details.birthOn,
  birth_certainty: details.birthCertainty,
  sex: details.sex,
  ethnicity: details.ethnicity,
  ethnicity_stated_by: details.ethnicityStatedBy,
  disability: details.disability,
  language: details.language,
  interpreter: details.interpreter,
  reading_help: details.readingHelp,
});

function insertKeys(db: Db, personId: string, details: PersonDetails): Write[] {
  const keys = nameKeys([details.givenName, details.familyName, details.knownAs]);
  return keys.length === 0
    ? []
    : [db.insertInto("name_key").values(keys.map((key) => ({ person_id: personId, ...key })))];
}

/** A new person of a family, with the keys that a search finds them by. */
export const insertPerson = (
  db: Db,
  actor: Actor,
  person: { id: string; familyId: string; kind: "carer" | "child"; details: PersonDetails; at: string },
): Write[] => [
  db.insertInto("person").values({
    id: person.id,
    family_id: person.familyId,
    kind: person.kind,
    ...columnsOf(person.details),
    created_at: person.at,
    created_by: actor.userId,
  }),
  ...insertKeys(db, person.id, person.details),
];

/** Changes a person's details. `version` is the one that was read: the database refuses it when somebody was first. */
export const updatePerson = (db: Db, id: string, version: number, details: PersonDetails): Write[] => [
  db
    .updateTable("person")
    .set({ ...columnsOf(details), version: version + 1 })
    .where("id", "=", id),
  db.deleteFrom("name_key").where("person_id", "=", id),
  ...insertKeys(db, id, details),
];
