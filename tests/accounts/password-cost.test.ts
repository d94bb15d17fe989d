import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nodeDeps } from "../../src/node/deps.ts";
import { hashPassword } from "../../src/node/scrypt.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { CONFIG, hashCheaply, migratedDatabase, ROOT } from "../support/hosts.ts";

/** N=2^15, r=8, p=3 (docs/decisions/0009-accounts-library-proves-who.md), with a salt of 16 bytes and a key of 64. */
const SERVED = /^scrypt\$32768\$8\$3\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{86}==$/;
const PASSWORD = "teapot gravel lantern";

test("what is served hashes at the full cost, on either host", async () => {
  const { deps } = nodeDeps({ file: migratedDatabase(), config: CONFIG, clock: fixedClock(), newId: countingIds() });
  const hash = await deps.hashPassword(PASSWORD);
  expect(hash).toMatch(SERVED);
  expect(await hashPassword(PASSWORD)).toMatch(SERVED);
  expect(await deps.verifyPassword({ hash, password: PASSWORD })).toBe(true);
  expect(await deps.verifyPassword({ hash, password: `${PASSWORD}s` })).toBe(false);
});

test("only the tests can hash at less: nothing that is served, started or run as a command says how", () => {
  const files = ["src", "scripts", "bench"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !name.startsWith("generated"))
      .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), "utf8") })),
  );
  const where = (told: RegExp) => files.filter(({ text }) => told.test(text)).map(({ path }) => path);
  expect(where(/\bhashAtCost\b/)).toEqual(["src/node/scrypt.ts"]);
  expect(where(/\bnodeDeps\(\{[^}]*\bhash\b/)).toEqual(["src/node/deps.ts"]);
});

test("a password hashed at less is still the password, and no other", async () => {
  const { deps } = nodeDeps({ file: migratedDatabase(), config: CONFIG, clock: fixedClock(), newId: countingIds() });
  const hash = await hashCheaply(PASSWORD);
  expect(hash).toMatch(/^scrypt\$64\$8\$1\$/);
  expect(await deps.verifyPassword({ hash, password: PASSWORD })).toBe(true);
  expect(await deps.verifyPassword({ hash, password: "teapot gravel lanterns" })).toBe(false);
});
