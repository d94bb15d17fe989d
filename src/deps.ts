import type { Compilable, Kysely } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Config } from "./config.ts";
import type { AuditEntry } from "./domain/audit-entry.ts";
import type { DB } from "./generated/schema.d.ts";

export type Db = Kysely<DB>;

export type Clock = { now(): Temporal.Instant };

/** A write that has been described and not yet done. */
export type Write = Compilable;

/**
 * The one way to write: the audit entry first, then the writes, all or nothing.
 * Resolves once everything is durable. Rejects with `Conflict` when a constraint or a trigger refuses,
 * with `Unavailable` when the database can't be written; in both cases nothing of it is kept.
 */
export type Commit = (audit: AuditEntry, writes: readonly Write[]) => Promise<void>;

/**
 * Counts what the trail tells of later, in sums. All together or nothing, as durable as a commit, and without an entry of
 * its own: for what anybody may do as often as they like. Everything else is written by `commit`.
 */
export type Tally = (writes: readonly Write[]) => Promise<void>;

export type Render = (view: string, model: object) => string;

/** What a page's text is sent as: its UTF-8, or the text itself where the host makes that. */
export type Encode = (text: string) => Uint8Array<ArrayBuffer> | string;

/** Says whether the database answers and is at the version of this code and of its keys, and which jobs of the timer are late, and whether a concern waits unheard. */
export type Health = () => Promise<{
  well: boolean;
  database: string;
  migrations: string;
  timer: string;
  late: string[];
  /** "well", or that a concern waits of which nobody could be told. */
  concerns: string;
  keys: string;
}>;

/** The outside world, handed in once: nothing else in the app reaches past this. */
export type Deps = {
  db: Db;
  commit: Commit;
  tally: Tally;
  clock: Clock;
  newId: () => string;
  newToken: () => string;
  render: Render;
  encode: Encode;
  config: Config;
  health: Health;
  hashPassword: (password: string) => Promise<string>;
  verifyPassword: (input: { hash: string; password: string }) => Promise<boolean>;
  /** Where a request comes from, as far as that can be believed; an empty text when it is not known. */
  clientAddress: (headers: Headers, environment: unknown) => string;
  log: (event: string, facts: Record<string, string | number | boolean | null>) => void;
};
