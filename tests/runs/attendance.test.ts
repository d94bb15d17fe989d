import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { doseOf, type Mark, missedInARow } from "../../src/features/runs/delivery/attendance.ts";
import { completionOf } from "../../src/features/runs/delivery/completion.ts";
import type { SessionFacts } from "../../src/features/runs/delivery/session.ts";

type Given = Partial<SessionFacts> & { mark?: Mark };

/** Sessions a week apart with what was marked for one person: "a" all, "p" part, "n" not, "c" cancelled, "-" not marked. */
function course(letters: string, extra: Given[] = []) {
  const marks = new Map<string, { mark: Mark; minutes: number | null }>();
  const sessions = [...letters].map((letter, at) => {
    const id = `s${at + 1}`;
    const mark = ({ a: "all", p: "part", n: "none" } as Record<string, Mark>)[letter];
    if (mark) marks.set(id, { mark, minutes: mark === "part" ? 45 : null });
    return fact({
      id,
      number: at + 1,
      day: addDays("2026-01-06", at * 7),
      status: letter === "c" ? "cancelled" : "held",
    });
  });
  for (const [at, { mark, ...given }] of extra.entries()) {
    const session = fact({ id: `x${at + 1}`, kind: "catch-up", ...given });
    if (mark) marks.set(session.id, { mark, minutes: null });
    sessions.push(session);
  }
  return { sessions, marks };
}

const fact = (given: Partial<SessionFacts>): SessionFacts & { minutes: number } => ({
  id: "s",
  number: 1,
  core: "yes",
  kind: "planned",
  status: "held",
  day: "2026-01-06",
  forEnrolmentId: null,
  makesUpId: null,
  minutes: 120,
  ...given,
});

const completion = (letters: string, extra: Given[] = [], share = 0.7) => {
  const { sessions, marks } = course(letters, extra);
  return completionOf(sessions, marks, share);
};
const inARow = (letters: string, extra: Given[] = []) => {
  const { sessions, marks } = course(letters, extra);
  return missedInARow(sessions, marks);
};

test("seven of ten core sessions, whole or part, is completed; six is not", () => {
  expect(completion("aaapaaannn")).toMatchObject({ core: 10, attended: 7, needed: 7, isMet: true });
  expect(completion("aaaaaannnn")).toMatchObject({ attended: 6, needed: 7, isMet: false });
});

test("a session cancelled by the service leaves the share as it was", () => {
  const without = completion("aaan".repeat(2));
  const cancelled = completion(`${"aaan".repeat(2)}cc`);
  expect([cancelled.core, cancelled.attended, cancelled.needed, cancelled.cancelled]).toEqual([
    without.core,
    without.attended,
    without.needed,
    2,
  ]);
});

test("an attended catch-up makes up for the session it stands for, once, and only when attended", () => {
  const six = "aaaaaannnn";
  expect(completion(six, [{ makesUpId: "s7", mark: "all" }])).toMatchObject({ attended: 6, caughtUp: 1, isMet: true });
  expect(completion(six, [{ makesUpId: "s7", mark: "none" }])).toMatchObject({ caughtUp: 0, isMet: false });
  expect(completion(six, [{ makesUpId: "s1", mark: "all" }])).toMatchObject({ attended: 6, caughtUp: 0 });
  const twice = [
    { makesUpId: "s7", mark: "all" as const },
    { makesUpId: "s7", mark: "all" as const },
  ];
  expect(completion(six, twice)).toMatchObject({ caughtUp: 1 });
});

test("optional sessions do not count, and a run with no core session completes nobody", () => {
  expect(completionOf([fact({ core: "no" })], new Map([["s", { mark: "all", minutes: null }]]), 0.7)).toMatchObject({
    core: 0,
    isMet: false,
  });
});

const letters = fc.string({ unit: fc.constantFrom("a", "p", "n", "c", "-"), minLength: 1, maxLength: 20 });
const share = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);

test("attending more never undoes completion, and never more is counted than there was", () => {
  fc.assert(
    fc.property(letters, share, fc.nat(), (course, atLeast, at) => {
      const before = completion(course, [], atLeast);
      const place = at % course.length;
      if (course[place] === "c") return;
      const after = completion(`${course.slice(0, place)}a${course.slice(place + 1)}`, [], atLeast);
      expect(after.attended).toBeGreaterThanOrEqual(before.attended);
      expect(!before.isMet || after.isMet).toBe(true);
      expect(before.attended + before.caughtUp).toBeLessThanOrEqual(before.core);
      expect(before.core + before.cancelled).toBe(course.length);
    }),
  );
});

test("cancelling a session that somebody missed never counts against them", () => {
  fc.assert(
    fc.property(letters, share, (course, atLeast) => {
      const missed = course.indexOf("n");
      if (missed < 0) return;
      const kinder = completion(`${course.slice(0, missed)}c${course.slice(missed + 1)}`, [], atLeast);
      expect(kinder.core === 0 || !completion(course, [], atLeast).isMet || kinder.isMet).toBe(true);
    }),
  );
});

test("absences in a row are counted back from the last mark, over cancelled and unmarked sessions", () => {
  expect([inARow("aann"), inARow("annc"), inARow("ancn-"), inARow("nna"), inARow("----"), inARow("nnn")]).toEqual([
    2, 2, 2, 0, 0, 3,
  ]);
});

test("a session that was caught up is not missed", () => {
  expect(inARow("ann", [{ makesUpId: "s2", mark: "all" }])).toBe(1);
});

test("the dose counts catch-ups, visits and calls apart, and minutes as they were", () => {
  const { sessions, marks } = course("apnc-", [
    { mark: "all" },
    { kind: "home-visit", mark: "all" },
    { kind: "phone", mark: "none" },
  ]);
  expect(doseOf(sessions as never, marks)).toEqual({
    attendedAll: 1,
    attendedPart: 1,
    missed: 1,
    notMarked: 1,
    catchUps: 1,
    homeVisits: 1,
    phone: 0,
    cancelled: 1,
    minutes: 120 + 45 + 120 + 120,
  });
});
