import fc from "fast-check";
import { expect, test } from "vitest";
import { type Asked, follow, notAskedYet } from "../../src/features/questionnaires/schedule/following.ts";
import type { Scheduled } from "../../src/features/questionnaires/schedule/schedule.ts";
import { stateSaid } from "../../src/features/questionnaires/schedule/state-said.ts";

const window = { opensOn: "2026-03-01", dueOn: "2026-03-20", closesOn: "2026-04-10", anchor: "session-1:2026-03-20" };
const SERIES: Record<string, string> = { "sdq-p2-4": "sdq", "sdq-p4-17": "sdq" };
const seriesOf = (id: string) => SERIES[id] ?? id;
const one = (measureId: string, timepoint: string): Asked => ({
  measureId,
  timepoint,
  series: seriesOf(measureId),
  aboutId: "child",
});
const planned = (measureId: string, timepoint: string) =>
  ({ measureId, timepoint, aboutId: "child", window, position: 1 }) as Scheduled;

test("whatever was asked before, following another run asks nothing a second time and loses nothing that its plan has", () => {
  const line = fc.record({
    measureId: fc.constantFrom("sdq-p4-17", "gad-7", "phq-9", "bpses"),
    timepoint: fc.constantFrom("T1", "T2", "T3", "S1", "S2"),
  });
  const key = ({ measureId, timepoint }: { measureId: string; timepoint: string }) => `${measureId} ${timepoint}`;
  const once = fc.uniqueArray(line, { selector: key, maxLength: 12 });
  fc.assert(
    fc.property(once, once, fc.func(fc.boolean()), (plan, before, isAnswered) => {
      const asked = before.map((each) => ({ ...one(each.measureId, each.timepoint), id: key(each) }));
      const untouched = asked.filter((each) => !isAnswered(each.id));
      const { moves, withdrawn, added } = follow(
        plan.map((each) => planned(each.measureId, each.timepoint)),
        untouched,
        asked,
        seriesOf,
      );
      const still = asked.filter((each) => !withdrawn.includes(each)).map(key);
      const after = [...still, ...added.map(key)];
      expect(new Set(after).size).toBe(after.length);
      for (const each of plan) expect(after).toContain(key(each));
      expect(moves.length + withdrawn.length).toBe(untouched.length);
      for (const each of asked) if (!untouched.includes(each)) expect(still).toContain(key(each));
    }),
  );
});

test("where the form for another age was asked, it goes on: two forms make no pair", () => {
  const asked = [one("sdq-p2-4", "T1")];
  expect(
    notAskedYet([planned("sdq-p4-17", "T2"), planned("gad-7", "T2")], asked, seriesOf).map((l) => l.measureId),
  ).toEqual(["gad-7"]);
});

test.each([
  ["2026-02-20", "scheduled", "Opens 1 March 2026"],
  ["2026-03-01", "scheduled", "Due by 20 March 2026"],
  ["2026-03-20", "scheduled", "Due by 20 March 2026"],
  ["2026-03-21", "open", "Begun. Overdue since 20 March 2026"],
  ["2026-04-10", "scheduled", "Overdue since 20 March 2026"],
  ["2026-04-11", "scheduled", "Closed 10 April 2026, not answered"],
  ["2026-04-11", "done", "Done"],
  ["2026-04-11", "not-collected", "Not collected"],
] as const)("on %s what is %s says: %s", (today, state, said) => {
  expect(stateSaid({ ...window, state, lateDays: 0 }, today).text).toBe(said);
});
