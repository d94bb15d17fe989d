import { expect, test } from "vitest";
import {
  type Held,
  moveOf,
  type Outcome,
  scoreAgain,
  standingOf,
} from "../../src/features/questionnaires/scoring/rescoring.ts";

const V10 = { edition: 1, revision: 0, scorer: "1" };
const V11 = { edition: 1, revision: 1, scorer: "1" };
const AT = "2026-03-02T09:00:00.000Z";
const NOW = "2026-06-01T09:00:00.000Z";

const held = (value: number | null, bands: Held["bands"], more: Partial<Held> = {}): Held => ({
  id: "s1",
  scale: "total",
  value,
  reason: value === null ? "too-many-missing" : null,
  bands,
  at: AT,
  ...V10,
  ...more,
});
const outcome = (value: number | null, bands: Outcome["bands"], scale = "total"): Outcome => ({
  scale,
  value,
  reason: value === null ? "too-many-missing" : null,
  bands,
});
const four = (name: string) => ({ system: "four", name });
const three = (name: string) => ({ system: "three", name });

test.each([
  ["the same revision and scorer", { ...V11, at: AT }, "current"],
  ["an older revision", { ...V10, at: AT }, "again"],
  ["a newer revision than is installed", { ...V11, revision: 2, at: AT }, "again"],
  ["another scorer", { ...V11, scorer: "0", at: AT }, "again"],
  ["an older edition", { ...V11, edition: 0, at: AT }, "other-edition"],
  ["a newer edition", { ...V11, edition: 2, at: AT }, "other-edition"],
  ["a row dated after now", { ...V10, at: "2027-01-01T00:00:00.000Z" }, "ahead"],
  ["a row of this very moment", { ...V10, at: NOW }, "ahead"],
] as const)("by %s", (_, newest, standing) => {
  expect(standingOf(newest, V11, NOW)).toBe(standing);
});

test("a moved band is told from what to what, with what made the score before", () => {
  expect(moveOf(held(14, [four("slightly raised")]), outcome(14, [four("high")]), "four")).toEqual({
    scale: "total",
    before: { value: 14, reason: null, band: "slightly raised" },
    after: { value: 14, reason: null, band: "high" },
    from: V10,
    isBand: true,
  });
});

test("the same value in the same band is no move, also where a table has been verified or a value came back from the database", () => {
  const before = held(6.67, [{ ...four("high"), status: "unverified" } as Held["bands"][number]]);
  expect(moveOf(before, outcome(6.67 + 1e-12, [four("high")]), "four")).toBeNull();
});

test("another value in the same band is a move of the score and not of the band", () => {
  const move = moveOf(held(13, [four("high")]), outcome(14, [four("high")]), "four");
  expect(move).toMatchObject({ before: { value: 13 }, after: { value: 14, band: "high" }, isBand: false });
});

test("a system that is new beside others moves nobody; a first band and a lost one do", () => {
  expect(moveOf(held(14, [four("high")]), outcome(14, [four("high"), three("abnormal")]), "four")).toBeNull();
  expect(moveOf(held(14, []), outcome(14, [four("high")]), "four")).toMatchObject({
    before: { band: null },
    after: { band: "high" },
    isBand: true,
  });
  expect(moveOf(held(14, [four("high")]), outcome(14, []), "four")).toMatchObject({ after: { band: null } });
});

test("where the systems share none, each is shown in its own", () => {
  expect(moveOf(held(14, [three("abnormal")]), outcome(14, [four("high")]), "four")).toMatchObject({
    before: { band: "abnormal" },
    after: { band: "high" },
    isBand: true,
  });
});

test("where only another system than the default moved, that one is shown", () => {
  const [before, after] = [
    [four("high"), three("borderline")],
    [four("high"), three("abnormal")],
  ];
  expect(moveOf(held(14, before), outcome(14, after), "four")).toMatchObject({
    before: { band: "borderline" },
    after: { band: "abnormal" },
  });
});

test("a score that there was not, and one that there is no more, are told with the reason", () => {
  expect(moveOf(held(null, []), outcome(14, [four("high")]), "four")).toMatchObject({
    before: { value: null, reason: "too-many-missing", band: null },
    after: { value: 14, band: "high" },
  });
  expect(moveOf(held(14, []), outcome(null, []), "four")).toMatchObject({ after: { reason: "too-many-missing" } });
  expect(moveOf(held(null, [], { reason: "not-answered" }), outcome(null, []), "four")).toMatchObject({
    isBand: false,
  });
});

test("every scale gets a row beside its latest one; a scale that had none takes nobody's place and is no move", () => {
  const { scores, moves } = scoreAgain(
    [held(14, [four("high")])],
    [outcome(14, [four("high")]), outcome(3, [], "impact")],
    "four",
  );
  expect(scores.map(({ outcome: { scale }, again }) => [scale, again?.id ?? null])).toEqual([
    ["total", "s1"],
    ["impact", null],
  ]);
  expect(moves).toEqual([]);
});
