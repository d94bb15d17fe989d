import fc from "fast-check";
import { expect, test } from "vitest";
import { isHeard, type There, toldAtOnce, toldNext } from "../../src/features/concerns/concern/telling.ts";

const person = fc.constantFrom("ann", "ben", "cat", "dan", "eve", "fay").map((userId) => ({ userId, name: userId }));

/** Who is there at one moment, some of them missing; whoever was there at the moment before may have left. */
const there: fc.Arbitrary<There> = fc
  .record({
    duty: fc.option(person),
    deputy: fc.option(person),
    managers: fc.uniqueArray(person, { maxLength: 3, selector: ({ userId }) => userId }),
    administrators: fc.uniqueArray(person, { maxLength: 3, selector: ({ userId }) => userId }),
  })
  .map((one) => ({
    ...one,
    members: [one.duty, one.deputy, ...one.managers, ...one.administrators].flatMap((who) => who?.userId ?? []),
  }));

const moments = fc.array(fc.record({ moment: fc.constantFrom("half-time" as const, "due" as const), there }), {
  maxLength: 6,
});

const anybody = ({ duty, managers, administrators }: There) =>
  Boolean(duty) || managers.length + administrators.length > 0;

test("an unacknowledged concern always has somebody told, while there is anybody; and never fewer people later", () => {
  fc.assert(
    fc.property(there, moments, (first, later) => {
      const told = new Set(toldAtOnce(first).map(({ userId }) => userId));
      expect(told.size > 0).toBe(anybody(first));
      for (const { moment, there: now } of later) {
        const before = new Set(told);
        const next = toldNext(moment, now, told);
        expect(next.filter(({ userId }) => before.has(userId))).toEqual([]);
        for (const { userId } of next) told.add(userId);
        expect([...before].every((one) => told.has(one))).toBe(true);
        if (!isHeard(now, told)) expect(now.managers.length + now.administrators.length).toBe(0);
      }
    }),
    { numRuns: 500 },
  );
});

test("when its time is over every manager who is there knows", () => {
  fc.assert(
    fc.property(there, there, (first, now) => {
      const told = new Set(toldAtOnce(first).map(({ userId }) => userId));
      for (const { userId } of toldNext("due", now, told)) told.add(userId);
      expect(now.managers.filter(({ userId }) => !told.has(userId))).toEqual([]);
    }),
  );
});

test("nobody else learns what a concern says than who may look at it: administrators are told as such", () => {
  fc.assert(
    fc.property(there, fc.constantFrom("half-time" as const, "due" as const), (now, moment) => {
      const lookers = [now.duty, now.deputy, ...now.managers].flatMap((one) => one?.userId ?? []);
      for (const told of [...toldAtOnce(now), ...toldNext(moment, now, new Set())])
        if (told.step !== "administrator") expect(lookers).toContain(told.userId);
    }),
  );
});
