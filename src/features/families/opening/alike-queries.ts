import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { maskedContact } from "../contacts/contact-queries.ts";
import { visibleFamilies } from "../family/visible-queries.ts";
import type { OnFile } from "./lookalikes.ts";

const folded = (kinds: string) => sql<string>`(
  select json_group_array(c.folded) from contact c where c.person_id = person.id
  and c.kind in (select value from json_each(${kinds}))
  and (c.kind <> 'postcode' or ${maskedContact("c")} = 'no'))`;

/** What the comparison of two people needs, of those of a list that this actor may see. */
export async function listOnFile(db: Db, actor: Actor, personIds: readonly string[]): Promise<OnFile[]> {
  if (personIds.length === 0) return [];
  const rows = await visibleFamilies(db, actor)
    .innerJoin("person", "person.family_id", "family.id")
    .where("person.id", "in", sql<string>`(select value from json_each(${JSON.stringify(personIds)}))`)
    .select([
      "person.id as personId",
      "family.id as familyId",
      "family.reference",
      "person.kind",
      "person.given_name as givenName",
      "person.family_name as familyName",
      "person.known_as as knownAs",
      "person.birth_on as birthOn",
      "person.birth_certainty as birthCertainty",
      folded('["mobile","telephone"]').as("telephones"),
      folded('["email"]').as("emails"),
      folded('["postcode"]').as("postcodes"),
    ])
    .execute();
  return rows.map((row) => ({
    ...row,
    telephones: JSON.parse(row.telephones),
    emails: JSON.parse(row.emails),
    postcodes: JSON.parse(row.postcodes),
  }));
}
