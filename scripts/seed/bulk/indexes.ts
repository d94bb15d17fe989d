import type Database from "better-sqlite3";

type Index = { name: string; table: string; sql: string };

/**
 * Takes away the indexes that only make reading fast, and gives what puts them back, for some tables or for all that are left: sorting
 * once costs less than finding a place for each row. Indexes that refuse a row, and all triggers, stay.
 */
export function withoutIndexes(raw: Database.Database): (but?: (table: string) => boolean) => void {
  const all = raw
    .prepare(
      "select name, tbl_name as 'table', sql from sqlite_master where type = 'index' and sql not like 'create unique%'",
    )
    .all() as Index[];
  for (const { name } of all) raw.exec(`drop index "${name}"`);
  let left = all;
  return (but = () => false) => {
    for (const { table, sql } of left) if (!but(table)) raw.exec(sql);
    left = left.filter(({ table }) => but(table));
  };
}
