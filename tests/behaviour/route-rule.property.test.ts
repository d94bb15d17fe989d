import fc from "fast-check";
import { expect, test } from "vitest";
import {
  asksSafety,
  BEHAVIOUR_CODES,
  type BehaviourItem,
  CHALLENGE,
  HOW_OFTEN,
} from "../../src/features/behaviour/check/behaviours.ts";
import type { NeedOnFile } from "../../src/features/behaviour/check/need.ts";
import { blanksOf } from "../../src/features/behaviour/rule/missing-answers.ts";
import { applyRule } from "../../src/features/behaviour/rule/route-rule.ts";
import { RULE_ONE } from "./rule-one.ts";

const SEEDED = { seed: 20260302, numRuns: 400 };
const TODAY = "2026-03-02";

const oftens = Object.keys(HOW_OFTEN) as NonNullable<BehaviourItem["howOften"]>[];
const challenges = Object.keys(CHALLENGE) as NonNullable<BehaviourItem["challenge"]>[];
const yesNo = ["yes", "no", "not-known"] as const;

const behaviour = (blank: boolean) =>
  fc
    .record({
      behaviour: fc.constantFrom(...BEHAVIOUR_CODES),
      howOften: fc.constantFrom(...oftens, ...(blank ? [null, null] : [])),
      challenge: fc.constantFrom(...challenges, ...(blank ? [null, null] : [])),
      injured: fc.constantFrom(...yesNo, ...(blank ? [null] : [])),
    })
    .map(
      (one): BehaviourItem => ({
        ...one,
        injured: asksSafety(one.behaviour) ? one.injured : null,
        weapon: null,
        afraid: null,
      }),
    );

const check = (blank: boolean, most: number) =>
  fc.uniqueArray(behaviour(blank), { selector: (one) => one.behaviour, maxLength: most });

const needs = fc.option(
  fc.record({
    id: fc.constant("n"),
    onDay: fc.constant("2026-01-01"),
    need: fc.constantFrom("yes", "no", "not-enough"),
    validToOn: fc.constantFrom("2026-02-01", TODAY, "2026-04-01"),
  }) as fc.Arbitrary<NeedOnFile>,
);

const run = (items: BehaviourItem[], need: NeedOnFile | null) => applyRule(RULE_ONE, items, need, TODAY);

const ORDER = ["not-known", "0", "1", "2", "3", "4", "5", "6"];
const raised = <T extends string>(code: T | null, most: string): T | null =>
  code === null || code === most ? code : (ORDER[ORDER.indexOf(code) + 1] as T);

test("raising an answer never takes a recommendation away", () => {
  fc.assert(
    fc.property(
      check(false, 6),
      needs,
      fc.nat(5),
      fc.constantFrom("howOften", "challenge"),
      (items, need, at, what) => {
        const before = run(items, need).routes;
        const higher = items.map((one, index) =>
          index === at ? { ...one, [what]: raised(one[what], what === "howOften" ? "6" : "3") } : one,
        );
        expect(run(higher, need).routes).toEqual(expect.arrayContaining(before));
      },
    ),
    SEEDED,
  );
});

test("another reported behaviour never takes a recommendation away", () => {
  fc.assert(
    fc.property(check(false, 6), needs, (items, need) => {
      expect(run(items, need).routes).toEqual(expect.arrayContaining(run(items.slice(1), need).routes));
    }),
    SEEDED,
  );
});

test("somebody hurt with challenge 3 is never below the rule", () => {
  fc.assert(
    fc.property(
      check(true, 5),
      needs,
      fc.constantFrom("hurts-carer", "hurts-children", "hurts-self"),
      (rest, need, hurt) => {
        const incident = {
          behaviour: hurt,
          howOften: null,
          challenge: "3",
          injured: "no",
          weapon: null,
          afraid: null,
        } as const;
        const items = [incident, ...rest.filter((one) => one.behaviour !== hurt)];
        expect(run(items, need).answer).not.toBe("below-the-rule");
      },
    ),
    SEEDED,
  );
});

test("CBT is recommended exactly when a valid assessment says yes, whatever the behaviours", () => {
  fc.assert(
    fc.property(check(true, 6), needs, (items, need) => {
      const valid = need?.need === "yes" && need.validToOn >= TODAY;
      expect(run(items, need).routes.includes("cbt")).toBe(valid);
    }),
    SEEDED,
  );
});

test("the order of the behaviours changes nothing", () => {
  fc.assert(
    fc.property(check(true, 6), needs, (items, need) => {
      expect(run([...items].reverse(), need).answer).toBe(run(items, need).answer);
    }),
    SEEDED,
  );
});

const VALUES = { howOften: oftens, challenge: challenges, injured: yesNo };

/** Every way to fill in every blank, by hand: what "could change the result" means. */
function everyCompletion(items: BehaviourItem[]): BehaviourItem[][] {
  const at = items.findIndex((one) => blanksOf(one).length > 0);
  if (at < 0) return [items];
  const question = blanksOf(items[at]!)[0]!;
  return VALUES[question].flatMap((value) =>
    everyCompletion(items.map((one, index) => (index === at ? ({ ...one, [question]: value } as BehaviourItem) : one))),
  );
}

const parenting = (items: BehaviourItem[]) => run(items, null).routes.includes("parenting");
const fewBlanks = check(true, 4).filter((items) => items.flatMap(blanksOf).length <= 4);

test("not enough information is said exactly when the completions of the check disagree", () => {
  fc.assert(
    fc.property(fewBlanks, (items) => {
      const results = new Set(everyCompletion(items).map(parenting));
      expect(run(items, null).answer === "not-enough-information").toBe(results.size === 2);
      if (results.size === 1) expect(run(items, null).routes.includes("parenting")).toBe(results.has(true));
    }),
    { ...SEEDED, numRuns: 150 },
  );
});

test("an answer is named exactly when, with the others somehow filled in, the result turns on it", () => {
  fc.assert(
    fc.property(fewBlanks, (items) => {
      const named = run(items, null).missing.map((one) => `${one.behaviour} ${one.question}`);
      const turning = items.flatMap((one, index) =>
        blanksOf(one)
          .filter((question) => {
            const filled = { ...one, [question]: VALUES[question][0] } as BehaviourItem;
            const rest = items.map((other, place) => (place === index ? filled : other));
            return everyCompletion(rest).some((full) => {
              const results = VALUES[question].map((value) =>
                parenting(
                  full.map((other, place) =>
                    place === index ? ({ ...other, [question]: value } as BehaviourItem) : other,
                  ),
                ),
              );
              return new Set(results).size > 1;
            });
          })
          .map((question) => `${one.behaviour} ${question}`),
      );
      expect(named.sort()).toEqual(turning.sort());
    }),
    { ...SEEDED, numRuns: 60 },
  );
});
