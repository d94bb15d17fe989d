import { Conflict } from "../../../db/conflict.ts";
import type { Deps } from "../../../deps.ts";
import { auditEntry, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type Job, timer } from "../../../jobs/job.ts";
import { NOBODY } from "../person/person.ts";
import { countUseless, listUntold, removeUseless, tellRefused } from "../person/refused-queries.ts";
import { type Attempts, placeId, refusedFacts } from "../person/throttle.ts";

/** Who it was stands in the line that told of the wait, under the same id: the count itself knows of nobody. */
async function isTold({ db, commit }: Deps, row: Attempts): Promise<boolean> {
  const entry = { ...auditEntry("refused", NOBODY, "sign-in", placeId(row)), facts: refusedFacts(row) };
  try {
    await commit(entry, [tellRefused(db, row)]);
    return true;
  } catch (error) {
    // Another process's timer has told of it.
    if (error instanceof Conflict && error.what === "sign_in_told") return false;
    throw error;
  }
}

/** Tells the trail of sign-ins that were refused unseen and that no later wait has told of, once nobody has asked for an hour. */
export const refusedSignIns: Job = {
  name: "refused sign-ins",
  every: 60,
  run: async (deps, budget) => {
    const before = instantText(deps.clock.now().subtract({ hours: 1 }));
    let told = 0;
    for (const row of await listUntold(deps.db, before, budget)) if (await isTold(deps, row)) told += 1;
    return told;
  },
};

/** Removes counts of sign-ins that slow nobody down any more, up to the full hour, as other leftovers. */
export const oldSignIns: Job = {
  name: "leftovers of sign_in_attempt",
  every: 60,
  run: async ({ db, commit, clock }) => {
    const now = clock.now().round({ smallestUnit: "hour", roundingMode: "floor" });
    const removed = await countUseless(db, now);
    if (removed > 0)
      await commit(wrote(timer(), "sign_in_attempt", "leftovers", { removed }), [removeUseless(db, now)]);
    return removed;
  },
};
