import { type RawBuilder, sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { maskedContact } from "../contacts/contact-queries.ts";
import { mayOpenFamily, visibleFamilies, visiblePeople } from "../family/visible-queries.ts";
import type { Match } from "./family-list.ts";
import type { NamePart, SearchTerms } from "./search-terms.ts";

const LAST_LETTER = "\u{10ffff}";

/** Nobody reads further than this down a list of what was found: who gets here narrows the search. */
export const MOST_REASONS = 500;

/** How well a part of a name is found: as written, as a beginning, by another form of the name, inside a name, by its sound. */
const FOUND = { written: 5, begins: 4, short: 3, inside: 2, sounds: 1 } as const;

/** Where to look for one part among the parts of names: itself and what begins so, and each other form of it. */
const rangesOf = ({ part, after, others }: NamePart) => [
  { from: part, after, as: FOUND.begins },
  ...others.map((other) => ({ from: other, after: `${other}\u0001`, as: FOUND.short })),
];

const wanted = (groups: readonly NamePart[][]): string =>
  JSON.stringify(
    groups.flatMap((group, g) =>
      group.map((part, n) => ({ ...part, g, n, size: group.length, ranges: rangesOf(part), others: undefined })),
    ),
  );

/** People of whom every part of one reading of the name is found: of each part its best, of a reading its weakest. */
const byName = sql`
  select person_id, min(how) as how from (
    select person_id, g, n, size, max(how) as how from (
      select k.person_id, w.g, w.n, w.size, iif(k.part = w.part, ${sql.lit(FOUND.written)}, r.value ->> 'as') as how
      from wanted w cross join json_each(w.ranges) r
      cross join name_key k on k.part >= r.value ->> 'from' and k.part < r.value ->> 'after'
      union all
      select t.person_id, w.g, w.n, w.size, ${sql.lit(FOUND.inside)} as how
      from wanted w cross join name_tail t on t.tail >= w.inside and t.tail < w.inside_after
      where w.inside <> ''
      union all
      select k.person_id, w.g, w.n, w.size, ${sql.lit(FOUND.sounds)} as how
      from wanted w cross join json_each(w.sounds) s cross join name_key k on k.sound = s.value
    ) group by person_id, g, n, size
  ) group by person_id, g, size having count(*) = size`;

const daysOf = ({ birthdays, swappedBirthdays }: SearchTerms): string =>
  JSON.stringify([
    ...birthdays.map((day) => ({ day, why: "birthday", weight: 50 })),
    ...swappedBirthdays.map((day) => ({ day, why: "birthday-swapped", weight: 25 })),
  ]);

const starts = (contacts: readonly string[]) =>
  JSON.stringify(contacts.map((start) => ({ start, after: start + LAST_LETTER })));

/** By how well a name is found: why, and how much it counts. */
const NAMED = JSON.stringify([
  { how: FOUND.written, why: "name", weight: 60 },
  { how: FOUND.begins, why: "name-starts", weight: 40 },
  { how: FOUND.short, why: "name-short", weight: 30 },
  { how: FOUND.inside, why: "name-inside", weight: 25 },
  { how: FOUND.sounds, why: "name-sounds", weight: 20 },
] satisfies { how: number; why: Match["why"]; weight: number }[]);

/**
 * Every person that any of the terms finds, with why and how strongly. A confidential place finds nobody: who types it would learn who
 * lives there. D1 takes five terms of a union in all.
 */
const hits = (terms: SearchTerms) => sql`
  with wanted as (
    select value ->> 'g' as g, value ->> 'n' as n, value ->> 'size' as size, value ->> 'part' as part,
      value ->> 'ranges' as ranges, value ->> 'sounds' as sounds, value ->> 'inside' as inside,
      value ->> 'inside' || ${LAST_LETTER} as inside_after from json_each(${wanted(terms.groups)}))
  select f.person_id, n.value ->> 'why' as why, n.value ->> 'weight' as weight
  from (${byName}) f cross join json_each(${NAMED}) n on n.value ->> 'how' = f.how
  union all select person.id, b.value ->> 'why', b.value ->> 'weight' from json_each(${daysOf(terms)}) b
    cross join person on person.birth_on = b.value ->> 'day'
  union all select c.person_id, 'contact', 40 from json_each(${starts(terms.contacts)}) t
    cross join contact c on c.folded >= t.value ->> 'start' and c.folded < t.value ->> 'after'
    and (c.kind not in ('address', 'postcode') or ${maskedContact("c")} = 'no')`;

const MOST_ENDINGS = 100;

/** People whose telephone number ends so, of whatever organisation: looked at further only by their ids. */
async function endingSo(db: Db, ending: string): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select c.person_id as personId from contact c
    where c.kind in ('mobile', 'telephone') and substr(c.folded, -4) = ${ending.slice(-4)}
    and substr(c.folded, -length(${ending})) = ${ending} limit ${MOST_ENDINGS}`.execute(db);
  return rows.map(({ personId }) => personId);
}

/** Below all else that was found. */
const ends = (personIds: readonly string[]) =>
  sql`select value as person_id, 'contact-ends' as why, 10 as weight from json_each(${JSON.stringify(personIds)})`;

type Hit = { familyId: string; personId: string; why: Match["why"]; weight: number };

/**
 * The people that this actor may see and that the terms find, at most `most` reasons, the strongest families first.
 * Of a name only its best reading counts.
 */
async function findHits(db: Db, actor: Actor, found: RawBuilder<unknown>, most: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select p.family_id as familyId, h.person_id as personId, h.why, max(h.weight) as weight
    from (${found}) h
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
  const strong = await findHits(db, actor, hits(terms), MOST_REASONS);
  const endings = (await Promise.all(terms.endings.map((ending) => endingSo(db, ending)))).flat();
  const weak = endings.length > 0 ? await findHits(db, actor, ends(endings), MOST_REASONS) : [];
  const found = [...strong, ...weak].slice(0, MOST_REASONS);
  const first: Match[] = exact ? [{ familyId: exact.id, personId: null, why: "reference" }] : [];
  return [...first, ...found.map(({ familyId, personId, why }) => ({ familyId, personId, why }))];
}

/** People who might be one of those typed in: the ids, the most alike first, for `likeness` to judge. */
export async function findAlike(db: Db, actor: Actor, terms: SearchTerms): Promise<string[]> {
  const found = await findHits(db, actor, hits(terms), 200);
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
