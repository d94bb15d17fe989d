import fc from "fast-check";
import { expect, test } from "vitest";
import { complete, freePlaces, leave, type Place, stageOf } from "../../src/features/runs/delivery/enrolment.ts";
import { viabilityOf } from "../../src/features/runs/delivery/run.ts";

const open = { version: 3, outcome: null, fromOn: "2026-02-01" };
const days = ["2026-02-03", "2026-02-10", "2026-02-17", "2026-02-24", "2026-03-03", "2026-03-10"];

test("free places come lowest first, open before held, and held ones only where asked for", () => {
  const places: Place[] = [
    { id: "p3", number: 3, kind: "open", enrolmentId: null },
    { id: "p1", number: 1, kind: "held", enrolmentId: null },
    { id: "p2", number: 2, kind: "open", enrolmentId: null },
    { id: "p4", number: 4, kind: "open", enrolmentId: "e1" },
  ];
  expect(freePlaces(places, false).map(({ id }) => id)).toEqual(["p2", "p3"]);
  expect(freePlaces(places, true).map(({ id }) => id)).toEqual(["p2", "p3", "p1"]);
});

test("a place somebody has is never free", () => {
  const place = fc.record({
    id: fc.uuid(),
    number: fc.nat(20),
    kind: fc.constantFrom("open" as const, "held" as const, "reserve" as const),
    enrolmentId: fc.option(fc.uuid(), { nil: null }),
  });
  fc.assert(
    fc.property(fc.array(place), fc.boolean(), (places, withHeld) => {
      expect(freePlaces(places, withHeld).every(({ enrolmentId }) => enrolmentId === null)).toBe(true);
    }),
  );
});

test("who never attended did not start; who attended left early, with the third they left in", () => {
  const form = { version: 3, leftOn: "2026-02-18" };
  expect(leave(open, form, false, days)).toMatchObject({
    ok: true,
    value: { outcome: "did-not-start", verb: "not-start", stage: "before-start" },
  });
  expect(leave(open, form, true, days)).toMatchObject({
    ok: true,
    value: { outcome: "left-early", verb: "leave", stage: "middle-third" },
  });
});

test("leaving is refused twice, from a stale page, and before joining", () => {
  const form = { version: 3, leftOn: "2026-02-18" };
  expect(leave({ ...open, outcome: "completed" }, form, true, days)).toEqual({ ok: false, error: "ended" });
  expect(leave(open, { ...form, version: 2 }, true, days)).toEqual({ ok: false, error: "changed-since" });
  expect(leave(open, { ...form, leftOn: "2026-01-31" }, true, days)).toEqual({ ok: false, error: "before-joining" });
});

test("stages never go back as time goes on", () => {
  const order = ["before-start", "first-third", "middle-third", "last-third"];
  const at = (day: string) => order.indexOf(stageOf(true, days, day));
  const dates = ["2026-02-02", ...days, "2026-04-01"];
  expect(dates.every((day, index) => index === 0 || at(day) >= at(dates[index - 1]!))).toBe(true);
  expect([at("2026-02-02"), at("2026-04-01")]).toEqual([1, 3]);
});

test("completing needs the share, once, from a fresh page", () => {
  expect(complete(open, 3, true)).toMatchObject({ ok: true, value: { outcome: "completed" } });
  expect(complete(open, 3, false)).toEqual({ ok: false, error: "not-met" });
  expect(complete(open, 2, true)).toEqual({ ok: false, error: "changed-since" });
  expect(complete({ ...open, outcome: "left-early" }, 3, true)).toEqual({ ok: false, error: "ended" });
});

test("a group is too few only from 14 days before its first session", () => {
  const kind = (first: string | null, enrolled: number) => viabilityOf(enrolled, 6, first, "2026-03-02").kind;
  expect([
    kind("2026-03-17", 3),
    kind("2026-03-16", 3),
    kind("2026-03-16", 6),
    kind("2026-03-02", 3),
    kind(null, 1),
  ]).toEqual(["filling", "too-few", "enough", "started", "filling"]);
});
