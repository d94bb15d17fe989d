import type { Config } from "../config.ts";
import type { Clock, Db, Health } from "../deps.ts";
import { concernHealth } from "./concern-health.ts";
import { jobHealth } from "./job-health.ts";
import { keyHealth } from "./sealed-words.ts";

type Found = Awaited<ReturnType<Health>>;

const NOT_ANSWERING: Found = {
  well: false,
  database: "not answering",
  migrations: "not known",
  timer: "not known",
  late: [],
  concerns: "not known",
  keys: "not known",
};

/**
 * Well when the database answers, is at the version of this code (which each host asks in its own way), the timer has gone off when it
 * should, no concern waits of which nobody could be told, and the keys are those from before.
 */
export const healthOf =
  (db: Db, clock: Clock, config: Config, isOfThisVersion: () => Promise<boolean>): Health =>
  async () => {
    try {
      const isCurrent = await isOfThisVersion();
      if (!isCurrent) return { ...NOT_ANSWERING, database: "well", migrations: "behind" };
      const { timer, late } = await jobHealth(db, clock.now());
      // Before the timer has gone off for the first time nothing was to be moved on.
      const concerns = timer === "not yet run" ? "well" : await concernHealth(db, clock.now());
      const keys = await keyHealth(db, config);
      const well = timer !== "late" && concerns === "well" && keys !== "another";
      return { well, database: "well", migrations: "well", timer, late, concerns, keys };
    } catch {
      return NOT_ANSWERING;
    }
  };
