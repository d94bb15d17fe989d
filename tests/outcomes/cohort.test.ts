import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mayShowShare, suppressLine } from "../../src/disclosure/suppression.ts";
import { type ScaleRecord, scaleOutcome } from "../../src/features/outcomes/cohort.ts";
import { recordsOf, type ScoreRow } from "../../src/features/outcomes/cohort-rows.ts";
import { shownFunnel } from "../../src/features/outcomes/funnel.ts";
import { outcomeCaveats } from "../../src/features/outcomes/outcome-caveats.ts";
import { countLines, meanLines, reliableLines } from "../../src/features/outcomes/outcome-words.ts";
import { ROOT } from "../support/hosts.ts";

const golden = (name: string) => JSON.parse(readFileSync(`${ROOT}tests/golden/${name}.json`, "utf8"));
const record = (pre: number | null, post: number | null, refused: string | null = null): ScaleRecord => ({
  pre,
  post,
  refused,
  modeChanged: false,
  pending: false,
});
const close = (got: number | null, want: number) =>
  expect(Math.abs(got! - want)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));

test("a cohort of the Beat the Blues trial has the numbers that R has", () => {
  const study = golden("real_btheb_btheb_2m");
  const records = study.data.rows.map(([, pre, post]: [number, number | null, number | null]) => record(pre, post));
  const outcome = scaleOutcome(records, { dir: study.config.dir, threshold: null, cutoff: null });
  const { expected } = study;
  expect(outcome.counts).toMatchObject({ both: expected.counts.n_matched, beforeOnly: expected.counts.n_pre_only });
  close(outcome.change.mean, expected.t_test.mean);
  close(outcome.change.ci95[0], expected.t_test.ci95[0]);
  close(outcome.effect.estimate, expected.effect_sizes.g_pre);
  close(outcome.effect.interval[1], expected.effect_sizes.g_pre_ci95_smcrh[1]);
});

test("two scores that are no pair count as before only, and are told", () => {
  const outcome = scaleOutcome([record(20, 10, "different-informant"), record(18, 12)], {
    dir: -1,
    threshold: null,
    cutoff: null,
  });
  expect(outcome.counts).toEqual({ both: 1, beforeOnly: 1, afterOnly: 0, neither: 0, pending: 0 });
  expect(outcome.notPaired).toBe(1);
});

test("improvement is positive for a scale where lower is better, and for one where higher is", () => {
  const lower = scaleOutcome([record(20, 12), record(10, 8)], { dir: -1, threshold: null, cutoff: null });
  const higher = scaleOutcome([record(20, 28), record(10, 12)], { dir: 1, threshold: null, cutoff: null });
  expect([lower.change.mean, higher.change.mean]).toEqual([5, 5]);
});

test("reliable change counts a published threshold when it is reached, and keeps the missing in the second line", () => {
  const records = [record(15, 9), record(15, 10), record(9, 15), ...Array.from({ length: 3 }, () => record(12, null))];
  const { reliable } = scaleOutcome(records, {
    dir: -1,
    threshold: { points: 6, inclusive: true, source: "table" },
    cutoff: null,
  });
  expect(reliable).toMatchObject({ improved: { x: 1, n: 3 }, deteriorated: { x: 1, n: 3 }, none: 1 });
  expect(reliable!.lines.reliable_improvement_missing_as_not).toMatchObject({ x: 1, n: 6 });
  expect(reliable!.lines.bounds_worst_best).toEqual([1 / 6, 4 / 6]);
});

test("recovered is reliably better and out of the clinical range, of those in it before", () => {
  const records = [record(15, 8), record(12, 9), record(5, 12), record(20, 18)];
  const { crossing } = scaleOutcome(records, {
    dir: -1,
    threshold: { points: 6, inclusive: true, source: "t" },
    cutoff: { clinical: "ge", value: 10 },
  });
  expect(crossing).toMatchObject({
    case_case: 1,
    case_noncase: 2,
    noncase_case: 1,
    noncase_noncase: 0,
    recovered: { x: 1, n: 3 },
  });
});

test("with nobody there is no number, only counts", () => {
  const outcome = scaleOutcome([], { dir: 1, threshold: { points: 3, inclusive: true, source: "t" }, cutoff: null });
  expect(outcome).toMatchObject({
    counts: { both: 0, beforeOnly: 0, afterOnly: 0, neither: 0, pending: 0 },
    reliable: null,
    crossing: null,
  });
  expect(meanLines(outcome)[0]!.value).toContain("not shown");
});

test("nine pairs show no mean, ten show it without a percentage, twenty show reliable change", () => {
  const of = (n: number) =>
    scaleOutcome(
      Array.from({ length: n }, (_, i) => record(20 + (i % 5), 12 + (i % 3))),
      { dir: -1, threshold: { points: 4, inclusive: true, source: "t" }, cutoff: null },
    );
  expect(meanLines(of(9))).toEqual([{ said: "Mean improvement", value: "not shown: 9 with both, 10 are needed" }]);
  expect(meanLines(of(10))[2]!.value).toMatch(/^\d+\.\d \(95% CI -?\d+\.\d to \d+\.\d\)$/);
  expect(reliableLines(of(10))[0]!.value).toContain("20 are needed");
  expect(reliableLines(of(20))[0]!.value).toContain("20 of 20");
});

test("small counts are hidden, and a second one when the total would tell", () => {
  expect(suppressLine([30, 3, 0, 12])).toEqual([30, "c", 0, "c"]);
  expect(suppressLine([30, 3, 4, 12])).toEqual([30, "c", "c", 12]);
  expect(suppressLine([0, 0, 40])).toEqual([0, 0, 40]);
  expect(suppressLine([10, 1, 1, 30])).toEqual(["c", "c", "c", 30]);
  expect(suppressLine([22, 2, 0, 9], 0)).toEqual([22, "c", 0, "c"]);
  expect([mayShowShare(38, 40), mayShowShare(3, 40), mayShowShare(20, 40), mayShowShare(40, 40)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  const outcome = scaleOutcome([...Array.from({ length: 12 }, () => record(9, 5)), record(8, null), record(7, null)], {
    dir: -1,
    threshold: null,
    cutoff: null,
  });
  expect(countLines(outcome).map(({ value }) => value)).toEqual(["12", "c", "0", "0", "0"]);
});

test("the funnel shows shares of the step before and of the first, and none that would tell of a few", () => {
  const steps = [
    { said: "a", n: 100 },
    { said: "b", n: 50 },
    { said: "c", n: 47 },
    { said: "d", n: 4 },
    { said: "e", n: 60 },
  ];
  expect(shownFunnel(steps).map(({ n, ofPrevious, ofFirst }) => [n, ofPrevious, ofFirst])).toEqual([
    ["100", "", ""],
    ["50", "50%", "50%"],
    ["c", "", ""],
    ["c", "", ""],
    ["60", "c", "60%"],
  ]);
});

const row = (change: Partial<ScoreRow>): ScoreRow => ({
  enrolmentId: "e1",
  carerId: "p1",
  measureId: "phq-9",
  edition: 1,
  revision: 0,
  scorer: "1",
  form: "standard",
  timepoint: "T1",
  aboutId: "p1",
  informantId: "p1",
  mode: "paper",
  lateDays: 0,
  unpairedReason: null,
  closesOn: "2026-05-01",
  scale: "total",
  value: 10,
  ...change,
});

test("a late answer stays out of the headline, and a carer on two runs counts once about themselves", () => {
  const rows = [
    row({}),
    row({ timepoint: "T2", value: 5, lateDays: 3 }),
    row({ enrolmentId: "e2" }),
    row({ enrolmentId: "e2", timepoint: "T2", value: 4 }),
  ];
  const records = recordsOf(rows, "phq-9", "total", [{ id: "e1" }, { id: "e2" }], () => null, "2026-06-01");
  expect(records).toEqual([{ pre: 10, post: null, refused: null, modeChanged: false, pending: false }]);
});

test("a measure asked and not answered is a person without a score, not a person left out", () => {
  const records = recordsOf(
    [row({ scale: null, value: null }), row({ timepoint: "T2", scale: null, value: null })],
    "phq-9",
    "total",
    [{ id: "e1" }],
    () => null,
    "2026-06-01",
  );
  expect(records).toEqual([{ pre: null, post: null, refused: null, modeChanged: false, pending: false }]);
});

test("the first two caveats are always there", () => {
  const known = {
    formCaveat: null,
    thresholdUnverified: false,
    cutOffUnverified: false,
    late: 0,
    versions: [],
    readUnder: "1.0",
    severalEnrolments: 0,
    isGroup: false,
  };
  const nobody = outcomeCaveats(scaleOutcome([], { dir: 1, threshold: null, cutoff: null }), known);
  expect(nobody).toHaveLength(2);
  const missing = scaleOutcome([record(1, 2), record(1, null), record(2, null)], {
    dir: 1,
    threshold: null,
    cutoff: null,
  });
  expect(
    outcomeCaveats(missing, { ...known, formCaveat: "forms differ", thresholdUnverified: true }).join(" "),
  ).toMatch(/More than 30% of those.*fewer than 60%.*Small group.*forms differ.*not been verified/);
});

test("a last questionnaire whose window is still open is not missing yet", () => {
  const rows = [row({}), row({ timepoint: "T2", scale: null, value: null, closesOn: "2026-06-01" })];
  const on = (today: string) =>
    scaleOutcome(
      recordsOf(rows, "phq-9", "total", [{ id: "e1" }], () => null, today),
      { dir: -1, threshold: null, cutoff: null },
    ).counts;
  expect(on("2026-06-01")).toMatchObject({ beforeOnly: 0, pending: 1 });
  expect(on("2026-06-02")).toMatchObject({ beforeOnly: 1, pending: 0 });
});
