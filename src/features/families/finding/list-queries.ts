import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { ownFamilies, visibleFamilies, visiblePeople } from "../family/family-queries.ts";
import type { FamilyRow } from "./family-list.ts";

export const PAGE_SIZE = 50;

export type FamilyFilter = { state: "open" | "closed"; sort: "reference" | "due"; page: number };

const namesIn = (actor: Actor): RawBuilder<string> => sql<string>`(
  select json_group_array(json_object('id', p.id, 'kind', p.kind, 'givenName', p.given_name,
    'familyName', p.family_name, 'knownAs', p.known_as, 'birthOn', p.birth_on, 'birthCertainty', p.birth_certainty))
  from (select * from person where family_id = family.id and ${visiblePeople(actor, "person.id")} order by kind, birth_on is null, birth_on, id) p)`;

const hasCheck: RawBuilder<number> = sql<number>`exists (select 1 from behaviour_check b where b.family_id = family.id)`;

/** The day of the next thing due, as `nextDue` says it. */
const dueOn = sql<string | null>`iif(${hasCheck}, family.review_due_on, family.opened_on)`;

const columns = (actor: Actor) =>
  [
    "family.id",
    "family.reference",
    "family.opened_on as openedOn",
    "family.closed_on as closedOn",
    "family.review_due_on as reviewDueOn",
    namesIn(actor).as("people"),
    hasCheck.as("hasCheck"),
  ] as const;

type Row = Omit<FamilyRow, "people" | "hasCheck"> & { people: string; hasCheck: number };
const familyRow = (row: Row): FamilyRow => ({ ...row, people: JSON.parse(row.people), hasCheck: row.hasCheck === 1 });

const inState = (db: Db, actor: Actor, state: FamilyFilter["state"]) =>
  ownFamilies(db, actor).where("family.closed_on", state === "open" ? "is" : "is not", null);

/** How many families of the own organisation are open, or closed. */
export const countFamilies = async (db: Db, actor: Actor, state: FamilyFilter["state"]): Promise<number> =>
  Number(
    (
      await inState(db, actor, state)
        .select((eb) => eb.fn.countAll().as("count"))
        .executeTakeFirstOrThrow()
    ).count,
  );

/** One page of the own organisation's families, each with its people, in one query. */
export async function listFamilies(db: Db, actor: Actor, filter: FamilyFilter): Promise<FamilyRow[]> {
  const inOrder =
    filter.sort === "due"
      ? inState(db, actor, filter.state).orderBy(sql`${dueOn} is null`).orderBy(dueOn)
      : inState(db, actor, filter.state);
  const rows = await inOrder
    .orderBy("family.reference")
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE)
    .select(columns(actor))
    .execute();
  return rows.map(familyRow);
}

/** The families of a list of ids that this person may open, in the order of the list. */
export async function listFamiliesById(db: Db, actor: Actor, ids: readonly string[]): Promise<FamilyRow[]> {
  if (ids.length === 0) return [];
  const rows = await visibleFamilies(db, actor)
    .where("family.id", "in", sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
    .select(columns(actor))
    .execute();
  const byId = new Map(rows.map((row) => [row.id, familyRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
