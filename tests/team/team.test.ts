import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aCheck, aConcern, aDecision } from "../support/behaviour-factories.ts";
import { countedLinks, countsOn, isListOf } from "../support/counts.ts";
import { aHousehold } from "../support/family-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const pageOf = async (t: TestApp, path: string) => {
  const res = await t.get(path);
  expect([path, res.status]).toEqual([path, 200]);
  return res.text();
};
const textAt = async (t: TestApp, path: string) => textOf(readHtml(await pageOf(t, path)));

/** Who works with a family, as if they had opened it. */
const isWith = (t: TestApp, familyId: string, who: "alice" | "nadia") =>
  t.db
    .insertInto("family_worker")
    .values({ family_id: familyId, turn: 1, user_id: t.people[who].userId, at: "2026-01-05T09:00:00.000Z", by: "seed" })
    .execute();

test("workload says how many open families and referrals each has, and each number opens them", async () => {
  const t = await testApp({ as: "nadia" });
  const [one, other, closed] = [
    await aHousehold(t),
    await aHousehold(t),
    await aHousehold(t, { closed_on: "2026-02-20" }),
  ];
  for (const { familyId } of [one, other, closed]) await isWith(t, familyId, "alice");
  await aReferral(t, { household: one }).submitted();
  await aReferral(t, { household: other }).declined();
  const html = await pageOf(t, "/team");
  expect(validateHtml(html)).toEqual([]);
  expect(textOf(readHtml(html))).toContain("Alice Practitioner 2 1 Nadia Manager 0 0");
  const counts = countedLinks(html);
  expect(counts).toHaveLength(4);
  for (const { count, href } of counts) expect([href, isListOf(count, await pageOf(t, href))]).toEqual([href, true]);
  expect(await textAt(t, `/families?worker=${t.people.alice.userId}`)).toContain(
    "2 open families that Alice Practitioner works with",
  );
});

test("somebody of another organisation has no workload here", async () => {
  const t = await testApp({ as: "nadia" });
  for (const path of [`/families?worker=${t.people.charlie.userId}`, `/team/${t.people.charlie.userId}/referrals`])
    expect([path, (await t.get(path)).status]).toEqual([path, 404]);
  expect((await t.as("alice").get("/team")).status).toBe(403);
});

test("a decision against the rule is counted and listed with why, for a year", async () => {
  const t = await testApp({ as: "nadia" });
  const against = {
    differs_from_rule: "yes",
    decided: "not-now",
    routes: "[]",
    why_otherwise: "crisis-first",
  } as const;
  const home = await aHousehold(t);
  await aDecision(t, home, (await aCheck(t, home)).id, against);
  await aDecision(t, home, (await aCheck(t, home)).id, { ...against, at: "2025-02-01T09:00:00.000Z" });
  await aDecision(t, home, (await aCheck(t, home)).id);
  const south = await aHousehold(t, { of: "south" });
  await aDecision(t, south, (await aCheck(t, south)).id, against);
  expect(countsOn(await pageOf(t, "/")).find(({ href }) => href === "/team/overrides")?.count).toBe(1);
  const text = await textAt(t, "/team/overrides");
  expect(text).toContain("1 decision");
  expect(text).toContain("Recommended: parenting programme");
});

test("the manager's first page opens with what nobody has taken up", async () => {
  const t = await testApp({ as: "nadia" });
  const home = await aHousehold(t);
  await aConcern(t, home);
  await aConcern(t, home, { state: "acknowledged" });
  await aReferral(t, { at: "2026-03-02T08:00:00.000Z" }).submitted();
  const counts = countsOn(await pageOf(t, "/"));
  expect(counts.slice(0, 1).map(({ count, href }) => [count, href])).toEqual([[1, "/concerns?show=unacknowledged"]]);
  expect(counts.find(({ href }) => href === "/referrals?state=submitted&direction=made")?.count).toBe(1);
  expect(countsOn(await pageOf(t.as("alice"), "/")).map(({ href }) => href)).not.toContain(
    "/concerns?show=unacknowledged",
  );
});

test("the next groups say whether they have enough, to the provider that runs them", async () => {
  const t = await testApp({ as: "wendy" });
  const run = await aRun(t, { startOn: "2026-03-10", name: "March group" });
  await anEnrolment(t, { run });
  await aRun(t, { startOn: "2026-08-10", name: "August group" });
  const [coming] = countsOn(await pageOf(t, "/")).filter(({ href }) => href === "/team/groups");
  expect(coming).toMatchObject({ count: 1, text: "group begins within 8 weeks, 1 with too few on it" });
  const text = await textAt(t, "/team/groups");
  expect(text).toMatch(/March group .* 10 March 2026 1 6 12 0 Too few: 5 more needed/);
  expect(text).not.toContain("August group");
});

test("before the first session a facilitator is told, by group, whose first questionnaires are missing", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-10", name: "March group" });
  for (const measureId of ["phq-9", "gad-7"])
    await anAssessment(t, await anEnrolment(t, { run }), { measureId, timepoint: "T1", dueOn: "2026-03-10" });
  await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "phq-9", timepoint: "T2" });
  const counts = countsOn(await pageOf(t, "/")).filter(({ href }) => href.startsWith("/follow-up"));
  expect(counts.map(({ count, text }) => `${count} ${text}`)).toEqual([
    "2 first questionnaires missing in March group, due 10 March 2026",
    "1 last questionnaire due",
    "3 questionnaires due now",
  ]);
  for (const { count, href } of counts) expect([href, isListOf(count, await pageOf(t, href))]).toEqual([href, true]);
});
