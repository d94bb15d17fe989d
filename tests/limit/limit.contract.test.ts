import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { asConflict } from "../../src/db/conflict.ts";
import { LIMITS, type Limit } from "../../src/limit/limit.ts";
import { isOverLimit, takes } from "../../src/limit/limit-queries.ts";
import { type TestApp, testApp } from "../support/app.ts";

const THREE: Limit = { most: 3, everySeconds: 60 };

/** Tests of the Worker share one database: each has its own that ask. */
let turn = 0;
beforeEach(() => {
  turn++;
});
const hashOf = (who: string) => `${who} of test ${turn}`;

/** Asks once at this second; says whether it was let through. */
async function ask(t: TestApp, seconds: number, who = "who") {
  const whoHash = hashOf(who);
  const now = Temporal.Instant.from("2026-03-02T09:00:00Z").add({ seconds });
  try {
    for (const write of takes(t.db, { name: "link-opened", whoHash, now }, THREE))
      await t.db.executeQuery(write.compile() as never);
    return true;
  } catch (error) {
    if (isOverLimit(asConflict(error))) return false;
    throw error;
  }
}

test("as many as it holds are let through at once, then one more each time that one has run out", async () => {
  const t = await testApp();
  const said: boolean[] = [];
  for (const seconds of [0, 0, 0, 0, 59, 60, 60, 120, 120]) said.push(await ask(t, seconds));
  expect(said).toEqual([true, true, true, false, false, true, false, true, false]);
});

test("one who is refused does not wait longer for having asked again", async () => {
  const t = await testApp();
  for (let asked = 0; asked < 3; asked++) await ask(t, 0);
  for (let asked = 0; asked < 5; asked++) expect(await ask(t, 30)).toBe(false);
  expect(await ask(t, 60)).toBe(true);
});

test("each has a bucket of their own", async () => {
  const t = await testApp();
  for (let asked = 0; asked < 4; asked++) await ask(t, 0);
  expect(await ask(t, 0, "another")).toBe(true);
});

test("a clock that was put back gives nothing away", async () => {
  const t = await testApp();
  for (let asked = 0; asked < 3; asked++) await ask(t, 600);
  expect(await ask(t, 0)).toBe(false);
});

test("a bucket that emptied is let go of, and starts as a new one", async () => {
  const t = await testApp();
  for (let asked = 0; asked < 3; asked++) await ask(t, 0);
  expect(await ask(t, 181, "another")).toBe(true);
  const mine = ["who", "another"].map((who) => hashOf(who));
  const left = await t.db.selectFrom("limit_bucket").where("who_hash", "in", mine).select("who_hash").execute();
  expect(left).toEqual([{ who_hash: hashOf("another") }]);
});

test("the default numbers are those of docs/rules/limits.md", () => {
  expect(LIMITS).toEqual({
    "link-opened": { most: 30, everySeconds: 20 },
    "link-new": { most: 2, everySeconds: 3600 },
  });
});
