import { type RawBuilder, type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../deps.ts";
import { COUNTED_TO, type Key, type Walk } from "../domain/paging.ts";

/**
 * By which columns a list is ordered, all in one direction, the last of them unlike in any two rows. `valuesOf` finds the values of a
 * key that names its row by id alone, where what orders the list is nothing for an address.
 */
export type Order = { by: readonly string[]; down?: boolean; valuesOf?: (key: Key) => RawBuilder<unknown>[] };

/** The condition that a row stands behind the key of a walk; null at the list's start. */
export function behind({ by, down = false, valuesOf = (key) => key.map((value) => sql`${value}`) }: Order, walk: Walk) {
  if (!walk.from) return null;
  const columns = sql.join(by.map((column) => sql.ref(column)));
  return sql<boolean>`(${columns}) ${sql.raw(down === walk.backwards ? ">" : "<")} (${sql.join(valuesOf(walk.from))})`;
}

/** Cuts a walk's rows out of a list, in the order it walks: an index that has the order is read from there until the page is full. */
export function walked<DB, TB extends keyof DB, O>(
  list: SelectQueryBuilder<DB, TB, O>,
  order: Order,
  walk: Walk,
): SelectQueryBuilder<DB, TB, O> {
  const from = behind(order, walk);
  const rows = from ? list.where(from) : list;
  const direction = (order.down ?? false) === walk.backwards ? "asc" : "desc";
  return order.by.reduce((all, column) => all.orderBy(sql.ref(column), direction), rows).limit(walk.most);
}

/** How many rows a list has; past `COUNTED_TO` one more than that, without looking further. */
export async function countUpTo<DB, TB extends keyof DB, O>(
  db: Db,
  list: SelectQueryBuilder<DB, TB, O>,
  most = COUNTED_TO,
): Promise<number> {
  const some = list
    .clearSelect()
    .select(sql`1`.as("one"))
    .limit(most + 1);
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${some}`.execute(db);
  return Number(rows[0]?.n ?? 0);
}
