import { afterEach, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { checkKeys } from "../../src/features/accounts/index.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { cookiesOf, PASSWORD, withSecondFactor } from "../support/account-factories.ts";
import { formBody, testApp } from "../support/app.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { CONFIG, migratedDatabase, ORIGIN, readRoot } from "../support/hosts.ts";
import { validateHtml } from "../support/html.ts";

const OTHER_SECRET = { ...CONFIG, secret: "another secret of the tests, as long as the first" };
const OTHER_KEY = { ...CONFIG, auditKey: "another audit key of the tests, as long as it" };

const opened: { close: () => void }[] = [];
const on = (config = CONFIG, file: string | Buffer = migratedDatabase()) => {
  const { deps, database } = nodeDeps({ file, config, clock: fixedClock(), newId: countingIds(7) });
  opened.push(database);
  return { deps: { ...deps, log: () => {} }, database };
};
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
});

const SECRET = "KINSTEP_SECRET is not the one that this database has been kept under";
const KEY = "KINSTEP_AUDIT_KEY is not the one that this database has been kept under";

test("the first start seals a word with each key; a later one with the same keys is well", async () => {
  const { deps, database } = on();
  expect((await deps.health()).keys).toBe("not yet sealed");
  expect(await checkKeys(deps)).toEqual([]);
  expect(await checkKeys(on(CONFIG, database.raw.serialize()).deps)).toEqual([]);
  expect(await deps.health()).toMatchObject({ well: true, keys: "well" });
});

test.each([
  [OTHER_SECRET, SECRET],
  [OTHER_KEY, KEY],
])("another key is told by its name, and health is not well", async (config, sentence) => {
  const { deps, database } = on();
  await checkKeys(deps);
  const later = on(config, database.raw.serialize()).deps;
  expect(await checkKeys(later)).toEqual([expect.stringContaining(sentence)]);
  expect(await later.health()).toMatchObject({ well: false, keys: "another" });
});

/** Alice's account, with her second factor sealed with the secret of the tests, as a database of another start has it. */
async function aliceElsewhere() {
  const t = await testApp({ as: null });
  await withSecondFactor(t, "alice");
  const rows = await t.db.selectFrom("two_factor").selectAll().execute();
  const { deps, database } = on(OTHER_SECRET);
  const person = await t.db
    .selectFrom("user")
    .where("id", "=", t.people.alice.userId)
    .selectAll()
    .executeTakeFirstOrThrow();
  const account = await t.db
    .selectFrom("account")
    .where("user_id", "=", person.id)
    .selectAll()
    .executeTakeFirstOrThrow();
  await deps.db.insertInto("user").values(person).execute();
  await deps.db.insertInto("account").values(account).execute();
  await deps.db.insertInto("two_factor").values(rows).execute();
  const app = createApp(deps);
  const ask = (path: string, fields?: Record<string, string>, cookies: Record<string, string> = {}) =>
    app.request(`${ORIGIN}${path}`, {
      ...(fields && { method: "POST", body: formBody(fields).toString() }),
      headers: { Origin: ORIGIN, ...cookies, ...(fields && { "Content-Type": "application/x-www-form-urlencoded" }) },
    });
  return { deps, database, ask, email: person.email };
}

test("a database from before there were words is held against the second factors that are in it", async () => {
  const { deps } = await aliceElsewhere();
  expect(await checkKeys(deps)).toEqual([expect.stringContaining(SECRET)]);
  expect(await deps.db.selectFrom("sealed_word").selectAll().execute()).toEqual([]);
});

test("the page for the code says what is wrong, to an app's code and to a backup code, and never answers 500", async () => {
  const { ask, email } = await aliceElsewhere();
  const first = await ask("/sign-in", { email, password: PASSWORD });
  const cookies = cookiesOf(first);
  const shown = [
    await ask("/sign-in/second-factor", undefined, cookies),
    await ask("/sign-in/second-factor", { code: "123456" }, cookies),
    await ask("/sign-in/second-factor", { code: "abcde-fghij" }, cookies),
  ];
  for (const answer of shown) {
    const html = await answer.text();
    expect([answer.status, html.includes("Nothing is wrong with your password")]).toEqual([503, true]);
    expect(validateHtml(html)).toEqual([]);
  }
});

test("what the guide says to run when a secret is lost makes a start possible again", async () => {
  const { deps, database } = await aliceElsewhere();
  const guide = readRoot("docs/operating.md");
  const [ofSecret, ofKey] = [...guide.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql!);
  database.raw.exec(ofSecret!);
  expect(await checkKeys(deps)).toEqual([]);
  const later = on({ ...OTHER_SECRET, auditKey: OTHER_KEY.auditKey }, database.raw.serialize());
  expect(await checkKeys(later.deps)).toEqual([expect.stringContaining(KEY)]);
  later.database.raw.exec(ofKey!);
  expect(await checkKeys(later.deps)).toEqual([]);
});
