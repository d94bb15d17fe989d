import { expect, test } from "vitest";
import { PASSWORD, withoutSecondFactor, withPassword } from "../support/account-factories.ts";
import type { TestApp } from "../support/app.ts";
import type { PersonName } from "../support/world.ts";
import { guess, quickApp, spray, sprayed } from "./guesses.ts";

const OFFICE = "198.51.100.9";

async function emailOf(t: TestApp, name: PersonName): Promise<string> {
  await withoutSecondFactor(t, name);
  return withPassword(t, name);
}

test("the wait of an address grows to a minute, and no longer", async () => {
  const t = await sprayed(30, OFFICE);
  const waits: (string | null)[] = [];
  let now = Date.parse("2026-03-02T09:00:00Z");
  for (let n = 0; n < 6; n++) {
    waits.push((await spray(t, OFFICE)).headers.get("retry-after"));
    now += Number(waits.at(-1)) * 1000;
    t.clock.set(new Date(now).toISOString());
    expect((await spray(t, OFFICE)).status).toBe(422);
  }
  expect(waits).toEqual(["5", "10", "20", "40", "60", "60"]);
});

test("the count of an address begins anew a day after its first failure, however many there were since", async () => {
  const t = await sprayed(30, OFFICE);
  for (let hour = 1; hour < 24; hour++) {
    t.clock.set(new Date(Date.parse("2026-03-02T09:00:00Z") + hour * 3_600_000).toISOString());
    expect((await spray(t, OFFICE)).status).toBe(422);
    expect((await spray(t, OFFICE)).status).toBe(429);
  }
  t.clock.set("2026-03-03T09:00:01Z");
  for (let n = 0; n < 30; n++) expect((await spray(t, OFFICE)).status).toBe(422);
  expect((await spray(t, OFFICE)).status).toBe(429);
});

test("an office is not slowed down by a colleague who mistypes all day", async () => {
  const t = await quickApp();
  for (let n = 0; n < 60; n++) await guess(t, "mistyping@example.org", OFFICE);
  expect((await guess(t, "mistyping@example.org", OFFICE)).status).toBe(429);
  expect((await guess(t, await emailOf(t, "bob"), OFFICE, PASSWORD)).status).toBe(303);
});

test("who has signed in from an address before never waits for what happens to others there", async () => {
  const t = await sprayed(30, OFFICE);
  const email = await emailOf(t, "alice");
  expect((await guess(t, email, OFFICE, PASSWORD)).status).toBe(429);
  t.clock.set("2026-03-02T09:00:05Z");
  expect((await guess(t, email, OFFICE, PASSWORD)).status).toBe(303);
  for (let n = 0; n < 3; n++) await spray(t, OFFICE);
  expect((await spray(t, OFFICE)).status).toBe(429);
  expect((await guess(t, email, OFFICE)).status).toBe(422);
  expect((await guess(t, email, OFFICE, PASSWORD)).status).toBe(303);
});

test("who mistypes and then signs in does not count for the address any more", async () => {
  const t = await sprayed(26, OFFICE);
  for (const name of ["alice", "bob", "ada", "nadia", "cora"] as const) {
    const email = await emailOf(t, name);
    expect((await guess(t, email, OFFICE)).status).toBe(422);
    expect((await guess(t, email, OFFICE, PASSWORD)).status).toBe(303);
  }
  for (let n = 0; n < 4; n++) expect((await spray(t, OFFICE)).status).toBe(422);
  expect((await spray(t, OFFICE)).status).toBe(429);
});

test("where the address is not known, nobody waits for what happens to other accounts", async () => {
  const t = await sprayed(40, "");
  const email = await emailOf(t, "alice");
  for (let n = 0; n < 5; n++) expect((await guess(t, email, "")).status).toBe(422);
  expect((await guess(t, email, "", PASSWORD)).status).toBe(429);
  t.clock.set("2026-03-02T09:00:10Z");
  expect((await guess(t, email, "", PASSWORD)).status).toBe(303);
});

test("an account counts once for its address, however often it is tried", async () => {
  const t = await sprayed(28, "198.51.100.3");
  for (let n = 0; n < 5; n++) expect((await guess(t, "mistyping-here@example.org", "198.51.100.3")).status).toBe(422);
  for (let n = 0; n < 20; n++) await guess(t, "mistyping-here@example.org", "198.51.100.3");
  expect((await spray(t, "198.51.100.3")).status).toBe(422);
  expect((await spray(t, "198.51.100.3")).status).toBe(429);
});

test("many at the same moment don't slip past the count of their address", async () => {
  const t = await sprayed(27, "198.51.100.4");
  const answers = await Promise.all(Array.from({ length: 8 }, () => spray(t, "198.51.100.4")));
  expect(answers.map(({ status }) => status).sort()).toEqual([422, 422, 422, 429, 429, 429, 429, 429]);
});
