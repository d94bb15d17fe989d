import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "../deps.ts";
import { COUNTED_TO, type Walk } from "../domain/paging.ts";

/** By which columns a list is ordered, all in one direction, the last of them unlike in any two rows. */
export type Order = { by: readonly string[]; down?: boolean };

/** The condition that a row stands behind the key of a walk; null at the list's start. */
export const behind = ({ by, down = false }: Order, { from, backwards }: Walk) =>
  from &&
  sql<boolean>`(${sql.join(by.map((column) => sql.ref(column)))}) ${sql.raw(down === backwards ? ">" : "<")} (${sql.join(from)})`;

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
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${some})`.execute(db);
  return Number(rows[0]?.n ?? 0);
}
