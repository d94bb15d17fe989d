import { createHook } from "node:async_hooks";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeDeps } from "../../src/node/deps.ts";
import { inTurn } from "../../src/node/in-turn.ts";
import { hashAtCost } from "../../src/node/scrypt.ts";
import { MOST_PLACES } from "../../src/web/password-place.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { CONFIG, migratedDatabase, ROOT } from "../support/hosts.ts";

/** An app whose hashing waits until it is let go, with as many in the queue as it takes. */
async function crowded() {
  let letGo = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const hash = async () => {
    await gate;
    return "a hash";
  };
  const verifyPassword = async () => {
    await gate;
    return false;
  };
  const t = await testApp({ as: null, override: { hashPassword: hash, verifyPassword } });
  const inside = Array.from({ length: MOST_PLACES }, (_, at) => signIn(t, `somebody-${at}@example.org`));
  while ((await attempts(t)) < MOST_PLACES) await new Promise((resolve) => setTimeout(resolve, 5));
  return { t, inside, letGo };
}

const signIn = (t: TestApp, email: string) => t.post("/sign-in", { email, password: "wrong wrong wrong" });
const attempts = async (t: TestApp) => (await t.audit()).filter(({ verb }) => verb === "sign-in-attempted").length;

test("beyond a short queue a sign-in is refused at once, and nothing of it is counted or written", async () => {
  const { t, inside, letGo } = await crowded();
  const refused = await signIn(t, "one-more@example.org");
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await refused.text()).toContain(
    "Many people are signing in at this moment. Nothing was done. Wait 5 seconds, then try again.",
  );
  expect(await attempts(t)).toBe(MOST_PLACES);
  expect(await t.db.selectFrom("sign_in_attempt").select("tried_at").execute()).toHaveLength(2 * MOST_PLACES);
  letGo();
  expect((await Promise.all(inside)).map(({ status }) => status)).toEqual(Array(MOST_PLACES).fill(422));
  expect((await signIn(t, "one-more@example.org")).status).toBe(422);
});

test("while the queue is full everything that hashes is refused, and all else is answered", async () => {
  const { t, inside, letGo } = await crowded();
  const alice = t.as("alice");
  const hashes = [
    "/invitations/none",
    "/account/password",
    "/account/second-factor",
    "/account/second-factor/replacement",
    "/account/second-factor/codes",
  ];
  for (const path of hashes) expect([path, (await alice.post(path, {})).status]).toEqual([path, 503]);
  for (const path of ["/", "/families", "/account", "/sign-in"])
    expect([path, (await (path === "/sign-in" ? t : alice).get(path)).status]).toEqual([path, 200]);
  letGo();
  await Promise.all(inside);
});

test("who was given up by their host does not keep a place for ever", async () => {
  const { t, inside, letGo } = await crowded();
  t.clock.set("2026-03-02T09:00:30Z");
  const next = signIn(t, "one-more@example.org");
  while ((await attempts(t)) === MOST_PLACES) await new Promise((resolve) => setTimeout(resolve, 5));
  letGo();
  expect((await next).status).toBe(422);
  await Promise.all(inside);
});

test("what hashes a password stands behind a place: no other file calls for it", () => {
  const folder = join(ROOT, "src/features");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const calls = /\b(hashPassword|verifyPassword|provePassword|currentPasswordProblem)\(/;
  const calling = files.filter((name) => calls.test(readFileSync(join(folder, name), "utf8"))).sort();
  expect(calling).toEqual([
    "accounts/account/account-routes.ts",
    "accounts/invitation/invitation-routes.ts",
    "accounts/person/library-queries.ts",
    "accounts/second-factor/second-factor-routes.ts",
    "accounts/sign-in/reauthentication-routes.ts",
    "accounts/sign-in/sign-in-routes.ts",
  ]);
});

test("of five passwords to hash, two are hashed at once", async () => {
  // Long enough that none is done before all have been asked for.
  const hash = hashAtCost({ N: 2 ** 13, r: 8, p: 1 });
  const given = { file: migratedDatabase(), config: CONFIG, clock: fixedClock(), newId: countingIds(), hash };
  const { deps } = nodeDeps(given);
  let begun = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === "SCRYPTREQUEST") begun += 1;
    },
  }).enable();
  const hashed = await hash("teapot gravel lantern");
  begun = 0;
  const all = [1, 2, 3].map(() => deps.hashPassword("teapot gravel lantern"));
  const more = [1, 2].map(() => deps.verifyPassword({ hash: hashed, password: "teapot gravel lantern" }));
  await new Promise((resolve) => setTimeout(resolve, 0));
  const atOnce = begun;
  await Promise.all([...all, ...more]);
  hook.disable();
  expect([atOnce, begun]).toEqual([2, 5]);
});

test("works are done in the order they come, so many at once, and one that fails holds nobody up", async () => {
  const turn = inTurn(2);
  const [log, ends]: [string[], (() => void)[]] = [[], []];
  const work = (name: string, fails = false) =>
    turn(async () => {
      log.push(name);
      await new Promise<void>((resolve) => ends.push(resolve));
      if (fails) throw new Error(name);
      return name;
    }).catch((error: Error) => `failed: ${error.message}`);
  const all = ["a", "b", "c", "d"].map((name) => work(name, name === "a"));
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  await settled();
  expect(log).toEqual(["a", "b"]);
  ends[0]!();
  await settled();
  expect(log).toEqual(["a", "b", "c"]);
  while (ends.length < 4) {
    for (const end of ends) end();
    await settled();
  }
  ends[3]!();
  expect(await Promise.all(all)).toEqual(["failed: a", "b", "c", "d"]);
});
