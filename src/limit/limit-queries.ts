import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { Conflict } from "../db/conflict.ts";
import type { Db, Write } from "../deps.ts";
import { LIMITS, type Limit, type LimitName, measureOf } from "./limit.ts";

/** Whom a bucket belongs to: a keyed hash of an address or an id, never these themselves. */
export type Asking = { name: LimitName; whoHash: string; now: Temporal.Instant };

/**
 * The writes of one that is asked, to be committed with what is asked for: both or neither, however many ask at once. Refused by the
 * table once the bucket is full (`isOverLimit`). A clock that was put back gives nothing away: the bucket keeps its later time. Buckets
 * that emptied are let go of.
 */
export function takes(db: Db, { name, whoHash, now }: Asking, limit: Limit = LIMITS[name]): Write[] {
  const { each, depth } = measureOf(limit);
  const at = now.epochMilliseconds;
  const first = { name, who_hash: whoHash, empty_ms: at + each, asked_ms: at, depth_ms: depth };
  return [
    db.deleteFrom("limit_bucket").where("empty_ms", "<=", at),
    db
      .insertInto("limit_bucket")
      .values(first)
      .onConflict((already) =>
        already.columns(["name", "who_hash"]).doUpdateSet({
          empty_ms: sql<number>`max(limit_bucket.empty_ms, ${at}) + ${each}`,
          asked_ms: at,
          depth_ms: depth,
        }),
      ),
  ];
}

/** Was it the limit that refused a commit? */
export const isOverLimit = (error: unknown): boolean =>
  error instanceof Conflict && error.kind === "taken" && error.what === "limit_bucket";
