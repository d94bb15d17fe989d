import type { Deps } from "../deps.ts";
import { instantText } from "../domain/calendar.ts";
import type { Chore } from "./chore.ts";
import { forgottenDrafts } from "./forgotten-drafts.ts";
import { leftovers } from "./leftovers.ts";
import { recordRun } from "./timer-queries.ts";

/** The chores of both hosts. */
export const CHORES: readonly Chore[] = [forgottenDrafts, ...leftovers];

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Does every chore once. One that fails is logged and keeps none of the others from being done; but only a run in which all
 * went well is kept as one, so that /health tells of a chore that goes on failing. Gives the names of those that failed.
 */
export async function doChores(deps: Deps, chores: readonly Chore[] = CHORES): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of chores)
    try {
      const done = await run(deps);
      if (done > 0) deps.log("chore", { name, done });
    } catch (error) {
      failed.push(name);
      deps.log("chore-failed", { name, reason: reasonOf(error) });
    }
  if (failed.length === 0) await recordRun(deps.db, instantText(deps.clock.now()));
  return failed;
}
