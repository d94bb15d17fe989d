import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { killRounds } from "./killing.ts";
import { PATIENCE, ROUNDS } from "./rounds.ts";
import { NOTHING_WRONG } from "./whole.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-kill-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what was acknowledged outlives kill -9, whole and with its trail, and nothing is half done", {
  timeout: PATIENCE,
}, async () => {
  const { told, found, inFlight } = await killRounds(join(folder, "a.sqlite"), ROUNDS.kill);
  expect(found).toEqual(found.map(() => NOTHING_WRONG));
  expect(told.refused).toEqual([]);
  expect(told.acknowledged.length).toBeGreaterThan(ROUNDS.kill * 3);
  expect(inFlight).toBeGreaterThan(0);
  console.log(
    `${ROUNDS.kill} kills: ${told.acknowledged.length} acknowledged and kept, ${inFlight} cut off unanswered`,
  );
});
