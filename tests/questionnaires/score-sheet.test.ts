import { expect, test } from "vitest";
import { bandStrip, trajectory } from "../../src/charts/score-chart.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const ground = {
  min: 0,
  max: 20,
  isHigherWorse: true,
  bands: [
    { name: "low", from: 0 },
    { name: "high", from: 10 },
  ],
};
const points = [
  { occasion: "Before", value: 15, label: "15" },
  { occasion: "After", value: 5, label: "5" },
];

test("a band reaches from its lower end to the next, and the last to the end of the range", () => {
  const { bands, marks } = bandStrip(ground, points);
  expect(bands).toMatchObject([
    { name: "low", from: 20, size: 300 },
    { name: "high", from: 320, size: 300 },
  ]);
  expect(marks).toEqual([
    { cx: 470, label: "15", isLatest: false },
    { cx: 170, label: "5", isLatest: true },
  ]);
});

test("the darker band is the worse one, whichever way a scale runs", () => {
  const fills = (isHigherWorse: boolean) =>
    bandStrip({ ...ground, isHigherWorse }, points).bands.map(({ fill }) => fill);
  expect(fills(true)).toEqual(fills(false).toReversed());
});

test("scores that are equal share one mark", () => {
  const same = bandStrip(ground, [...points, { occasion: "Follow-up", value: 15, label: "15" }]).marks;
  expect(same).toEqual([
    { cx: 470, label: "15", isLatest: true },
    { cx: 170, label: "5", isLatest: false },
  ]);
});

test("one score is no trajectory; two have a path, and a bracket that stays within the range", () => {
  expect(trajectory(ground, points.slice(0, 1), { error: 4, cutOff: 10 })).toBeNull();
  const drawn = trajectory(ground, points, { error: 8, cutOff: 10 });
  expect(drawn?.path).toBe("M130,66L560,166");
  expect(drawn?.bracket).toEqual({ x: 104, from: 146, to: 16 });
  expect(drawn?.cutOff).toBe(116);
  expect(trajectory(ground, points, { error: null, cutOff: null })).toMatchObject({ bracket: null, cutOff: null });
});

async function answered() {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t), carer: "Marguerite" });
  const url = `/enrolments/${who.enrolmentId}/measures`;
  return { t, who, url };
}

async function withTwo() {
  const made = await answered();
  const before = await anAssessment(made.t, made.who);
  const after = await anAssessment(made.t, made.who, { timepoint: "T2" });
  await aResponse(made.t, before, sdqSheet(Array(25).fill(2)), { completedOn: "2026-02-02" });
  await aResponse(made.t, after, sdqSheet(Array(25).fill(0)));
  return { ...made, before, after };
}

test("the sheet shows each scale on its bands and over time, in words, with where it comes from", async () => {
  const { t, url } = await withTwo();
  const html = await (await t.get(url)).text();
  expect(validateHtml(html)).toEqual([]);
  const text = textOf(readHtml(html));
  for (const words of [
    "Before, 2 February 2026: 30, very high. After, 2 March 2026: 10, close to average.",
    "Bracket at the first score",
    "The dashed line is the cut-off.",
    "Bands: close to average from 0",
    "5 of 5 answered",
    "lower is better",
    "higher is better",
  ])
    expect(text).toContain(words);
  expect(html).not.toMatch(/<svg[^>]*style=|<rect[^>]*style=/);
});

test("with nothing answered there is no sheet and nothing to copy", async () => {
  const { t, url, who } = await answered();
  await anAssessment(t, who);
  const html = await (await t.get(url)).text();
  expect(html).not.toContain('<svg viewBox="0 0 640');
  expect(html).not.toContain("To copy into the council");
  expect(await (await t.get(`${url}/copy-out`)).text()).toContain("there is nothing to copy");
});

test("the text to copy is plain, has its date and source, and says no answers; copying it is in the trail", async () => {
  const { t, who, url } = await withTwo();
  const html = await (await t.get(`${url}/copy-out`)).text();
  const text = /<textarea[^>]*readonly[^>]*>\s*([^<]*)</.exec(html)?.[1] ?? "";
  for (const words of [
    "answered by Marguerite",
    "Before (2 February 2026): ",
    "After (2 March 2026): ",
    "total difficulties 10 (close to average)",
    "20 better",
    "Source: Kinstep, Willow Family Centre",
    "copied on 2 March 2026",
    "(SDQ 1.",
  ])
    expect(text).toContain(words);
  expect(text).not.toMatch(/&lt;|item/);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "export", subject_id: who.enrolmentId, family_id: who.familyId }),
  );
});

test("another provider finds no text, and a worker of a team may not have it from here", async () => {
  const { t, url } = await withTwo();
  expect((await t.as("rory").get(`${url}/copy-out`)).status).toBe(404);
  expect((await t.as("alice").get(`${url}/copy-out`)).status).toBe(403);
});
