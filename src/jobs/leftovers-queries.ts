import type { Db, Write } from "../deps.ts";

/** Rows of a table that are of no use to anybody some hours after the instant in a column. */
export type Leftover = {
  table: "saved_search" | "idempotency" | "news" | "auth_session" | "verification";
  since: "at" | "expires_at";
  hours: number;
};

/**
 * What was typed into a search, and the keys of forms, serve for the day that somebody works; sessions and codes until they expire;
 * what changed is news for two months, and stays in the record's history.
 */
export const LEFTOVERS: readonly Leftover[] = [
  { table: "saved_search", since: "at", hours: 24 },
  { table: "idempotency", since: "at", hours: 24 },
  { table: "news", since: "at", hours: 24 * 60 },
  { table: "auth_session", since: "expires_at", hours: 0 },
  { table: "verification", since: "expires_at", hours: 0 },
];

// One of them stands for all: each has the column that its line above names.
const named = ({ table, since }: Leftover) => [table as "saved_search", since as "at"] as const;

export async function countLeft(db: Db, leftover: Leftover, before: string): Promise<number> {
  const [table, since] = named(leftover);
  const counted = db.selectFrom(table).where(since, "<", before);
  const { n } = await counted.select(({ fn }) => fn.countAll().as("n")).executeTakeFirstOrThrow();
  return Number(n);
}

export function removeLeft(db: Db, leftover: Leftover, before: string): Write {
  const [table, since] = named(leftover);
  return db.deleteFrom(table).where(since, "<", before);
}
