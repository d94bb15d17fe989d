import { type RawBuilder, sql } from "kysely";
import { countUpTo, type Order, walked } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Key, type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { ownFamilies, visibleFamilies, visiblePeople } from "../family/visible-queries.ts";
import type { FamilyRow } from "./family-list.ts";

/** `mine`: those that the actor works with; `team`: all of the organisation; with `worker`, those of one colleague. */
export type FamilyFilter = {
  state: "open" | "closed";
  sort: "reference" | "due" | "name";
  whose: "mine" | "team";
  worker?: string | undefined;
};

type Which = Pick<FamilyFilter, "state" | "whose" | "worker">;

const namesIn = (actor: Actor): RawBuilder<string> => sql<string>`(
  select json_group_array(json_object('id', p.id, 'kind', p.kind, 'givenName', p.given_name,
    'familyName', p.family_name, 'knownAs', p.known_as, 'birthOn', p.birth_on, 'birthCertainty', p.birth_certainty))
  from (select * from person where family_id = family.id and ${visiblePeople(actor, "person.id")} order by kind, birth_on is null, birth_on, id) p)`;

const columns = (actor: Actor) =>
  [
    "family.id",
    "family.reference",
    "family.opened_on as openedOn",
    "family.closed_on as closedOn",
    "family.review_due_on as reviewDueOn",
    namesIn(actor).as("people"),
    sql<number>`family.checked_on is not null`.as("hasCheck"),
  ] as const;

type Row = Omit<FamilyRow, "people" | "hasCheck"> & { people: string; hasCheck: number };
const familyRow = (row: Row): FamilyRow => ({ ...row, people: JSON.parse(row.people), hasCheck: row.hasCheck === 1 });

function filtered(db: Db, actor: Actor, { state, whose, worker = whose === "mine" ? actor.userId : undefined }: Which) {
  const families = ownFamilies(db, actor).where("family.closed_on", state === "open" ? "is" : "is not", null);
  return worker === undefined ? families : families.where("family.worker_id", "=", worker);
}

/** How many families of the own organisation are open, or closed, or one's own of these, as far as is counted. */
export const countFamilies = (db: Db, actor: Actor, filter: Which): Promise<number> =>
  countUpTo(db, filtered(db, actor, filter));

/** A family's reference is nothing for an address: a key has its id, and what orders the list is read from there. */
const referenceOf = (id: string | undefined) => sql`(select k.reference from family k where k.id = ${id})`;

const nameOf = (id: string | undefined) => sql`(select k.name_order from family k where k.id = ${id})`;

/** The day of the next thing due, as `nextDue` says it, is the column `due_order`; who has nothing due comes last. */
const ORDERS = {
  reference: { by: ["family.reference"], valuesOf: ([id]: Key) => [referenceOf(id)] },
  due: {
    by: ["family.due_order", "family.reference"],
    valuesOf: ([due, id]: Key) => [sql`${due}`, referenceOf(id)],
  },
  name: { by: ["family.name_order", "family.reference"], valuesOf: ([id]: Key) => [nameOf(id), referenceOf(id)] },
} satisfies Record<FamilyFilter["sort"], Order>;

/** Of how many values the key of a row is made, by order. */
export const FAMILY_KEYS = { reference: 1, due: 2, name: 1 } as const satisfies Record<FamilyFilter["sort"], number>;

/** One page of the own organisation's families, each with its people, in one query. */
export async function listFamilies(db: Db, actor: Actor, filter: FamilyFilter, place: Place): Promise<Page<FamilyRow>> {
  const keyOf = ({ dueOrder, id }: { dueOrder: string; id: string }) => (filter.sort === "due" ? [dueOrder, id] : [id]);
  const found = await pageOf(place, keyOf, (walk) =>
    walked(filtered(db, actor, filter), ORDERS[filter.sort], walk)
      .select([...columns(actor), sql<string>`family.due_order`.as("dueOrder")])
      .execute(),
  );
  return { ...found, rows: found.rows.map(({ dueOrder: _, ...row }) => familyRow(row)) };
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
