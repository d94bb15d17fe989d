import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readDefaultPlans } from "../../scripts/build-measures.ts";
import { ROUTES } from "../../src/features/programmes/index.ts";
import { checkTogether } from "../../src/measures/check-series.ts";
import { checkDefaultPlans } from "../../src/measures/default-plans.ts";
import {
  allMeasures,
  allSeries,
  type Definition,
  defaultPlanOf,
  forAge,
  seriesById,
  seriesOf,
} from "../../src/measures/index.ts";

const sdq = () => seriesById("sdq-carer")!.members;
const madeFor = (age: number | null) => forAge(sdq(), age).id;

test("every measure is of one questionnaire, and one questionnaire is one or several measures", () => {
  for (const { id } of allMeasures()) expect(seriesOf(id)?.members.map((one) => one.id)).toContain(id);
  expect(allSeries().flatMap(({ members }) => members)).toHaveLength(allMeasures().length);
});

test("a child is asked the form for their age: of two that fit, the one that begins later", () => {
  expect([0, 1, 2, 3].map(madeFor)).toEqual(Array(4).fill("sdq-p2-4"));
  expect([4, 5, 17, 18].map(madeFor)).toEqual(Array(4).fill("sdq-p4-17"));
});

test("an age that is not known is asked the form of the oldest", () => {
  expect(madeFor(null)).toBe("sdq-p4-17");
});

test("whatever the ages, one is chosen; it fits where any fits; and nobody who grows older goes back", () => {
  const members = fc
    .uniqueArray(fc.nat(18), { minLength: 1, maxLength: 5 })
    .map((from) => from.map((one) => ({ ages: { from: one } })));
  fc.assert(
    fc.property(members, fc.nat(20), (some, age) => {
      const [first, ...rest] = some;
      const at = (years: number) => forAge([first!, ...rest], years).ages.from;
      if (some.some(({ ages }) => ages.from <= age)) expect(at(age)).toBeLessThanOrEqual(age);
      expect(at(age + 1)).toBeGreaterThanOrEqual(at(age));
    }),
  );
});

describe("what disagrees between measures is refused", () => {
  const together = (change: Partial<Definition>) =>
    checkTogether(
      allMeasures().map((one) => (one.id === "sdq-p2-4" ? ({ ...one, ...change } as Definition) : one)),
    ).map(({ measureId, path, reason }) => `${measureId}: ${path}: ${reason}`);

  test("as they are, nothing", () => {
    expect(together({})).toEqual([]);
  });

  const ages = sdq()[0].ages!;
  test.each<[string, Partial<Definition>, string]>([
    ["switched apart", { active: false }, "active differs"],
    ["asked at other times", { occasions: ["before"] }, "occasions differs"],
    ["about somebody else", { about: "carer" }, "is about the child"],
    ["with other forms", { forms: sdq()[0].forms.slice(0, 1) }, "forms differs"],
    [
      "an age that nobody is made for",
      { ages: { ...ages, to: 2 } },
      "no measure of the series is for the ages between 2 and 4",
    ],
    ["two that begin at one age", { ages: { ...ages, from: 4 } }, "begins at the same age as"],
    ["without ages", { ages: undefined }, "says for which ages"],
    ["one alone", { series: undefined }, "no other measure is of the series sdq-carer"],
  ])("%s", (_, change, reason) => {
    expect(together(change).join("\n")).toContain(reason);
  });

  test("a series called as a measure is", () => {
    const all = allMeasures().map((one) => (one.series ? { ...one, series: "k10" } : one));
    expect(checkTogether(all).map(({ reason }) => reason)).toContain("k10 is the id of a measure");
  });

  test("two sets of feedback questions", () => {
    const [feedback] = allMeasures().filter(({ id }) => id === "feedback");
    expect(checkTogether([...allMeasures(), { ...feedback!, id: "more" }])).toEqual([
      { measureId: "more", path: "offerFeedback", reason: "feedback holds the feedback questions already" },
    ]);
  });
});

test("the default plans name what is there, once; every route has one", () => {
  expect(checkDefaultPlans(readDefaultPlans(allMeasures()), allMeasures())).toEqual([]);
  const plans = { cbt: [{ measure: "phq-9" }, { measure: "nothing" }, { measure: "phq-9" }, { measure: "sdq-p4-17" }] };
  expect(checkDefaultPlans(plans, allMeasures())).toEqual([
    'cbt[1].measure: there is no measure or series "nothing"',
    'cbt[2].measure: "phq-9" stands twice',
    'cbt[3].measure: there is no measure or series "sdq-p4-17"',
  ]);
  for (const route of Object.keys(ROUTES)) expect(defaultPlanOf(route).length).toBeGreaterThan(3);
  expect(defaultPlanOf("constructor")).toEqual([]);
});
