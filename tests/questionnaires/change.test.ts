import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse, type Given, sdqSheet, someGoals } from "../support/assessment-factories.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";

async function start() {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  return { t, who, page: async () => (await t.get(`/enrolments/${who.enrolmentId}/measures`)).text() };
}

type Answers = readonly Given[] | Readonly<Record<string, Given>>;
type Asked = Parameters<typeof anAssessment>[2];

/** The same measure answered on 10 February and on 2 March. */
async function bothTimes(
  t: TestApp,
  who: AnEnrolment,
  measureId: string,
  [first, second]: readonly [Answers, Answers],
  given: { asked?: Asked; firstOn?: string; firstBy?: "paper" | "telephone"; secondOn?: string } = {},
) {
  const before = await anAssessment(t, who, { measureId, timepoint: "T1", ...given.asked });
  const after = await anAssessment(t, who, { measureId, timepoint: "T2" });
  await aResponse(t, before, first, { completedOn: given.firstOn ?? "2026-02-10", mode: given.firstBy });
  await aResponse(t, after, second, { completedOn: given.secondOn ?? "2026-03-02" });
  return { before, after };
}

const attributes = (value: number, changed: Record<number, number>): Given[] =>
  Array.from({ length: 25 }, (_, at) => changed[at + 1] ?? value);

test("improvement is positive whichever way a scale runs, with the raw direction beside it", async () => {
  const { t, who, page } = await start();
  // Every difficulty item 1, then 0 (7, 11, 14, 21, 25 are reversed, so 2 is the better answer); prosocial 1, then 2 on two.
  const better = { 1: 2, 4: 2, 9: 1, 17: 1, 20: 1, 7: 2, 11: 2, 14: 2, 21: 2, 25: 2 };
  await bothTimes(t, who, "sdq-p4-17", [sdqSheet(attributes(1, {})), sdqSheet(attributes(0, better))]);
  await bothTimes(t, who, "swemwbs", [
    [2, 2, 2, 2, 2, 2, 2],
    [4, 4, 4, 4, 4, 4, 4],
  ]);
  const html = await page();
  for (const words of [
    "Total difficulties went from 20 to 0: 20 better.",
    "20 better (−20, lower is better)",
    "2 better (+2, higher is better)",
    "Raw total went from 14 to 28: 14 better.",
    "close to average",
    "Moved out of the clinical range",
    "recovered",
    "part of a fall is the form",
  ])
    expect(html).toContain(words);
});

test("worse is said as worse, and reliable only beyond the threshold, which stands there with its source", async () => {
  const { t, who, page } = await start();
  await bothTimes(t, who, "phq-9", [
    [1, 1, 1, 1, 1, 0, 0, 0, 0],
    [2, 2, 2, 2, 2, 1, 0, 0, 0],
  ]);
  const html = await page();
  for (const words of [
    "Depression went from 5 to 11: 6 worse.",
    "Reliably worse",
    "Moved into the clinical range",
    "6 points or more, published: NHS England",
    "10 or more",
  ])
    expect(html).toContain(words);
});

test("a change within measurement error, a measure without a threshold, and a threshold that nobody verified say so", async () => {
  const { t, who, page } = await start();
  await bothTimes(t, who, "gad-7", [
    [1, 1, 1, 0, 0, 0, 0],
    [1, 0, 0, 0, 0, 0, 0],
  ]);
  await bothTimes(t, who, "bpses", [
    [3, 3, 3, 3, 3],
    [4, 4, 4, 4, 4],
  ]);
  await bothTimes(t, who, "swemwbs", [
    [2, 2, 2, 2, 2, 2, 2],
    [4, 4, 4, 4, 4, 4, 4],
  ]);
  const html = await page();
  for (const words of ["Within measurement error", "No threshold available", "No cut-off", "(not verified)"])
    expect(html).toContain(words);
});

test("another way of asking, and a late answer, are caveats", async () => {
  const { t, who, page } = await start();
  const same: Given[] = [1, 1, 1, 1, 1, 1, 1];
  await bothTimes(t, who, "gad-7", [same, same], { firstBy: "telephone", asked: { closesOn: "2026-02-08" } });
  const html = await page();
  expect(html).toContain("The first was filled in by telephone, the second on paper, alone");
  expect(html).toContain("The first was answered 2 days after its window closed");
  expect(html).toContain("stayed at 7");
});

test("a birthday between the two changes no form in silence: both are compared, and it is said", async () => {
  const { t, who, page } = await start();
  await t.db.updateTable("person").set({ birth_on: "2022-02-20", version: 2 }).where("id", "=", who.childId).execute();
  const asked = { measureId: "sdq-p2-4" };
  const before = await anAssessment(t, who, { ...asked, timepoint: "T1", form: "baseline" });
  const after = await anAssessment(t, who, { ...asked, timepoint: "T2", form: "follow-up" });
  await aResponse(t, before, sdqSheet(attributes(1, {})), { completedOn: "2026-02-10" });
  const keying = await (await t.as("bob").get(`/assessments/${after.id}/keying`)).text();
  expect(keying).toContain("By age it would be SDQ (ages 4 to 17) now. SDQ 2-4 is kept from the first time");
  await aResponse(t, after, sdqSheet(attributes(1, {})));
  const html = await page();
  expect(html).toContain("By the second time the child was of an age for SDQ (ages 4 to 17)");
  expect(html).toContain("stayed at");
});

test("a child outside the ages, an answer too early, and answers out of order are not compared, and the page says why", async () => {
  const same: Given[] = [1, 1, 1, 1, 1, 1, 1];
  const cases: [string, Parameters<typeof bothTimes>[4]][] = [
    ["outside the ages that the form is made for", { asked: { unpairedReason: "child-outside-age-range" } }],
    ["answered too long before session 1", { firstOn: "2025-12-01" }],
    ["filled in on the same day as the first or before it", { firstOn: "2026-03-02" }],
  ];
  for (const [words, given] of cases) {
    const { t, who, page } = await start();
    await bothTimes(t, who, "gad-7", [same, same], given);
    const html = await page();
    expect(html).toContain(words);
    expect(html).not.toContain("stayed at");
  }
});

test("another form than the one that was fixed at enrolment is refused with the reason, never compared in silence", async () => {
  const { t, who, page } = await start();
  const before = await anAssessment(t, who, { timepoint: "T1", form: "follow-up" });
  const after = await anAssessment(t, who, { timepoint: "T2", form: "baseline" });
  await aResponse(t, before, sdqSheet(attributes(1, {})), { completedOn: "2026-02-10" });
  await aResponse(t, after, sdqSheet(attributes(1, {})));
  expect(await page()).toContain("the two forms are not made to be compared in this order");
});

test("a missing score is told as that, and no change is made of it", async () => {
  const { t, who, page } = await start();
  await bothTimes(t, who, "gad-7", [
    [1, 1, 1, 1, 1, 1, null],
    [1, 1, 1, 1, 1, 1, 1],
  ]);
  const html = await page();
  expect(html).toContain("No score: too many answers missing");
  expect(html).toContain("there is no score before");
});

test("goals move one by one, and behaviours are told one by one and never added up", async () => {
  const { t, who, page } = await start();
  await someGoals(t, who.referralId, ["School mornings", "Bedtime"]);
  await bothTimes(t, who, "gbo", [
    [2, 5],
    [6, 6],
  ]);
  await bothTimes(t, who, "behaviour-recount", [
    { "refuses:how-often": 4, "refuses:challenge": 3, "sleep:how-often": "not-known" },
    { "refuses:how-often": 1, "refuses:challenge": 1, "sleep:how-often": 2 },
  ]);
  const html = await page();
  for (const words of [
    "School mornings",
    "4 better",
    "On average over 2 goals: 2.5 better.",
    "several times a week, now once",
    "a great deal, now a little",
    "don&#39;t know, now two or three times",
    "never added up",
  ])
    expect(html).toContain(words);
  expect(html).not.toMatch(/goal-3|Goal 3/);
});

test("the grid shows every occasion with its state, and leads to each", async () => {
  const { t, who, page } = await start();
  const { before } = await bothTimes(t, who, "gad-7", [
    [1, 1, 1, 1, 1, 1, 1],
    [1, 1, 1, 1, 1, 1, 1],
  ]);
  const later = await anAssessment(t, who, { measureId: "gad-7", timepoint: "T3" });
  const html = await page();
  for (const words of [before.id, later.id, "Before", "After", "Follow-up", "Opens "]) expect(html).toContain(words);
  expect(await t.audit()).toContainEqual(expect.objectContaining({ verb: "read", subject_kind: "measures" }));
  expect((await t.as("rory").get(`/enrolments/${who.enrolmentId}/measures`)).status).toBe(404);
  for (const name of ["alice", "cora", "erin"] as const)
    expect((await t.as(name).get(`/enrolments/${who.enrolmentId}/measures`)).status).toBe(403);
});

test("the page of the later assessment shows the same change", async () => {
  const { t, who } = await start();
  const { after } = await bothTimes(t, who, "phq-9", [
    [2, 2, 2, 2, 2, 2, 0, 0, 0],
    [1, 1, 1, 1, 0, 0, 0, 0, 0],
  ]);
  const html = await (await t.get(`/assessments/${after.id}`)).text();
  for (const words of [
    "Depression went from 12 to 4: 8 better.",
    "Reliably better",
    "It is now outside the clinical range",
  ])
    expect(html).toContain(words);
});
