import { expect, test } from "vitest";
import type { NeedOnFile } from "../../src/features/behaviour/check/need.ts";
import { applyRule } from "../../src/features/behaviour/rule/route-rule.ts";
import { item, RULE_ONE } from "./rule-one.ts";

const TODAY = "2026-03-02";
const need = (more: Partial<NeedOnFile> = {}): NeedOnFile => ({
  id: "n1",
  onDay: "2026-02-20",
  need: "yes",
  validToOn: "2026-05-15",
  ...more,
});
const apply = (items: Parameters<typeof applyRule>[1], assessment: NeedOnFile | null = null) =>
  applyRule(RULE_ONE, items, assessment, TODAY);
const reasons = (result: ReturnType<typeof apply>) => result.reasons.map(({ text }) => text);

test("one frequent and challenging behaviour recommends a parenting programme, and says why in words", () => {
  const result = apply([item("refuses", "4", "3")]);
  expect(result.answer).toBe("parenting");
  expect(reasons(result)).toContain("Refuses or argues, several times a week, challenges the carer a great deal");
});

test.each([
  ["refuses", "4", "2", "parenting"],
  ["refuses", "3", "3", "below-the-rule"],
  ["refuses", "6", "1", "below-the-rule"],
  ["damages", "3", "2", "parenting"],
  ["damages", "2", "3", "below-the-rule"],
  ["hurts-carer", "3", "2", "parenting"],
  ["hurts-carer", "2", "2", "below-the-rule"],
  ["hurts-children", "1", "3", "parenting"],
  ["hurts-carer", "0", "3", "parenting"],
  ["threatens", "3", "3", "below-the-rule"],
] as const)("%s, how often %s, challenge %s: %s", (behaviour, howOften, challenge, answer) => {
  expect(apply([item(behaviour, howOften, challenge)]).answer).toBe(answer);
});

test("a known injury counts as somebody hurt, whatever the behaviour is called", () => {
  expect(apply([item("threatens", "3", "2", { injured: "yes" })]).answer).toBe("parenting");
  expect(apply([item("threatens", "1", "3", { injured: "yes" })]).answer).toBe("parenting");
});

test("three behaviours about weekly recommend, two do not", () => {
  const three = [item("refuses", "3", "2"), item("school", "3", "2"), item("sleep", "3", "3")];
  expect(apply(three).answer).toBe("parenting");
  expect(apply(three.slice(1)).answer).toBe("below-the-rule");
});

test("CBT comes from a valid need assessment alone, and both may be recommended", () => {
  expect(apply([], need()).answer).toBe("cbt");
  expect(apply([item("refuses", "1", "1")], need()).answer).toBe("cbt");
  expect(apply([item("refuses", "5", "3")], need()).answer).toBe("parenting-and-cbt");
  expect(apply([item("refuses", "5", "3")], need({ need: "no" })).answer).toBe("parenting");
});

test("a need assessment counts until its last day and not after", () => {
  expect(apply([], need({ validToOn: TODAY })).answer).toBe("cbt");
  const late = apply([], need({ validToOn: "2026-03-01" }));
  expect(late.answer).toBe("below-the-rule");
  expect(reasons(late)).toContain("The need assessment of 20 February 2026 is no longer valid");
});

test("no need assessment on file is said as that, never as no", () => {
  const without = reasons(apply([]));
  expect(without).toContain("No need assessment of the carer is on file");
  expect(without.join()).not.toMatch(/says no/);
  expect(reasons(apply([], need({ need: "no" })))).toContain("The need assessment of 20 February 2026 says no");
  expect(reasons(apply([], need({ need: "not-enough" }))).join()).toContain("not enough to go on");
});

test("not enough information only where the missing answer could change the result, and it is named", () => {
  const result = apply([item("refuses", null, "3")]);
  expect(result.answer).toBe("not-enough-information");
  expect(result.missing.map(({ text }) => text)).toEqual([
    "how often is missing for “refuses or argues”, and it could change this",
  ]);
  expect(apply([item("refuses", null, "1")])).toMatchObject({ answer: "below-the-rule", missing: [] });
  expect(apply([item("refuses", null, "3"), item("damages", "4", "3")])).toMatchObject({
    answer: "parenting",
    missing: [],
  });
});

test("while behaviour is undecided, a recommendation of CBT still stands", () => {
  const result = apply([item("refuses", null, "3")], need());
  expect([result.answer, result.routes]).toEqual(["not-enough-information", ["cbt"]]);
});

test("two blanks that only matter together with a third are named only when there is a third", () => {
  const two = [item("refuses", "3", null), item("school", "3", null)];
  expect(apply(two).answer).toBe("below-the-rule");
  const three = [...two, item("sleep", "3", "2")];
  expect(apply(three).missing.map(({ behaviour }) => behaviour)).toEqual(["refuses", "school"]);
});

test("don't know counts as below and is named in the reasons, and is not a missing answer", () => {
  const result = apply([item("refuses", "not-known", "3")]);
  expect([result.answer, result.missing]).toEqual(["below-the-rule", []]);
  expect(reasons(result)).toContain("How often is not known for “refuses or argues”: it counts as below");
});

test("whether anybody was injured is a missing answer only where it is asked and could matter", () => {
  const blank = { injured: null };
  expect(apply([item("threatens", "3", "2", blank)]).missing).toMatchObject([{ question: "injured" }]);
  expect(apply([item("threatens", "1", "1", blank)]).answer).toBe("below-the-rule");
  expect(apply([item("refuses", "3", "2", blank)]).answer).toBe("below-the-rule");
});
