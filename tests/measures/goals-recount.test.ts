import { expect, test } from "vitest";
import { goalsChange, type Recount, recountChange } from "../../src/measures/index.ts";
import { answersOf, measure } from "./sheets.ts";

function gbo() {
  const found = measure("gbo");
  if (found.kind !== "goals") throw new Error("gbo has goals");
  return found;
}

function recount() {
  const found = measure("behaviour-recount");
  if (found.kind !== "recount") throw new Error("the recount recounts");
  return found;
}

test("goals move by the mean over those rated both times", () => {
  const change = goalsChange(gbo(), answersOf([2, 4, 1]), answersOf([6, 5, null]));
  expect(change.goals).toEqual([
    { goal: 1, before: 2, after: 6, improvement: 4 },
    { goal: 2, before: 4, after: 5, improvement: 1 },
  ]);
  expect(change).toMatchObject({ mean: 2.5, reliable: "improved", threshold: { points: 2.45, status: "unverified" } });
});

test("no goal rated both times gives no mean, not a zero", () => {
  expect(goalsChange(gbo(), answersOf([2]), answersOf([null, 5]))).toMatchObject({
    goals: [],
    mean: null,
    reliable: null,
  });
});

test("the recount shows each behaviour in words, better when it happens less (docs/rules/burden.md)", () => {
  const before: Recount = new Map([
    ["shouts", { "how-often": 4, challenge: 3 }],
    ["hurts-animals", { "how-often": "not-known", challenge: 1 }],
  ]);
  const after: Recount = new Map([
    ["shouts", { "how-often": 1, challenge: 1 }],
    ["online", { "how-often": 2, challenge: "declined" }],
  ]);
  const rows = recountChange(recount(), before, after);
  expect(rows).toHaveLength(6);
  expect(rows[0]).toEqual({
    behaviour: "shouts",
    rating: "how-often",
    before: 4,
    after: 1,
    beforeLabel: "several times a week",
    afterLabel: "once",
    improvement: 3,
  });
  expect(rows[2]).toMatchObject({
    behaviour: "hurts-animals",
    beforeLabel: "don't know",
    afterLabel: "not answered",
    improvement: null,
  });
  expect(rows[5]).toMatchObject({
    behaviour: "online",
    before: "blank",
    afterLabel: "preferred not to say",
    improvement: null,
  });
});

test("a code that the recount does not have is refused", () => {
  expect(() => recountChange(recount(), new Map([["shouts", { "how-often": 7 }]]), new Map())).toThrow(RangeError);
});
