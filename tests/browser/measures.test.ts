import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { anAssessment } from "../support/assessment-factories.ts";
import { aQuestionnaire, aWording } from "../support/registry-factories.ts";
import { coraKeys, secondKeyingOn } from "../support/second-keying-factories.ts";
import { launchChromium } from "./support/chromium.ts";
import { dayBegins, said, sits, startToldWorld, type ToldWorld } from "./support/told-world.ts";
import { answer, DESKTOP, day, follow, heading, leading, open, PHONE, press, pressWrongly } from "./support/walk.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const anyFile = (name: string, content: string, mimeType = "application/json") => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});

describe.each([DESKTOP, PHONE])("measures on a $screens", (manner) => {
  let world: ToldWorld;
  let walk: ToldWorld["walk"];

  const begin = async (journey: string) => {
    world = await startToldWorld(browser, manner, `measures/${journey}`);
    walk = world.walk;
  };
  afterEach(() => world?.close());

  test("a licence that expires stops its form on screen and its paper pack at once", async () => {
    await begin("licence");
    const asked = await anAssessment(world.t, world.who);
    await aWording(world.t, { measureId: "sdq-p4-17", language: "en" });
    const [form, pack] = [`/assessments/${asked.id}/keying`, `/follow-up/${asked.packId}/paper`];

    await sits(world, "bob");
    await open(walk, form);
    expect(await said(walk)).not.toContain("Question 1 text");

    await sits(world, "ada");
    await open(walk, "/measures/sdq-p4-17");
    await follow(walk, "Record a permission");
    await walk.look("permission");
    await answer(walk, { reference: "Letter 7", ...day("grantedOn", "2026-03-01"), ...day("expiresOn", "2026-03-03") });
    await answer(walk, { channels: ["paper", "keyed", "screen-staff"] });
    await walk.page.locator('[name="evidence"]').setInputFiles(anyFile("letter.txt", "A letter", "text/plain"));
    await press(walk, "Record the permission");
    expect(await said(walk)).toContain("Letter 7");
    await walk.look("permitted");

    await dayBegins(world, "2026-03-03");
    await sits(world, "bob");
    await open(walk, pack);
    expect(await said(walk)).toContain("Question 33 text");
    expect(await said(walk)).not.toContain("Question 34 text");
    await walk.look("paper-with-words");
    await open(walk, form);
    expect(await said(walk)).toContain("Question 1 text");
    await walk.look("form-with-words");
    await answer(walk, { mode: "paper", "i-1": "1" });

    await dayBegins(world, "2026-03-04");
    await pressWrongly(walk, "Save and score");
    expect(await heading(walk)).toBe("This can’t be keyed");
    expect(await said(walk)).toContain("The measure’s licence does not allow it to be keyed here");
    await walk.look("form-refused");
    const again = await walk.page.goto(`${walk.kinstep.base}${form}`);
    expect([again?.status(), await heading(walk)]).toEqual([409, "This can’t be keyed"]);
    expect(await world.t.db.selectFrom("response").selectAll().execute()).toEqual([]);
    await open(walk, pack);
    expect(await said(walk)).toContain("its owner has not permitted it on paper here");
    expect(await said(walk)).not.toContain("Question 1 text");
    await walk.look("paper-refused");

    await sits(world, "ada");
    await open(walk, "/measures");
    expect(await said(walk)).toMatch(/SDQ[^\n]*\b(ended|expired)\b/);
    await walk.look("registry-after-the-end");
    expect(walk.problems).toEqual([]);
  });

  test("a wording pack in two languages is imported, and the form shows the words of either", async () => {
    await begin("wording");
    const asked = await anAssessment(world.t, world.who, { measureId: "gad-7" });
    const english = aQuestionnaire("gad-7");
    const welsh = JSON.stringify(aQuestionnaire("gad-7", { language: "cy", says: "" }))
      .replaceAll(/Question (\d+) /g, "Cwestiwn $1")
      .replaceAll("Answer ", "Ateb ");
    const sent = async (name: string, content: string) => {
      await answer(walk, { reference: "Public domain" });
      await walk.page.locator('[name="file"]').setInputFiles(anyFile(name, content));
    };

    await sits(world, "ada");
    await open(walk, "/measures/gad-7");
    await follow(walk, "import wording");
    await sent("short.json", JSON.stringify({ ...english, item: english.item.slice(1) }));
    await pressWrongly(walk, "Import the wording");
    expect(await said(walk)).toContain("Item 1 is missing");
    await walk.look("wording-that-does-not-fit");
    await sent("english.json", JSON.stringify(english));
    await press(walk, "Import the wording");
    await follow(walk, "import wording");
    await sent("welsh.json", welsh);
    await press(walk, "Import the wording");
    await open(walk, "/measures/gad-7/wordings/cy/1");
    expect(await said(walk)).toContain("Cwestiwn 1");
    await walk.look("wording");

    await sits(world, "bob");
    await open(walk, `/assessments/${asked.id}/keying`);
    expect(await said(walk)).toContain("Question 1 text");
    expect(await said(walk)).not.toContain("Cwestiwn");
    await leading(walk, () => walk.page.getByRole("link", { name: /Show/ }).click());
    expect(new URL(walk.page.url()).search).toBe("?language=cy");
    expect(await walk.page.locator('[lang="cy"]').allInnerTexts()).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((number) => `Cwestiwn ${number}`),
    );
    expect(await said(walk)).not.toContain("Question 1 text");
    await walk.look("form-in-welsh");
    await answer(walk, { mode: "paper" });
    for (let item = 1; item <= 7; item += 1) await answer(walk, { [`i-${item}`]: "1" });
    await press(walk, "Save and score");
    expect(await said(walk)).toContain("7 of 7 answered");
    expect(walk.problems).toEqual([]);
  });

  test("a form is keyed twice by two people, a difference is settled, and the error rate is told", async () => {
    await begin("second-keying");
    const asked = await anAssessment(world.t, world.who, { measureId: "gad-7" });
    await secondKeyingOn(world.t);
    await coraKeys(world.t);
    const keyed = async (codes: string) => {
      for (const [at, code] of [...codes].entries()) await answer(walk, { [`i-${at + 1}`]: code });
    };
    const scores = async () =>
      (await world.t.db.selectFrom("score").orderBy("at").orderBy("id").select("value").execute()).map(
        ({ value }) => value,
      );

    await sits(world, "bob");
    await open(walk, `/assessments/${asked.id}/keying`);
    await answer(walk, { mode: "paper" });
    await keyed("1122101");
    await press(walk, "Save and score");
    await open(walk, "/follow-up");
    await follow(walk, /second keying|keyed again/i);
    expect(await said(walk)).toContain("You keyed it first: somebody else keys it again");
    await walk.look("drawn");

    await sits(world, "cora");
    await open(walk, "/follow-up/second-keying");
    await follow(walk, "Key it again");
    expect(await said(walk)).toContain("0 of 7 answered");
    expect(await walk.page.locator("main input:checked").count()).toBe(0);
    await walk.look("second-keying");
    await keyed("1322101");
    await press(walk, "Save the second keying");
    expect(await said(walk)).toContain("First keyed: 1");
    await walk.look("differing");
    await open(walk, "/follow-up/second-keying");
    expect(await said(walk)).toContain("1 answer differs");
    expect(await scores()).toEqual([8]);

    await sits(world, "bob");
    await open(walk, "/follow-up/second-keying");
    await follow(walk, "Say what the form says");
    await answer(walk, { "form-says-i-2": "3", reason: "Read from the paper form" });
    await press(walk, "Settle the differences");
    expect(await said(walk)).toMatch(/Field error rate, .*1 of 7/);
    expect(await said(walk)).toContain("Nothing waits for a second keying");
    await walk.look("error-rate");
    expect(await scores()).toEqual([8, 10]);
    expect(walk.problems).toEqual([]);
  });
});
