import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { said, sits, startToldWorld, type ToldWorld } from "./support/told-world.ts";
import { fourWays, open } from "./support/walk.ts";

const NAMES = ["Ana", "Bea", "Cyn", "Dev", "Edie", "Flo", "Gus", "Hana", "Ines", "Jo"];

let browser: Browser;
let world: ToldWorld;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => world?.close());
afterAll(() => browser?.close());

test.each(fourWays("register-of-ten"))(
  "a register of 10 is saved with Enter, every row of it ($screens)",
  async (manner) => {
    world = await startToldWorld(browser, manner);
    const { t, walk } = world;
    const run = await aRun(t, { startOn: "2026-02-02", places: 10, name: "Ten on Mondays" });
    const people = [];
    for (const carer of NAMES) people.push(await anEnrolment(t, { run, carer }));
    const ids = people.map(({ enrolmentId }) => enrolmentId);
    await sits(world, "bob");
    const address = `/sessions/${run.sessions[4]!.id}/register`;
    await open(walk, address);
    await walk.look("before");

    const { page } = walk;
    const mark = (at: number, value: string) => page.locator(`[name="mark-${ids[at]}"][value="${value}"]`).check();
    const keep = () => (manner.javaScript ? page.locator(`#kept-${ids[0]}`).getByText("Kept").waitFor() : undefined);
    for (const [at] of NAMES.entries()) if (at > 1) await mark(at, "all");
    await mark(1, "none");
    await page.locator(`#reason-${ids[1]}`).selectOption("illness");
    await mark(0, "part");
    await page.locator(`#minutes-${ids[0]}`).fill("45");
    await walk.look("marked");
    await page.locator(`#minutes-${ids[0]}`).press("Enter");
    await page.getByText("Everybody is marked, so the register is finished").waitFor();
    await keep();
    await walk.look("finished");
    expect(await said(walk)).toContain("10 of 10 marked: the register is finished");
    const kept = await t.db
      .selectFrom("attendance")
      .where("session_id", "=", run.sessions[4]!.id)
      .selectAll()
      .execute();
    const markOf = new Map(kept.map((row) => [row.enrolment_id, [row.mark, row.minutes, row.reason]]));
    expect(ids.map((id) => markOf.get(id))).toEqual([
      ["part", 45, null],
      ["none", null, "illness"],
      ...NAMES.slice(2).map(() => ["all", null, null]),
    ]);
    expect(walk.problems).toEqual([]);
  },
);
