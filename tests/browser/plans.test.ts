import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aProgramme } from "../support/referral-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { said, sits, startToldWorld, type ToldWorld } from "./support/told-world.ts";
import { answer, DESKTOP, errorsSaid, follow, heading, open, PHONE, press, pressWrongly } from "./support/walk.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.each([DESKTOP, PHONE])("plans on a $screens", (manner) => {
  let world: ToldWorld;
  afterEach(() => world?.close());

  test("a measure is switched on, ticked in a programme, and told when it is asked; the switch is undone with one press", async () => {
    world = await startToldWorld(browser, manner, "plans/switching");
    const { walk, t } = world;
    const { programmeId, name } = await aProgramme(t, { kind: "parenting-one-to-one" });
    await sits(world, "ada");
    await open(walk, "/measures");
    await walk.look("list");
    await open(walk, "/measures/core-10");
    await press(walk, "Switch on");
    await walk.look("switching");
    await answer(walk, { reason: "Agreed with the evaluation lead" });
    await press(walk, "Switch on");
    expect(await said(walk)).toContain("Switched on by Ada Administrator");
    await walk.look("switched");

    await open(walk, `/programmes/${programmeId}`);
    await press(walk, "Write a new version");
    await walk.look("new-version");
    await answer(walk, { measures: "core-10" });
    await press(walk, "Save the new version");
    expect(await heading(walk)).toBe(name);
    expect(await said(walk)).toContain("CORE-10: before, after, at follow-up");
    await walk.look("planned");

    await follow(walk, /Change when.*CORE-10/);
    await walk.look("when");
    await answer(walk, { occasions: "middle-session", "follow-up-months": "99" });
    await pressWrongly(walk, "Save the new version");
    expect(await errorsSaid(walk)).toContain("must be a whole number from 1 to 36");
    await walk.look("when-wrong");
    await answer(walk, { "follow-up-months": "12" });
    await press(walk, "Save the new version");
    expect(await said(walk)).toContain("CORE-10: 12 months after the last session");
    await walk.look("told-when");

    await open(walk, "/measures/core-10");
    await press(walk, "Undo the last switch");
    expect(await said(walk)).toContain("Switched off by Ada Administrator");
    expect(await said(walk)).toContain("Where it is asked already, it still is.");
    await walk.look("undone");
    expect(walk.problems).toEqual([]);
  });
});
