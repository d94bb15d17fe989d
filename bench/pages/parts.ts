import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { type Grouped, groupCommits } from "../../src/db/sqlite-groups.ts";
import { randomId } from "../../src/host.ts";
import { CONFIG } from "../../tests/support/hosts.ts";
import type { Captured, Statement } from "./captured.ts";

/** How a server keeps that somebody looked: in one sync for all who ask at once, in a sync for each, or not at all. */
export type Audit = "grouped" | "each" | "none";

export type Given = { file: string; captured: Captured; audit: Audit };

/** What the parent hands to a server of the bench: a file of JSON, named by the first argument. */
export const given = (): Given => JSON.parse(readFileSync(process.argv[2]!, "utf8"));

/** The same file, opened with the same settings as ours. */
export function open(file: string): Database.Database {
  const raw = new Database(file, { timeout: 5000 });
  for (const setting of [
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "cache_size = -32000",
    "temp_store = MEMORY",
  ])
    raw.pragma(setting);
  return raw;
}

/** The token of the request's cookie where its signature holds. */
export function tokenOf(cookies: string | undefined): string | undefined {
  const value = /(?:^|; )kinstep\.session_token=([^;]+)/.exec(cookies ?? "")?.[1];
  if (!value) return undefined;
  const [token, signature] = decodeURIComponent(value).split(".") as [string, string];
  const right = createHmac("sha256", CONFIG.secret).update(token).digest();
  const theirs = Buffer.from(signature ?? "", "base64");
  return theirs.length === right.length && timingSafeEqual(theirs, right) ? token : undefined;
}

/** A captured statement, prepared; the session's token is put in where the captured one stood. */
export function reader(raw: Database.Database, { sql, parameters }: Statement, captured: Captured) {
  const statement = raw.prepare(sql);
  return (token = captured.token) =>
    statement.all(...parameters.map((value) => (value === captured.token ? token : value))) as Record<
      string,
      unknown
    >[];
}

/** Writes the audit row of one look at the list, as the bench's variant asks. */
export function auditor(
  raw: Database.Database,
  { captured, audit }: Given,
): (families: string[]) => void | Promise<void> {
  const { sql, parameters } = captured.audit;
  const insert = raw.prepare(sql);
  const group = groupCommits(raw, (text) => (text === sql ? insert : raw.prepare(text)));
  const row = (families: string[]): Grouped => {
    const values = [...parameters];
    values[0] = randomId();
    values[9] = JSON.stringify(families);
    return { sql, parameters: values };
  };
  if (audit === "none") return () => {};
  if (audit === "each") return (families) => void insert.run(...row(families).parameters);
  return (families) => group([row(families)]);
}
