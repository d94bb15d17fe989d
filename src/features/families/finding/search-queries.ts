import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { maskedContact } from "../contacts/contact-queries.ts";
import { mayOpenFamily, visibleFamilies, visiblePeople } from "../family/visible-queries.ts";
import type { Match } from "./family-list.ts";
import type { NamePart, SearchTerms } from "./search-terms.ts";

const LAST_LETTER = "\u{10ffff}";

/** Nobody reads further than this down a list of what was found: who gets here narrows the search. */
export const MOST_REASONS = 500;

const wanted = (groups: readonly NamePart[][]): string =>
  JSON.stringify(groups.flatMap((group, g) => group.map((part, n) => ({ g, n, size: group.length, ...part }))));

/** People of whom every part of one reading of the name is found: 3 as written, 2 as a beginning, 1 by its sound. */
const byName = sql`
  select person_id, min(how) as how from (
    select person_id, g, n, size, max(how) as how from (
      select k.person_id, w.g, w.n, w.size, iif(k.part = w.part, 3, 2) as how
      from wanted w cross join name_key k on k.part >= w.part and k.part < w.after
      union all
      select k.person_id, w.g, w.n, w.size, 1 as how
      from wanted w cross join json_each(w.sounds) s cross join name_key k on k.sound = s.value
    ) group by person_id, g, n, size
  ) group by person_id, g, size having count(*) = size`;

const listedDays = (days: readonly string[]) => sql`(select value from json_each(${JSON.stringify(days)}))`;

const starts = (contacts: readonly string[]) =>
  JSON.stringify(contacts.map((start) => ({ start, after: start + LAST_LETTER })));

/** Every person that any of the terms finds, with why and how strongly. A confidential place finds nobody: who types it would learn who lives there. */
const hits = (terms: SearchTerms) => sql`
  with wanted as (
    select value ->> 'g' as g, value ->> 'n' as n, value ->> 'size' as size, value ->> 'part' as part,
      value ->> 'after' as after, value ->> 'sounds' as sounds from json_each(${wanted(terms.groups)}))
  select person_id, case how when 3 then 'name' when 2 then 'name-starts' else 'name-sounds' end as why,
    how * 20 as weight from (${byName})
  union all select id, 'birthday', 50 from person where birth_on in ${listedDays(terms.birthdays)}
  union all select id, 'birthday-swapped', 25 from person where birth_on in ${listedDays(terms.swappedBirthdays)}
  union all select c.person_id, 'contact', 40 from json_each(${starts(terms.contacts)}) t
    cross join contact c on c.folded >= t.value ->> 'start' and c.folded < t.value ->> 'after'
    and (c.kind not in ('address', 'postcode') or ${maskedContact("c")} = 'no')`;

type Hit = { familyId: string; personId: string; why: Match["why"]; weight: number };

/**
 * The people that this actor may see and that the terms find, at most `most` reasons, the strongest families first.
 * Of a name only its best reading counts.
 */
async function findHits(db: Db, actor: Actor, terms: SearchTerms, most: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select p.family_id as familyId, h.person_id as personId, h.why, max(h.weight) as weight
    from (${hits(terms)}) h
    join person p on p.id = h.person_id
    join family on family.id = p.family_id
    where ${mayOpenFamily(actor)} and ${visiblePeople(actor, "p.id")}
    group by p.family_id, h.person_id, iif(h.why like 'name%', 'name', h.why)
    order by sum(max(h.weight)) over (partition by p.family_id) desc, p.family_id, max(h.weight) desc
    limit ${most}`.execute(db);
  return rows;
}

const byReference = (db: Db, actor: Actor, reference: string) =>
  visibleFamilies(db, actor).where("family.reference", "=", reference).select("family.id").executeTakeFirst();

/** The families that a search finds and why, best first; the reference alone is enough. At most `MOST_REASONS` are read. */
export async function searchFamilies(db: Db, actor: Actor, terms: SearchTerms): Promise<Match[]> {
  const exact = terms.reference === null ? undefined : await byReference(db, actor, terms.reference);
  const found = await findHits(db, actor, terms, MOST_REASONS);
  const first: Match[] = exact ? [{ familyId: exact.id, personId: null, why: "reference" }] : [];
  return [...first, ...found.map(({ familyId, personId, why }) => ({ familyId, personId, why }))];
}

/** People who might be one of those typed in: the ids, the most alike first, for `likeness` to judge. */
export async function findAlike(db: Db, actor: Actor, terms: SearchTerms): Promise<string[]> {
  const found = await findHits(db, actor, terms, 200);
  return [...new Set(found.map((hit) => hit.personId))];
}

/** Keeps what somebody searched for under an id, so that no name stands in an address. */
export const recordSearch = (db: Db, actor: Actor, search: { id: string; typed: string; at: string }): Write[] => [
  db.insertInto("saved_search").values({
    id: search.id,
    user_id: actor.userId,
    organisation_id: actor.organisationId,
    kind: "families",
    terms: JSON.stringify({ typed: search.typed }),
    at: search.at,
  }),
];

/** What this person typed in a search of theirs; undefined when the search is another's. */
export async function findSearch(db: Db, actor: Actor, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("saved_search")
    .where("id", "=", id)
    .where("user_id", "=", actor.userId)
    .where("organisation_id", "=", actor.organisationId)
    .where("kind", "=", "families")
    .select("terms")
    .executeTakeFirst();
  return row && (JSON.parse(row.terms) as { typed: string }).typed;
}
