import { expect, test } from "vitest";
import { mayDo } from "../../src/domain/permissions.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { signedInRoutes } from "../support/route-tour.ts";
import { AT, type PersonName } from "../support/world.ts";
import { addressOf } from "./records.ts";

const INSIDERS: PersonName[] = ["alice", "nadia", "bob", "cora", "erin", "ada", "audrey"];

/** Names that no page of ours has by itself: everybody on file bears one of them. */
const NAMES = { given_name: "Zephyrine", family_name: "Quillfeather", known_as: "Zephy" };

/** "I know this family", said by one person of every family there is. */
async function lockEverything({ db, newId, people }: TestApp, name: PersonName): Promise<void> {
  const families = await db.selectFrom("family").select("id").execute();
  for (const { id } of families)
    await db
      .insertInto("family_lock")
      .values({
        id: newId(),
        family_id: id,
        user_id: people[name].userId,
        kind: "i-know-this-family",
        from_at: AT,
        created_by: "seed",
      })
      .execute();
}

async function renameEverybody({ db }: TestApp): Promise<void> {
  const run = (sql: string) => db.executeQuery<{ name: string }>({ sql, parameters: [] } as never);
  const { rows } = await run("select name from sqlite_master where type = 'trigger'");
  for (const { name } of rows) await run(`drop trigger ${name}`);
  await db.updateTable("person").set(NAMES).execute();
}

test.each(signedInRoutes("GET"))(
  "GET $path names nobody of a locked family to whom it is locked from",
  async (route) => {
    const t = await testApp({ as: null });
    const address = await addressOf(t, route.path);
    await renameEverybody(t);
    for (const name of INSIDERS.filter((one) => mayDo(t.people[one], route.permission))) {
      await lockEverything(t, name);
      const text = await (await t.as(name).get(address)).text();
      expect([name, Object.values(NAMES).filter((word) => text.includes(word))]).toEqual([name, []]);
    }
  },
);
