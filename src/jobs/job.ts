import type { Deps } from "../deps.ts";
import type { Acting } from "../domain/audit-entry.ts";

/** How often the timer goes off, in minutes, on both hosts (`crons` of wrangler.toml says the same). */
export const ROUND_MINUTES = 5;

/**
 * Something that is done without anybody asking, again and again. `run` finds for itself what is due, deals with at most `budget`
 * records (a Worker may make only so many calls a round), and gives how many it dealt with; the rest is for the next round. Doing it
 * twice does nothing more.
 */
export type Job = {
  name: string;
  /** In minutes, at least the timer's own. */
  every: number;
  run: (deps: Deps, budget: number) => Promise<number>;
};

/** Records that one job may deal with in one round. */
export const BUDGET = 50;

/** Who the trail names for what the timer does. */
export const timer = (organisationId: string | null = null): Acting => ({
  userId: "timer",
  role: "none",
  organisationId,
});
