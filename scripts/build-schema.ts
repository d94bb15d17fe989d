import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { applyMigrations, readMigrations } from "../src/node/migrate.ts";
import { writeIfChanged } from "./write-if-changed.ts";

type Column = { name: string; type: string; notnull: number; pk: number; dflt_value: string | null };

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const typeOf = (column: Column): string => (/int|real/i.test(column.type) ? "number" : "string");

/** Codes of a `check (column in (...))` become a union of texts, so that the compiler knows them too. */
function codesOf(sql: string, column: string): string | null {
  const match = new RegExp(`\\b${column} text[^,]*?check \\(${column} in \\(([^)]*)\\)\\)`, "i").exec(sql);
  return match
    ? match[1]!
        .replaceAll("'", '"')
        .split(",")
        .map((code) => code.trim())
        .join(" | ")
    : null;
}

function table(raw: Database.Database, name: string, sql: string): string {
  const columns = raw
    .prepare(`select name, type, "notnull", pk, dflt_value from pragma_table_info(?)`)
    .all(name) as Column[];
  const lines = columns.map((column) => {
    const base = codesOf(sql, column.name) ?? typeOf(column);
    const nullable = column.notnull || column.pk ? base : `${base} | null`;
    return `  ${column.name}: ${column.dflt_value === null ? nullable : `Generated<${nullable}>`};`;
  });
  return `export interface ${typeName(name)} {\n${lines.join("\n")}\n}`;
}

const typeName = (name: string): string =>
  name
    .split("_")
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join("") + "Table";

/** Writes src/generated/schema.d.ts from the migrations themselves, and their names and checksums for the Worker's health page. */
export function buildSchema(): void {
  const migrations = readMigrations(join(ROOT, "migrations"));
  const raw = new Database(":memory:");
  applyMigrations(raw, migrations, "2026-01-01T00:00:00.000Z");
  const objects = raw
    .prepare(
      "select name, type, sql from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by name",
    )
    .all() as { name: string; type: string; sql: string }[];
  const bodies = objects.map(({ name, sql, type }) => (type === "view" ? view(raw, name) : table(raw, name, sql)));
  const index = objects.map(({ name }) => `  ${name}: ${typeName(name)};`).join("\n");
  const text = `import type { Generated } from "kysely";\n\n${bodies.join("\n\n")}\n\nexport interface DB {\n${index}\n}\n`;
  writeIfChanged(join(ROOT, "src/generated/schema.d.ts"), text);
  const names = JSON.stringify(migrations.map(({ name, checksum }) => ({ name, checksum })));
  writeIfChanged(join(ROOT, "src/generated/migrations.js"), `export const MIGRATIONS = ${names};\n`);
  writeIfChanged(
    join(ROOT, "src/generated/migrations.d.ts"),
    "export declare const MIGRATIONS: readonly { name: string; checksum: string }[];\n",
  );
  raw.close();
}

/** A view's columns carry no NOT NULL: numbers by declared type, all else text; null wherever the source may be. */
function view(raw: Database.Database, name: string): string {
  const columns = raw.prepare("select name, type from pragma_table_info(?)").all(name) as Column[];
  const lines = columns.map((column) => {
    const type = typeOf(column) === "number" || COUNTED.test(column.name) ? "number" : "string";
    return `  ${column.name}: ${NULLABLE_IN_VIEWS.test(column.name) ? `${type} | null` : type};`;
  });
  return `export interface ${typeName(name)} {\n${lines.join("\n")}\n}`;
}

/** Columns of views that count: an expression has no declared type. */
const COUNTED = /^(children|attended|held)$/;

const NULLABLE_IN_VIEWS =
  /^(closed_on|to_on|birth_year|deprivation_decile|ended_how|ended_on|reason|submitted_at|outcome|left_reason|for_enrolment_id|makes_up_id|cancelled_reason|minutes|told_in_advance|enrolment_id|not_collected_reason|unpaired_reason|response_id|completed_on|mode|late_days|value|raw)$/;

if (process.argv[1] === fileURLToPath(import.meta.url)) buildSchema();
