import type { Deps } from "../deps.ts";
import { instantText } from "../domain/calendar.ts";
import { forgottenDrafts } from "../features/referrals/draft/forgotten-drafts-job.ts";
import type { Chore } from "./chore.ts";
import { leftovers } from "./leftovers.ts";
import { shownLists } from "./shown-lists.ts";
import { recordRun } from "./timer-queries.ts";

/** The chores of both hosts. */
export const CHORES: readonly Chore[] = [forgottenDrafts, ...leftovers, shownLists];

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Keeps that every chore was done. A database that can't write fails here too: that must not end the process. */
const keptRun: Chore = {
  name: "timer run",
  run: async ({ db, clock }) => {
    await recordRun(db, instantText(clock.now()));
    return 0;
  },
};

async function isDone(deps: Deps, { name, run }: Chore): Promise<boolean> {
  try {
    const done = await run(deps);
    if (done > 0) deps.log("chore", { name, done });
    return true;
  } catch (error) {
    deps.log("chore-failed", { name, reason: reasonOf(error) });
    return false;
  }
}

/**
 * Does every chore once. One that fails is logged and keeps none of the others from being done; but only a run in which all
 * went well is kept as one, so that /health tells of a chore that goes on failing. Gives the names of those that failed, and
 * never throws.
 */
export async function doChores(deps: Deps, chores: readonly Chore[] = CHORES): Promise<string[]> {
  const failed: string[] = [];
  for (const chore of chores) if (!(await isDone(deps, chore))) failed.push(chore.name);
  if (failed.length === 0 && !(await isDone(deps, keptRun))) failed.push(keptRun.name);
  return failed;
}
