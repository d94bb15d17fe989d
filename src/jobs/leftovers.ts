import { wrote } from "../domain/audit-entry.ts";
import { instantText } from "../domain/calendar.ts";
import { type Job, timer } from "./job.ts";
import { countLeft, LEFTOVERS, removeLeft } from "./leftovers-queries.ts";

/**
 * Removes what nobody needs any more: searches and form keys of the day before, sessions and codes that have expired. Up to the
 * full hour, so that the trail has an entry an hour and not one for each round of the timer.
 */
export const leftovers: readonly Job[] = LEFTOVERS.map((leftover) => ({
  name: `leftovers of ${leftover.table}`,
  every: 60,
  run: async ({ db, commit, clock }) => {
    const since = clock.now().subtract({ hours: leftover.hours });
    const before = instantText(since.round({ smallestUnit: "hour", roundingMode: "floor" }));
    const removed = await countLeft(db, leftover, before);
    if (removed > 0)
      await commit(wrote(timer(), leftover.table, "leftovers", { removed }), [removeLeft(db, leftover, before)]);
    return removed;
  },
}));
