import type Database from "better-sqlite3";

type Index = { name: string; table: string; sql: string };

/** The tables that a trigger looks into: without their indexes it would walk a whole table for each row that is written. */
function readByTriggers(raw: Database.Database): Set<string> {
  const triggers = raw.prepare("select sql from sqlite_master where type = 'trigger'").pluck().all() as string[];
  return new Set(triggers.flatMap((sql) => [...sql.matchAll(/\b(?:from|join) (\w+)/g)].map(([, table]) => table!)));
}

/**
 * Takes away the indexes that only make reading fast, and gives what puts them back, for some tables or for all that are left: sorting
 * once costs less than finding a place for each row. Indexes that refuse a row, or that a trigger reads by, and all triggers, stay.
 */
export function withoutIndexes(raw: Database.Database): (but?: (table: string) => boolean) => void {
  const all = raw
    .prepare(
      "select name, tbl_name as 'table', sql from sqlite_master where type = 'index' and sql not like 'create unique%'",
    )
    .all() as Index[];
  const read = readByTriggers(raw);
  const away = all.filter(({ table }) => !read.has(table));
  for (const { name } of away) raw.exec(`drop index "${name}"`);
  let left = away;
  return (but = () => false) => {
    for (const { table, sql } of left) if (!but(table)) raw.exec(sql);
    left = left.filter(({ table }) => but(table));
  };
}
