import Database from "better-sqlite3";
import type { Config } from "../../../src/config.ts";
import type { SqliteDatabase } from "../../../src/db/sqlite.ts";
import type { Clock } from "../../../src/deps.ts";
import { instantText } from "../../../src/domain/calendar.ts";
import { applyMigrations, readMigrations } from "../../../src/node/migrate.ts";
import { tellWorld } from "../demonstration.ts";
import { tellLongKnownFamily } from "./long-known.ts";
import { lengthenGroup } from "./longer-programme.ts";
import { tellOthers } from "./others.ts";
import { tellPastRuns } from "./past.ts";
import { tellDemonstrationsPresent, tellRunsAroundToday } from "./present.ts";
import type { Size } from "./size.ts";

export type Given = { migrations: string; config: Config; clock: Clock; size: Size; say?: (line: string) => void };

/** A migrated, empty database in memory, as bytes. */
function emptyDatabase(migrations: string, at: string): Buffer {
  const raw = new Database(":memory:");
  applyMigrations(raw, readMigrations(migrations), at);
  const bytes = raw.serialize();
  raw.close();
  return bytes;
}

/** Tells, through the app's own pages and in memory, everything that is then copied. */
export const tellTemplates = ({ migrations, config, clock, size, say }: Given): Promise<SqliteDatabase> =>
  tellWorld({ file: emptyDatabase(migrations, instantText(clock.now())), config, clock, say }, async (world) => {
    await lengthenGroup(world);
    tellPastRuns(world, size.told);
    tellOthers(world, size.told);
    tellLongKnownFamily(world);
    tellRunsAroundToday(world, size.told);
    tellDemonstrationsPresent(world);
  });
