import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { isWithin } from "../../src/features/families/contacts/safe-hours.ts";
import { reach } from "../../src/features/families/reach/reach.ts";
import type { ReachContact, ReachFacts } from "../../src/features/families/reach/reach-facts.ts";

const SEEDED = { seed: 20260302, numRuns: 2000 };

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const mostly = <T>(usual: T, ...others: T[]) => fc.constantFrom(usual, usual, usual, usual, usual, usual, ...others);

const hours = fc.record({
  days: fc.constantFrom("12345", "135", "67", "1234567"),
  from: fc.constantFrom("00:00", "09:00"),
  to: fc.constantFrom("12:00", "23:59"),
  isSchoolDaysOnly: fc.boolean(),
});

const contact = fc
  .record({
    kind: fc.constantFrom("mobile" as const, "telephone" as const, "email" as const, "address" as const),
    value: fc.constantFrom("07700 900001", "07700 900002", "07700 900003"),
    confidential: mostly<"yes" | "no">("no", "yes"),
    safe: fc.constantFrom("yes" as const, "at-times" as const, "no" as const, "not-known" as const),
    words: mostly(null, "her son may be there"),
    hours: maybe(hours),
    shared: fc.constantFrom("yes" as const, "no" as const, "not-known" as const),
    doNotUseReason: mostly(null, "the son has this one now"),
    wrongSince: mostly(null, "2026-02-01"),
  })
  .map((one) => ({ ...one, hours: one.safe === "at-times" ? one.hours : null }));

const asked = mostly<"yes" | "no" | "not-asked">("yes", "no", "not-asked");

const facts = fc.record({
  personId: fc.constant("p"),
  name: fc.constant("Margaret"),
  sight: mostly<ReachFacts["sight"]>("live", "ended", "withdrawn", "never"),
  owner: fc.constant({ name: "North Council", telephone: "0113 496 0000" }),
  diedOn: mostly(null, "2026-02-20"),
  contacts: fc
    .array(contact, { maxLength: 4 })
    .map((all): ReachContact[] => all.map((one, at) => ({ ...one, id: String(at) }))),
  agreed: fc.record({
    "contact-telephone": asked,
    "contact-text": asked,
    "contact-email": asked,
    "contact-letter": asked,
  }),
  held: mostly(null, { until: "2026-04-01", reason: null }),
  notAskedSince: mostly(null, "2026-02-10"),
  interpreter: fc.constantFrom("yes" as const, "no" as const, "not-known" as const),
  interpreterLanguage: maybe(fc.constant("Sylheti")),
  language: fc.constantFrom("en", "bn", "not-asked"),
  saidBefore: mostly(null, "after ten"),
  lastSpoke: fc.constant(null),
});

const moment = fc
  .integer({ min: 0, max: 365 * 24 * 4 })
  .map((quarters) => Temporal.Instant.from("2026-01-01T00:00:00Z").add({ minutes: quarters * 15 }));

/** Everything that stands against ringing this person at all, each read for itself. */
const standsAgainst = (one: ReachFacts): boolean =>
  one.diedOn !== null ||
  one.sight === "withdrawn" ||
  one.sight === "never" ||
  one.agreed["contact-telephone"] !== "yes" ||
  one.held !== null ||
  one.notAskedSince !== null ||
  one.saidBefore !== null;

/** May this number be rung at this moment, by what was said about it alone? */
const isPlainlySafe = (one: ReachContact, now: Temporal.Instant): boolean =>
  (one.kind === "mobile" || one.kind === "telephone") &&
  one.confidential === "no" &&
  one.doNotUseReason === null &&
  one.wrongSince === null &&
  ((one.safe === "yes" && one.words === null) ||
    (one.safe === "at-times" && one.hours !== null && isWithin(one.hours, now)));

test("nothing yields “safe” while one fact that stands says no, or where nobody was asked", () => {
  let safe = 0;
  fc.assert(
    fc.property(facts, moment, (one, now) => {
      const found = reach(one, now);
      if (found.verdict !== "safe") return;
      safe += 1;
      expect(standsAgainst(one)).toBe(false);
      const number = one.contacts.filter(({ value }) => value === found.number?.value);
      expect(number.some((contact) => isPlainlySafe(contact, now))).toBe(true);
    }),
    SEEDED,
  );
  expect(safe).toBeGreaterThan(50);
});

test("where everything says yes, it is safe: the rule is no refusal of all", () => {
  fc.assert(
    fc.property(facts, moment, (one, now) => {
      if (standsAgainst(one) || !one.contacts.some((contact) => isPlainlySafe(contact, now))) return;
      expect(reach(one, now).verdict).toBe("safe");
    }),
    SEEDED,
  );
});

test("a number that must not be used is not on the card, and none of somebody who died or asked not to be rung", () => {
  fc.assert(
    fc.property(facts, moment, (one, now) => {
      const { number } = reach(one, now);
      if (number === null) return;
      expect(one.diedOn).toBeNull();
      expect(one.agreed["contact-telephone"]).not.toBe("no");
      const shown = one.contacts.filter(({ value, kind }) => value === number.value && kind === number.kind);
      expect(
        shown.some(
          ({ safe, confidential, doNotUseReason, wrongSince }) =>
            safe !== "no" && confidential === "no" && doNotUseReason === null && wrongSince === null,
        ),
      ).toBe(true);
    }),
    SEEDED,
  );
});

test("“safe next” is a moment at which the hours hold, and no earlier than now", () => {
  fc.assert(
    fc.property(facts, moment, (one, now) => {
      const { next, verdict } = reach(one, now);
      if (next === null) return;
      expect(verdict).not.toBe("safe");
      expect(Temporal.Instant.compare(next, now)).toBe(1);
      expect(one.contacts.some(({ hours: own }) => own !== null && isWithin(own, next))).toBe(true);
    }),
    SEEDED,
  );
});
