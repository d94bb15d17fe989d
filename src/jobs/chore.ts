import type { Deps } from "../deps.ts";
import type { Acting } from "../domain/audit-entry.ts";

/** Something that is done without anybody asking, again and again. `run` gives how many records it dealt with; doing it twice does nothing more. */
export type Chore = { name: string; run: (deps: Deps) => Promise<number> };

/** Who the trail names for what the timer does. */
export const timer = (organisationId: string | null = null): Acting => ({
  userId: "timer",
  role: "none",
  organisationId,
});
