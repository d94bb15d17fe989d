import { expect, test } from "vitest";
import { countNotAskedSince, countUndecided, latestCheck, listUndecided } from "../../src/features/behaviour/index.ts";
import { testApp } from "../support/app.ts";
import { aCheck, aDecision, aNeedAssessment } from "../support/behaviour-factories.ts";
import { aFamily, aHousehold } from "../support/family-factories.ts";
import { byTag, readHtml, textOf, validateHtml } from "../support/html.ts";
import { actorOf } from "../support/referral-actors.ts";

const TODAY = "2026-03-02";
const SELDOM = [{ behaviour: "refuses", how_often: "1", challenge: "1" }] as const;

test("behaviour over time stands check by check, what was not reported said as that, corrected checks left out", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  await aCheck(t, who, { on_day: "2026-01-10", items: [{ behaviour: "refuses", how_often: "6", challenge: "3" }] });
  const wrong = await aCheck(t, who, { on_day: "2026-02-01", items: [{ behaviour: "online", how_often: "1" }] });
  await aCheck(t, who, {
    on_day: "2026-02-02",
    supersedes_id: wrong.id,
    correction_reason: "Wrong day",
    items: [
      { behaviour: "refuses", how_often: "1", challenge: null },
      { behaviour: "sleep", how_often: "0", challenge: "0" },
    ],
  });
  const html = await (await t.get(`/families/${who.familyId}/checks`)).text();
  const [over] = byTag(html, "table").map(textOf);
  expect(over).toBe(
    "Behaviour over time Behaviour 10 January 2026 2 February 2026 " +
      "Refuses or argues Several times a day; a great deal Once; challenge not answered " +
      "Cannot settle or sleep not reported Not in the last 4 weeks; not",
  );
  expect(textOf(readHtml(html))).toContain("Corrected since");
  expect(validateHtml(html)).toEqual([]);
});

test("a family without checks says what to do", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const text = textOf(readHtml(await (await t.get(`/families/${who.familyId}/checks`)).text()));
  expect(text).toContain("No behaviour check yet");
  expect(text).toContain("No need assessment is on file");
});

test("the latest check is the newest that was not corrected", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  await aCheck(t, who, { on_day: "2026-01-10" });
  const late = await aCheck(t, who, { on_day: "2026-02-10" });
  const { id } = await aCheck(t, who, { on_day: "2026-02-09", supersedes_id: late.id, correction_reason: "Day" });
  expect((await latestCheck(t.db, actorOf(t, "alice"), who.childId))?.id).toBe(id);
  expect(await latestCheck(t.db, actorOf(t, "charlie"), who.childId)).toBeUndefined();
});

test("checks with a recommended route and no decision wait; decided, corrected, older and below ones do not", async () => {
  const t = await testApp({ as: "alice" });
  const [often, seldom, decided, needy, older] = [
    await aHousehold(t),
    await aHousehold(t),
    await aHousehold(t),
    await aHousehold(t),
    await aHousehold(t),
  ];
  const waiting = await aCheck(t, often);
  await aCheck(t, seldom, { items: [...SELDOM] });
  await aDecision(t, decided, (await aCheck(t, decided)).id);
  const needs = await aCheck(t, needy, { items: [...SELDOM], on_day: "2026-02-24" });
  await aNeedAssessment(t, needy);
  await aCheck(t, older, { on_day: "2026-01-10" });
  await aCheck(t, older, { on_day: "2026-02-10", items: [...SELDOM] });
  const alice = actorOf(t, "alice");
  expect((await listUndecided(t.db, alice, TODAY)).map(({ checkId, answer }) => [checkId, answer])).toEqual([
    [waiting.id, "parenting"],
    [needs.id, "cbt"],
  ]);
  expect(await countUndecided(t.db, actorOf(t, "charlie"), TODAY)).toBe(0);
  const html = await (await t.get("/checks/undecided")).text();
  expect(textOf(readHtml(html))).toContain("2 checks");
  expect(validateHtml(html)).toEqual([]);
});

test("families not asked since a day are counted, closed ones left out", async () => {
  const t = await testApp({ as: "alice" });
  await aCheck(t, await aHousehold(t), { on_day: "2026-02-01" });
  await aCheck(t, await aHousehold(t), { on_day: "2025-06-01" });
  await aFamily(t);
  await aFamily(t, { closed_on: "2026-02-01" });
  expect(await countNotAskedSince(t.db, actorOf(t, "alice"), "2025-09-02")).toBe(2);
});
