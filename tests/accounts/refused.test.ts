import { expect, test } from "vitest";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import { JOBS } from "../../src/jobs.ts";
import {
  cookiesOf,
  PASSWORD,
  withoutSecondFactor,
  withPassword,
  withSecondFactor,
} from "../support/account-factories.ts";
import type { TestApp } from "../support/app.ts";
import { byTag, textOf } from "../support/html.ts";
import { guess, quickApp, spray, sprayed } from "./guesses.ts";

const HERE = "198.51.100.7";
const START = "2026-03-02T09:00:00.000Z";
const after = (seconds: number) => new Date(Date.parse(START) + seconds * 1000).toISOString();

const lines = (t: TestApp) =>
  t.db
    .selectFrom("audit")
    .select(["verb", "actor_id", "organisation_id", "subject_kind", "subject_id", "facts"])
    .orderBy("id")
    .execute();
const told = async (t: TestApp) =>
  (await lines(t))
    .filter(({ verb, subject_kind }) => verb === "refused" && subject_kind === "sign-in")
    .map(({ actor_id, facts }) => ({ of: actor_id, ...(JSON.parse(facts ?? "{}") as object) }));
const refusedIn = async (t: TestApp) =>
  (await t.db.selectFrom("sign_in_attempt").select("refused").execute()).reduce((sum, row) => sum + row.refused, 0);

const OWN = "one account from one address";

async function guessed(times: number) {
  const t = await quickApp();
  const email = await withPassword(t, "alice");
  for (let n = 0; n < times; n++) await guess(t, email, HERE);
  return { t, email };
}

test("a wait that begins is told once: how many failures since when, from which address, how long it is", async () => {
  const { t } = await guessed(5);
  expect(await told(t)).toEqual([
    { of: t.people.alice.userId, counted: OWN, failures: 5, since: START, "seconds to wait": 10, address: HERE },
  ]);
  const [line] = (await lines(t)).filter(({ facts }) => facts !== null);
  expect(line).toMatchObject({ organisation_id: t.organisations.north });
});

test("hundreds of refused tries leave no line of their own; the next wait tells of all of them", async () => {
  const { t, email } = await guessed(5);
  const before = (await lines(t)).length;
  for (let n = 0; n < 150; n++) expect((await guess(t, email, HERE)).status).toBe(429);
  t.clock.set(after(9));
  for (let n = 0; n < 150; n++) expect((await guess(t, email, HERE, PASSWORD)).status).toBe(429);
  expect((await lines(t)).length).toBe(before);
  t.clock.set(after(10));
  await guess(t, email, HERE);
  expect((await told(t)).at(-1)).toEqual({
    of: t.people.alice.userId,
    counted: OWN,
    failures: 6,
    since: START,
    "refused unseen": 300,
    "first refused": START,
    "last refused": after(9),
    "seconds to wait": 20,
    address: HERE,
  });
  expect((await lines(t)).length).toBe(before + 3);
  expect(await refusedIn(t)).toBe(0);
});

test("tries at the same moment that begin one wait tell of it once, and each that was refused is counted", async () => {
  const { t, email } = await guessed(3);
  const answers = await Promise.all(Array.from({ length: 9 }, () => guess(t, email, HERE)));
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(2);
  expect(await told(t)).toHaveLength(1);
  const unseen = (await told(t)).reduce((sum, line) => sum + ((line as never)["refused unseen"] ?? 0), 0);
  expect(unseen + (await refusedIn(t))).toBe(7);
});

test("what no later wait tells of is told by the timer, once nobody has asked for an hour, and once", async () => {
  const { t, email } = await guessed(5);
  for (let n = 0; n < 40; n++) await guess(t, email, HERE);
  const before = (await told(t)).length;
  t.clock.set(after(3500));
  await t.jobs();
  expect((await told(t)).length).toBe(before);
  t.clock.set(after(3601));
  await Promise.all([doJobs(t.deps!, JOBS), doJobs(t.deps!, JOBS)]);
  await t.jobs();
  expect((await told(t)).slice(before)).toEqual([
    {
      of: "unknown",
      counted: OWN,
      failures: 5,
      since: START,
      "refused unseen": 40,
      "first refused": START,
      "last refused": START,
    },
  ]);
  const ids = (await lines(t)).filter(({ facts }) => facts !== null).map(({ subject_id }) => subject_id);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test("after a sign-in, the tries that were refused before it are still told", async () => {
  const { t, email } = await guessed(5);
  await withoutSecondFactor(t, "alice");
  for (let n = 0; n < 7; n++) await guess(t, email, HERE);
  t.clock.set(after(10));
  expect((await guess(t, email, HERE, PASSWORD)).status).toBe(303);
  t.clock.set(after(3601));
  await t.jobs();
  expect((await told(t)).at(-1)).toMatchObject({ "refused unseen": 7, "last refused": START });
});

test("an account that is not there, and an address over all accounts, are told of as nobody’s", async () => {
  const t = await sprayed(30, HERE);
  for (let n = 0; n < 12; n++) await spray(t, HERE);
  expect(await told(t)).toEqual([
    {
      of: "unknown",
      counted: "all accounts from one address",
      failures: 30,
      since: START,
      "seconds to wait": 5,
      address: HERE,
    },
  ]);
  t.clock.set(after(3601));
  await t.jobs();
  expect((await told(t)).at(-1)).toMatchObject({ of: "unknown", "refused unseen": 12 });
});

test("wrong codes are refused without a look after ten, and without a line for each", async () => {
  const t = await quickApp();
  const setUp = await withSecondFactor(t, "bob");
  const challenge = async () => cookiesOf(await t.post("/sign-in", { email: t.people.bob.email, password: PASSWORD }));
  const wrong = (await setUp.code()) === "000000" ? "000001" : "000000";
  for (const cookies of [await challenge(), await challenge()])
    for (let n = 0; n < 5; n++) await t.post("/sign-in/second-factor", { code: wrong }, cookies);
  const cookies = await challenge();
  const before = (await lines(t)).length;
  for (let n = 0; n < 50; n++) {
    const refused = await t.post("/sign-in/second-factor", { code: wrong }, cookies);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "900"]);
  }
  expect((await lines(t)).length).toBe(before);
  expect(await refusedIn(t)).toBe(50);
  expect(await (await t.post("/sign-in/second-factor", { code: wrong }, cookies)).text()).toContain(
    "Too many wrong codes. Wait 15 minutes, then try again",
  );
});

test("guesses at the current password that are refused unseen are counted too", async () => {
  const t = await quickApp();
  await withPassword(t, "alice");
  const change = () =>
    t
      .as("alice")
      .post("/account/password", { current_password: "wrong wrong wrong", new_password: "gravel teapot lantern" });
  for (let n = 0; n < 5; n++) await change();
  expect((await told(t)).at(-1)).toMatchObject({ of: t.people.alice.userId, failures: 5 });
  const before = (await lines(t)).length;
  for (let n = 0; n < 20; n++) await change();
  expect((await lines(t)).length).toBe(before);
  expect(await refusedIn(t)).toBe(20);
});

test("the timer removes counts that slow nobody down any more, and keeps addresses that are known", async () => {
  const { t } = await guessed(5);
  const email = await withPassword(t, "bob");
  await withoutSecondFactor(t, "bob");
  await guess(t, email, HERE, PASSWORD);
  const rows = () => t.db.selectFrom("sign_in_attempt").select(["succeeded_at"]).execute();
  t.clock.set(after(24 * 3600 - 1));
  await t.jobs();
  expect((await rows()).length).toBeGreaterThan(3);
  t.clock.set(after(25 * 3600));
  await t.jobs();
  expect(await rows()).toEqual([{ succeeded_at: START }]);
  t.clock.set(after(91 * 24 * 3600));
  await t.jobs();
  expect(await rows()).toEqual([]);
});

test("an auditor reads the counts, the times and the address in words", async () => {
  const { t, email } = await guessed(5);
  for (let n = 0; n < 3; n++) await guess(t, email, HERE);
  t.clock.set(after(10));
  await guess(t, email, HERE);
  const html = await (await t.as("audrey").get("/audit?verb=refused")).text();
  expect(byTag(html, "td").map(textOf)).toContain(
    "Was refused: counted one account from one address, failures 6, since 2 March 2026 at 9am, refused unseen 3, first refused 2 March 2026 at 9am, last refused 2 March 2026 at 9am, seconds to wait 20, address 198.51.100.7",
  );
});
