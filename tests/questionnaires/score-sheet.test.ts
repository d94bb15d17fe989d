import fc from "fast-check";
import { expect, test } from "vitest";
import { boxFrom, overlaps } from "../../src/charts/label-room.ts";
import { bandStrip, trajectory } from "../../src/charts/score-chart.ts";
import { addDays } from "../../src/domain/calendar.ts";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet } from "../support/assessment-factories.ts";
import { anAgreement } from "../support/family-factories.ts";
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
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "council-sees-scores" });
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

const PURPOSE = { purpose: "council-sees-scores" } as const;

test.each(["not asked", "declined", "withdrawn"] as const)(
  "what is copied or shown for the council obeys the carer: sharing scores %s leaves every way out empty",
  async (answer) => {
    const t = await testApp({ as: "bob" });
    const who = await anEnrolment(t, { run: await aRun(t), carer: "Marguerite" });
    await aResponse(t, await anAssessment(t, who), sdqSheet(Array(25).fill(2)), { completedOn: "2026-02-02" });
    await aResponse(t, await anAssessment(t, who, { timepoint: "T2" }), sdqSheet(Array(25).fill(0)));
    const person = { familyId: who.familyId, personId: who.carerId };
    if (answer === "withdrawn") await anAgreement(t, person, PURPOSE);
    if (answer !== "not asked") await anAgreement(t, person, { ...PURPOSE, answer, at: "2026-02-20T10:00:00.000Z" });
    for (const url of [`/enrolments/${who.enrolmentId}/measures`, `/enrolments/${who.enrolmentId}/measures/copy-out`]) {
      const html = await (await t.get(url)).text();
      expect(html).not.toContain("copied on");
      expect(html).toContain("The carer has not agreed that the council sees");
    }
    for (const url of [`/referrals/${who.referralId}/scores`, `/referrals/${who.referralId}/scores/copy-out`])
      expect((await t.as("alice").get(url)).status).toBe(404);
  },
);

test("the practitioner copies out what the carer shares, with the caveats that stand beside it on the page", async () => {
  const { t, who, before } = await withTwo();
  await t.db.updateTable("response").set({ mode: "telephone" }).where("id", "in", [before.id, "none"]).execute();
  const first = await t.db
    .selectFrom("response_assessment")
    .where("assessment_id", "=", before.id)
    .select("response_id")
    .executeTakeFirstOrThrow();
  await t.db.updateTable("response").set({ mode: "telephone" }).where("id", "=", first.response_id).execute();
  const CAVEAT = "part of a change may be the way it was asked";
  const referral = `/referrals/${who.referralId}/scores`;
  for (const [as, page, copied] of [
    ["bob", `/enrolments/${who.enrolmentId}/measures`, `/enrolments/${who.enrolmentId}/measures/copy-out`],
    ["alice", referral, `${referral}/copy-out`],
  ] as const) {
    expect(await (await t.as(as).get(page)).text()).toContain(CAVEAT);
    const html = await (await t.as(as).get(copied)).text();
    const text = /<textarea[^>]*readonly[^>]*>\s*([^<]*)</.exec(html)?.[1] ?? "";
    for (const words of [CAVEAT, "20 better", "Source: Kinstep"]) expect(text).toContain(words);
  }
  expect((await t.audit()).filter(({ verb }) => verb === "export").map(({ subject_kind }) => subject_kind)).toEqual([
    "measures",
    "scores",
  ]);
});

const boxes = (labels: readonly { x: number; y: number; text: string }[]) =>
  labels.map(({ x, y, text }) => boxFrom(text, x, y));

test("time is to scale, and no label of a trajectory prints over another, however many sessions there were", () => {
  const a = { occasion: "Before", value: 10, label: "10", day: "2026-01-05" };
  const drawn = trajectory(ground, [a, { ...a, day: "2026-01-12" }, { ...a, occasion: "After", day: "2026-03-30" }], {
    error: null,
    cutOff: null,
  });
  const [one, two, three] = drawn!.points.map(({ cx }) => cx) as [number, number, number];
  expect((two - one) / (three - one)).toBeCloseTo(7 / 84, 2);
  const point = fc.record({ value: fc.integer({ min: 0, max: 20 }), days: fc.integer({ min: 0, max: 200 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 2, maxLength: 24 }), (some) => {
      const points = some
        .toSorted((p, q) => p.days - q.days)
        .map(({ value, days }, at) => ({
          occasion: `Session ${at + 1}`,
          value,
          label: String(value),
          day: addDays("2026-01-05", days),
        }));
      const { labels, occasions } = trajectory(ground, points, { error: null, cutOff: null })!;
      const below = occasions.map(({ x, text }) => ({ x: x - text.length * 4, y: 240, text }));
      for (const all of [boxes(labels), boxes(below)])
        for (const [at, box] of all.entries()) {
          expect(box.left).toBeGreaterThanOrEqual(0);
          expect(box.right).toBeLessThanOrEqual(640);
          expect(all.slice(at + 1).some((other) => overlaps(box, other))).toBe(false);
        }
      expect(labels.length).toBeGreaterThan(0);
    }),
  );
});
