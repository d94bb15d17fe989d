import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readConfig } from "../config.ts";
import { instantText } from "../domain/calendar.ts";
import { checkKeys } from "../features/accounts/index.ts";
import { randomId, systemClock } from "../host.ts";
import { type NodeHost, nodeDeps } from "../node/deps.ts";
import { migrateFile } from "../node/migrate.ts";

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

type Environment = NodeJS.ProcessEnv;

/** The settings that Kinstep is started with, and no database: for what only prints statements. */
export const openNothing = (environment: Environment): NodeHost =>
  nodeDeps({ file: ":memory:", config: readConfig(environment), clock: systemClock, newId: randomId });

/** A command writes to the trail as the server does, so it holds its keys against the same sealed words. */
async function withKeys(host: NodeHost): Promise<NodeHost> {
  const otherKeys = (await host.deps.health()).migrations === "well" ? await checkKeys(host.deps) : [];
  if (otherKeys.length === 0) return host;
  host.database.close();
  throw new Error(otherKeys.join("\n"));
}

/** A database that must be there. Throws a sentence where it is not, or where a setting is missing, wrong or another than before. */
export async function openDatabase(file: string, environment: Environment): Promise<NodeHost> {
  if (!existsSync(file)) throw new Error(`${file}: there is no such database`);
  return withKeys(nodeDeps({ file, config: readConfig(environment), clock: systemClock, newId: randomId }));
}

/** The same, made where it is not there yet, and brought up to this code. */
export async function openOrMakeDatabase(file: string, environment: Environment): Promise<NodeHost> {
  const config = readConfig(environment);
  await migrateFile(file, MIGRATIONS, instantText(systemClock.now()));
  return withKeys(nodeDeps({ file, config, clock: systemClock, newId: randomId }));
}
