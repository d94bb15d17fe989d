import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { aRota, concernOf, roundAt, signedInAt } from "../concerns/moving.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aMark, aRun } from "../support/run-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { keyAny } from "./support/measure-steps.ts";
import { homeOf, said, sits, startToldWorld, type ToldWorld } from "./support/told-world.ts";
import { answer, day, follow, fourWays, heading, named, open, press } from "./support/walk.ts";

const MUST = "You must look at this";

let browser: Browser;
let world: ToldWorld;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => world?.close());
afterAll(() => browser?.close());

/** Rory of another provider has come to Willow, so that there is a deputy who is nobody else. */
const roryCame = ({ t }: ToldWorld) =>
  t.db
    .updateTable("membership")
    .set({ organisation_id: t.organisations.willow })
    .where("id", "=", t.people.rory.membershipId)
    .execute();

describe.each(fourWays("moving"))("$screens", (manner) => {
  test("a risk answer that nobody acknowledges reaches the deputy at half time and the manager when it is over", async () => {
    world = await startToldWorld(browser, named(manner, "concern"));
    const { walk, t, who } = world;
    await roryCame(world);
    await aRota(t, "bob", "rory");
    const { id: assessmentId } = await anAssessment(t, who, { measureId: "phq-9" });
    await signedInAt(t, "2026-03-02T09:00:00Z");
    await sits(world, "bob");
    await keyAny(walk, `/assessments/${assessmentId}`, "Before");
    const { id } = await concernOf(t, who.familyId);
    expect(await homeOf(world, "bob")).toContain(MUST);
    await walk.look("home-on-duty");
    for (const name of ["rory", "wendy"] as const) expect([name, await homeOf(world, name)]).not.toContain(MUST);

    await roundAt(t, "2026-03-02T10:00:00Z");
    expect(await homeOf(world, "rory")).toContain(MUST);
    await walk.look("home-of-the-deputy");
    expect(await homeOf(world, "wendy")).not.toContain(MUST);

    await roundAt(t, "2026-03-02T11:00:00Z");
    expect(await homeOf(world, "wendy")).toContain(MUST);
    await walk.look("home-of-the-manager");
    for (const name of ["bob", "rory"] as const) expect(await homeOf(world, name)).toContain(MUST);

    await sits(world, "wendy");
    await open(walk, `/concerns/${id}`);
    await walk.look("concern-unacknowledged");
    await press(walk, "I am looking at this");
    await walk.look("concern-acknowledged");
    for (const name of ["bob", "rory"] as const) expect(await homeOf(world, name)).not.toContain(MUST);
    expect(await homeOf(world, "wendy")).toContain("It is not closed yet");
    await walk.look("home-of-who-looks");
    expect(walk.problems).toEqual([]);
  });

  test("somebody moves to another run, and what they came to goes along", async () => {
    world = await startToldWorld(browser, named(manner, "run"));
    const { walk, t, who } = world;
    const { programme, firstSession } = await whereTheyAre(world);
    const to = await aRun(t, { programme, name: "Friday group", startOn: "2026-03-06" });
    await aMark(t, { enrolmentId: who.enrolmentId, sessionId: firstSession });
    await sits(world, "bob");
    await open(walk, `/enrolments/${who.enrolmentId}`);
    await walk.look("person");
    await follow(walk, /another run/);
    await answer(walk, { run: to.runId, ...day("fromOn", "2026-03-06"), why: "Works on Tuesdays now" });
    await walk.look("moving-form");
    await press(walk, "Move");
    expect(await said(walk)).toContain("Moved from Tuesday group to Friday group");
    expect(await said(walk)).toContain("1 of 10 core sessions attended");
    await walk.look("moved");
    await open(walk, `/runs/${to.runId}`);
    expect(await heading(walk)).toContain("Friday group");
    expect(await said(walk)).toContain("1 of 8 open places taken");
    expect(await said(walk)).toContain("Maureen O’Neill");
    await walk.look("the-other-run");
    expect(walk.problems).toEqual([]);
  });
});

/** The programme of the run that the world's carer is on, and its first session. */
async function whereTheyAre({ t, who }: ToldWorld) {
  const { firstSession, ...programme } = await t.db
    .selectFrom("enrolment as e")
    .innerJoin("run as r", "r.id", "e.run_id")
    .innerJoin("programme_version as v", "v.id", "r.programme_version_id")
    .innerJoin("session as s", "s.run_id", "r.id")
    .where("e.id", "=", who.enrolmentId)
    .where("s.number", "=", 1)
    .select(["v.id as versionId", "v.programme_id as programmeId", "s.id as firstSession"])
    .executeTakeFirstOrThrow();
  return { programme, firstSession };
}
