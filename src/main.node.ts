import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readServing } from "./config.ts";
import { instantText } from "./domain/calendar.ts";
import { checkKeys } from "./features/accounts/index.ts";
import { randomId, systemClock } from "./host.ts";
import { JOBS } from "./jobs.ts";
import { nodeDeps } from "./node/deps.ts";
import { migrateFile } from "./node/migrate.ts";
import { keepOwnCopies, nightlyCopy } from "./node/nightly-copy.ts";
import { keepOwnFile } from "./node/own-file.ts";
import { listen } from "./node/serve.ts";
import { stopOnSignal } from "./node/stop.ts";
import { startTimer } from "./node/timer.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The production start: no seeds, no default account. Anything missing stops it with a sentence. */
async function start() {
  // The database and its copies hold children's data: files are for the account that runs this, and for no other.
  process.umask(0o077);
  const { config, port } = readServing(process.env);
  const file = process.env.KINSTEP_DATABASE || "data/kinstep.sqlite";
  const folder = process.env.KINSTEP_BACKUPS || join(dirname(file), "backups");
  if (config.oidc) console.log("KINSTEP_OIDC_ISSUER is set, but signing in by it is not built yet: passwords only.");
  const folders = new Set([folder, join(dirname(file), "backups")]);
  const open = [...keepOwnFile(file), ...[...folders].flatMap((one) => keepOwnCopies({ file, folder: one }))];
  if (open.length > 0)
    console.log(`Other accounts of this machine could open ${open.join(", ")}. They can’t any more.`);
  const { applied, backup } = await migrateFile(file, `${ROOT}migrations`, instantText(systemClock.now()));
  if (applied.length > 0)
    console.log(`Applied ${applied.length} migrations to ${file}${backup ? `, after a backup to ${backup}` : ""}`);
  const { deps, database } = nodeDeps({ file, config, clock: systemClock, newId: randomId });
  const otherKeys = await checkKeys(deps);
  if (otherKeys.length > 0) throw new Error(otherKeys.join("\n"));
  const serving = await listen(deps, ROOT, port, process.env.HOST || "127.0.0.1");
  console.log(`Kinstep is serving ${config.origin} on port ${serving.port}`);
  const timer = startTimer(deps, [nightlyCopy({ raw: database.raw, file, folder }), ...JOBS]);
  stopOnSignal({ serving, timer, database });
}

start().catch((error: Error) => {
  process.stderr.write(`Kinstep can’t start. ${error.message}\n`);
  process.exit(1);
});
