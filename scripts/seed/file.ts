import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { Config } from "../../src/config.ts";
import type { Clock } from "../../src/deps.ts";
import { instantText } from "../../src/domain/calendar.ts";
import { migrateFile } from "../../src/node/migrate.ts";
import { seedDemonstration } from "./demonstration.ts";

type Wanted = {
  file: string;
  migrations: string;
  config: Config;
  clock: Clock;
  reset: boolean;
  say: (line: string) => void;
};

const remove = (file: string) => {
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
};

/** A file in a folder that can't be written to opens well and serves, until somebody saves. */
function mustBeWritable(file: string) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    for (const path of [dirname(file), ...(existsSync(file) ? [file] : [])]) accessSync(path, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file} can’t be written (${code}). Run it as somebody who may, or in a copy of your own.`);
  }
}

/**
 * Makes sure that the demonstration's database is there: migrated, and told once; again from nothing with `reset`. It is made beside
 * its place and moved there when it is whole, so that one that was broken off is never taken for a demonstration. Says whether
 * it was told now.
 */
export async function demonstrationFile({ file, migrations, config, clock, reset, say }: Wanted): Promise<boolean> {
  const at = instantText(clock.now());
  mustBeWritable(file);
  if (reset) remove(file);
  if (existsSync(file)) {
    await migrateFile(file, migrations, at).catch((error: Error) => {
      throw new Error(`${error.message} Or make the demonstration anew, with -- --reset`);
    });
    return false;
  }
  const unfinished = `${file}.unfinished`;
  remove(unfinished);
  await migrateFile(unfinished, migrations, at);
  const from = performance.now();
  say("telling a fictional partnership through the app’s own pages");
  await seedDemonstration({ file: unfinished, config, clock, say });
  renameSync(unfinished, file);
  say(`told in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  return true;
}
