import Database from "better-sqlite3";
import { sql } from "kysely";
import type { TestApp } from "../support/app.ts";
import { migratedDatabase } from "../support/hosts.ts";
import { aReferredFamily, type ReferredFamily, type RunProgramme } from "../support/run-factories.ts";

/** The tables that a referred family stands in, with the column that says which rows are its own. */
const TABLES: readonly [table: string, column: string, key: keyof ReferredFamily][] = [
  ["family", "id", "familyId"],
  ["person", "family_id", "familyId"],
  ["agreement", "family_id", "familyId"],
  ["offer", "family_id", "familyId"],
  ["referral", "id", "referralId"],
  ["referral_event", "referral_id", "referralId"],
];

type Row = Record<string, unknown>;

/** What an insert may name of a table: its columns, but those that are made from others. */
function columnsOf(table: string): string[] {
  const raw = new Database(migratedDatabase());
  const names = raw.prepare("select name from pragma_table_info(?)").pluck().all(table) as string[];
  raw.close();
  return names;
}

/** All rows in one statement, as one JSON value: D1 takes a hundred bound values, and each statement costs a journey. */
function insertAll(t: TestApp, table: string, rows: readonly Row[]) {
  const columns = columnsOf(table);
  const values = columns.map((column) => sql`value ->> ${sql.lit(column)}`);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  return sql`insert into ${sql.table(table)} (${names}) select ${sql.join(values)} from json_each(${JSON.stringify(rows)})`.execute(
    t.db,
  );
}

/** One family after another, each with an accepted referral to the programme, alike but for their ids. */
export async function manyReferredFamilies(
  t: TestApp,
  programme: RunProgramme,
  count: number,
): Promise<ReferredFamily[]> {
  const first = await aReferredFamily(t, { programme });
  const ids = [...Object.values(first), await offerOf(t, first), ...(await agreementsOf(t, first))];
  const copies = Array.from({ length: count - 1 }, () => new Map(ids.map((id) => [id, t.newId()])));
  for (const [table, column, key] of TABLES) {
    const own = sql<Row>`select * from ${sql.table(table)} where ${sql.ref(column)} = ${first[key]}`;
    const { rows } = await own.execute(t.db);
    const text = JSON.stringify(rows);
    await insertAll(
      t,
      table,
      copies.flatMap((copy) => JSON.parse(replaced(text, copy)) as Row[]),
    );
  }
  return [first, ...copies.map((copy) => JSON.parse(replaced(JSON.stringify(first), copy)) as ReferredFamily)];
}

const replaced = (text: string, copy: ReadonlyMap<string, string>): string =>
  [...copy].reduce((all, [from, to]) => all.replaceAll(from, to), text);

async function offerOf(t: TestApp, { referralId }: ReferredFamily): Promise<string> {
  const { offer_id } = await t.db
    .selectFrom("referral")
    .where("id", "=", referralId)
    .select("offer_id")
    .executeTakeFirstOrThrow();
  return offer_id;
}

const agreementsOf = async (t: TestApp, { familyId }: ReferredFamily): Promise<string[]> =>
  (await t.db.selectFrom("agreement").where("family_id", "=", familyId).select("id").execute()).map(({ id }) => id);
