import { chmodSync } from "node:fs";
import { sql } from "kysely";
import { instantText } from "../../src/domain/calendar.ts";
import { systemClock } from "../../src/host.ts";
import { type TestApp, testApp } from "./app.ts";
import type { Person, PersonName } from "./world.ts";

export type FileDatabase<T> = { file: string; people: Record<PersonName, Person>; made: T };

/**
 * Writes the told world, and whatever `prepare` adds to it, into a new SQLite file that a server process can be started
 * on. Its sessions began now and not on the tests' day, since a server process has the machine's clock.
 */
export async function fileDatabase<T>(file: string, prepare: (t: TestApp) => Promise<T>): Promise<FileDatabase<T>> {
  const t = await testApp();
  const made = await prepare(t);
  const now = systemClock.now();
  await t.db
    .updateTable("auth_session")
    .set({
      created_at: instantText(now),
      updated_at: instantText(now),
      expires_at: instantText(now.add({ hours: 9 })),
    })
    .execute();
  await sql`vacuum into ${file}`.execute(t.db);
  chmodSync(file, 0o600);
  return { file, people: t.people, made };
}
