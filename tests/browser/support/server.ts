import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { DEMONSTRATION_PASSWORD, insertPeople } from "../../../scripts/seed/demonstration.ts";
import type { Config } from "../../../src/config.ts";
import type { Clock, Db, Deps } from "../../../src/deps.ts";
import { instantText } from "../../../src/domain/calendar.ts";
import { seedProgrammes } from "../../../src/features/programmes/index.ts";
import { randomId } from "../../../src/host.ts";
import { nodeDeps } from "../../../src/node/deps.ts";
import { migrateFile } from "../../../src/node/migrate.ts";
import { listen } from "../../../src/node/serve.ts";
import { CONFIG, ROOT } from "../../support/hosts.ts";

export type RunningKinstep = {
  base: string;
  db: Db;
  deps: Deps;
  /** Moves the server's clock to a day and time in London. */
  at: (day: string, time?: string) => void;
  stop: () => Promise<void>;
};

const instantAt = (day: string, time: string) =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime("Europe/London").toInstant();

/** A clock that goes on from where it was set, so that what happens one after another is also told so. */
function runningClock(at: Temporal.Instant): Clock & { set: (at: Temporal.Instant) => void } {
  let start = at;
  let since = performance.now();
  return {
    now: () => start.add({ milliseconds: Math.round(performance.now() - since) }),
    set: (instant) => {
      start = instant;
      since = performance.now();
    },
  };
}

type Tell = (given: { file: string; config: Config; clock: Clock }) => Promise<void>;

/**
 * The real server on a new, migrated file, at a free port, in this process so that its clock can be moved months on. Unless
 * told otherwise, its people are those of the demonstration, the programmes are the starter catalogue's, and there is no
 * family yet.
 */
export async function startKinstep(day: string, tell?: Tell): Promise<RunningKinstep> {
  const folder = mkdtempSync(join(tmpdir(), "kinstep-browser-"));
  const file = join(folder, "journey.sqlite");
  const clock = runningClock(instantAt(day, "09:00"));
  await migrateFile(file, `${ROOT}migrations`, instantText(clock.now()));
  const config: Config = { ...CONFIG, demonstration: true };
  await tell?.({ file, config, clock });
  const { deps, database } = nodeDeps({ file, config, clock, newId: randomId });
  const serving = await listen(deps, ROOT, 0);
  // The port is known only now, and forms are accepted from this origin alone.
  config.origin = `http://127.0.0.1:${serving.port}`;
  if (!tell) await fill(deps, instantText(clock.now()));
  return {
    base: config.origin,
    db: deps.db,
    deps,
    at: (on, time = "10:00") => clock.set(instantAt(on, time)),
    stop: async () => {
      serving.server.closeAllConnections();
      await serving.stop();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill(deps: Deps, at: string) {
  await insertPeople(deps.db, at, await deps.hashPassword(DEMONSTRATION_PASSWORD));
  const { writes } = seedProgrammes(
    deps.db,
    deps.newId,
    (key) => (key === "cbt-group" ? "org-harbour" : "org-willow"),
    { by: "seed", at },
  );
  for (const write of writes) await deps.db.executeQuery(write.compile());
}
