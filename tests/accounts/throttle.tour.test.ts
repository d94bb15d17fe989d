import { expect, test } from "vitest";
import { addressGroup, holding, isKnown, waitWords } from "../../src/features/accounts/person/throttle.ts";
import { MOST_PLACES } from "../../src/web/password-place.ts";
import { PASSWORD, withoutSecondFactor, withPassword } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";

const START = "2026-03-02T09:00:00Z";
const clientAddress = (headers: Headers) => headers.get("x-test-address") ?? "198.51.100.1";

/** It hashes in no time: what is tried here is the counting. */
const override = {
  clientAddress,
  hashPassword: async () => "hashed",
  verifyPassword: async ({ password }: { password: string }) => password === PASSWORD,
};

async function anApp() {
  const t = await testApp({ as: null, override });
  const email = await withPassword(t, "alice");
  await withoutSecondFactor(t, "alice");
  return { t, email };
}

const guess = (t: TestApp, email: string, address = "198.51.100.1", password = "wrong wrong wrong") =>
  t.post("/sign-in", { email, password }, { "x-test-address": address });

test("after five wrong passwords the next try has to wait, and the wait grows", async () => {
  const { t, email } = await anApp();
  for (let n = 0; n < 5; n++) expect((await guess(t, email)).status).toBe(422);
  const refused = await guess(t, email);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
  expect(await refused.text()).toContain("Too many tries. Wait 10 seconds");
  t.clock.set("2026-03-02T09:00:10Z");
  expect((await guess(t, email)).status).toBe(422);
  expect((await guess(t, email)).headers.get("retry-after")).toBe("20");
  t.clock.set("2026-03-02T09:00:30Z");
  expect((await guess(t, email)).status).toBe(422);
  expect((await guess(t, email)).headers.get("retry-after")).toBe("40");
});

test("the right password is refused too while the wait runs, is taken after it, and the count starts again", async () => {
  const { t, email } = await anApp();
  for (let n = 0; n < 5; n++) await guess(t, email);
  expect((await guess(t, email, undefined, PASSWORD)).status).toBe(429);
  t.clock.set("2026-03-02T09:00:10Z");
  expect((await guess(t, email, undefined, PASSWORD)).status).toBe(303);
  for (let n = 0; n < 5; n++) expect((await guess(t, email)).status).toBe(422);
});

test("who guesses from elsewhere slows down neither a place that signed in before, nor another account", async () => {
  const { t, email } = await anApp();
  const bob = await withPassword(t, "bob");
  expect((await guess(t, email, "203.0.113.7", PASSWORD)).status).toBe(303);
  for (let n = 0; n < 40; n++) await guess(t, email, `198.51.100.${n}`);
  const stranger = await guess(t, email, "198.51.100.250", PASSWORD);
  expect(stranger.status).toBe(429);
  expect(Number(stranger.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  expect((await guess(t, email, "203.0.113.7", PASSWORD)).status).toBe(303);
  expect((await guess(t, bob, "198.51.100.250")).status).toBe(422);
});

test("an address that is not there is slowed down in the same way", async () => {
  const { t } = await anApp();
  for (let n = 0; n < 5; n++) expect((await guess(t, "nobody@example.org")).status).toBe(422);
  expect((await guess(t, "nobody@example.org")).status).toBe(429);
});

test("many tries at the same moment don't slip past each other", async () => {
  const { t, email } = await anApp();
  const answers = await Promise.all(Array.from({ length: 30 }, () => guess(t, email)));
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
  // The rest found the wait begun, or no place to have a password hashed at all.
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(MOST_PLACES - 5);
  expect(answers.filter(({ status }) => status === 503)).toHaveLength(30 - MOST_PLACES);
});

test("failures are forgotten after a day", async () => {
  const { t, email } = await anApp();
  for (let n = 0; n < 5; n++) await guess(t, email);
  t.clock.set("2026-03-03T09:00:01Z");
  for (let n = 0; n < 5; n++) expect((await guess(t, email)).status).toBe(422);
});

test("neither e-mail addresses nor IP addresses are kept in the table", async () => {
  const { t, email } = await anApp();
  await guess(t, email);
  const kept = JSON.stringify(await t.db.selectFrom("sign_in_attempt").selectAll().execute());
  expect(kept).not.toContain("alice");
  expect(kept).not.toContain("198.51");
});

test("the rule alone: strangers share one wait and an address another, a known address has only its own", () => {
  const at = (addressHash: string) => ({ accountHash: "alice", addressHash });
  const strangers = { ...at(""), notBefore: "2026-03-02T09:01:00.000Z", succeededAt: null };
  const office = { accountHash: "", addressHash: "home", notBefore: "2026-03-02T09:02:00.000Z", succeededAt: null };
  const home = { ...at("home"), notBefore: "2026-03-02T08:00:00.000Z", succeededAt: "2026-03-01T08:00:00.000Z" };
  expect(holding([strangers, office, home], at("home"), START)).toEqual([]);
  expect(holding([strangers, office], at("home"), START)).toEqual([office, strangers]);
  expect(holding([strangers], at("elsewhere"), START)).toEqual([strangers]);
  const own = { ...home, notBefore: "2026-03-02T09:03:00.000Z" };
  expect(holding([strangers, own], at("home"), START)).toEqual([own]);
  expect([isKnown([strangers, home], at("home")), isKnown([strangers, home], at("elsewhere"))]).toEqual([true, false]);
});

test.each([
  ["198.51.100.7", "198.51.100.7"],
  ["::ffff:198.51.100.7", "198.51.100.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001::5", "2001:db8:1:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["", ""],
])("the address %s counts as %s", (address, group) => expect(addressGroup(address)).toBe(group));

test.each([
  [1, "1 second"],
  [50, "50 seconds"],
  [51, "1 minute"],
  [61, "2 minutes"],
  [900, "15 minutes"],
])("%i seconds is said as %s", (seconds, words) => expect(waitWords(seconds)).toBe(words));
