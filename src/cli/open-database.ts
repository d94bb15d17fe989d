import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readConfig } from "../config.ts";
import { instantText } from "../domain/calendar.ts";
import { randomId, systemClock } from "../host.ts";
import { type NodeHost, nodeDeps } from "../node/deps.ts";
import { migrateFile } from "../node/migrate.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

type Environment = NodeJS.ProcessEnv;

/** The settings that Kinstep is started with, and no database: for what only prints statements. */
export const openNothing = (environment: Environment): NodeHost =>
  nodeDeps({ file: ":memory:", config: readConfig(environment), clock: systemClock, newId: randomId });

/** A database that must be there. Throws a sentence where it is not, or where a setting is missing or wrong. */
export function openDatabase(file: string, environment: Environment): NodeHost {
  if (!existsSync(file)) throw new Error(`${file}: there is no such database`);
  return nodeDeps({ file, config: readConfig(environment), clock: systemClock, newId: randomId });
}

/** The same, made where it is not there yet, and brought up to this code. */
export async function openOrMakeDatabase(file: string, environment: Environment): Promise<NodeHost> {
  const config = readConfig(environment);
  await migrateFile(file, MIGRATIONS, instantText(systemClock.now()));
  return nodeDeps({ file, config, clock: systemClock, newId: randomId });
}
