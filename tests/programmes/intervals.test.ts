import { describe, expect, test } from "vitest";
import { tooSoon } from "../../src/features/programmes/plan/intervals.ts";
import { defaultWindow, type PlanItem, type PlanTimepoint } from "../../src/features/programmes/plan/plan.ts";
import { intervalsSaid, smallestOf } from "../../src/features/programmes/plan/plan-page.ts";
import { testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";

const weekly = (of: number) => Array.from({ length: of }, (_, at) => ({ number: at + 1, day: 7 * at }));
const ask = (measureId: string, form: string, ...timepoints: PlanTimepoint[]): PlanItem[] =>
  timepoints.map((timepoint, position) => ({
    position,
    measureId,
    form,
    informant: "carer",
    about: "child",
    timepoint,
    window: defaultWindow(timepoint),
  }));
const SDQ = [...ask("sdq-p4-17", "baseline", "T1"), ...ask("sdq-p4-17", "follow-up", "T2", "T3")];

describe("the smallest interval of a measure", () => {
  test("a course that is too short for it says so, with both numbers", () => {
    expect(tooSoon(SDQ, weekly(4), smallestOf)).toEqual([
      { measureId: "sdq-p4-17", first: "T1", second: "T2", days: 21, smallest: 30 },
    ]);
    expect(intervalsSaid(SDQ, weekly(4))).toEqual([
      expect.stringContaining("21 days from before to after; at least 30 are needed"),
    ]);
  });

  test("a course that is long enough says nothing, on the very day too", () => {
    expect(tooSoon(SDQ, weekly(10), smallestOf)).toEqual([]);
    const thirty = [
      { number: 1, day: 0 },
      { number: 2, day: 30 },
    ];
    expect(tooSoon(SDQ, thirty, smallestOf)).toEqual([]);
  });

  test("a follow-up that comes too soon after the last is found as well", () => {
    const soon = SDQ.map((line) =>
      line.window.rule === "T3" ? { ...line, window: { ...line.window, months: 0 } } : line,
    ) as PlanItem[];
    expect(tooSoon(soon, weekly(10), smallestOf)).toMatchObject([{ first: "T2", second: "T3", days: 0 }]);
  });

  test("sessions are told among themselves, once for a measure; before and the first session are asked once", () => {
    const phq = ask("phq-9", "standard", "T1", "S1", "S2", "S3", "T2");
    expect(tooSoon(phq, weekly(3), smallestOf)).toEqual([
      { measureId: "phq-9", first: "S1", second: "S2", days: 7, smallest: 14 },
    ]);
    expect(intervalsSaid(phq, weekly(3))).toEqual([expect.stringContaining("7 days from session 1 to session 2")]);
    expect(
      tooSoon(
        phq,
        weekly(3).map(({ number, day }) => ({ number, day: 2 * day })),
        smallestOf,
      ),
    ).toEqual([]);
  });

  test("no session, nothing asked: nothing said", () => {
    expect([tooSoon(SDQ, [], smallestOf), tooSoon([], weekly(3), smallestOf)]).toEqual([[], []]);
  });
});

test("the page of a programme says it beside the plan, and only where it is so", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t, { kind: "cbt-group" });
  const html = await (await t.get(`/programmes/${programmeId}`)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(html).toContain("PHQ-9: 7 days from session 1 to session 2; at least 14 are needed");
  expect(html).not.toContain("from before to after");
});
