import type { Fields, TestApp } from "../support/app.ts";
import type { Given } from "../support/assessment-factories.ts";

/** A keyed form as a browser sends it: filled in on paper on 2 March 2026; answers of items 1, 2, ... or by item; null is left blank. */
export function keyedForm(
  t: Pick<TestApp, "newId">,
  answers: readonly Given[] | Readonly<Record<string, Given>>,
): Record<string, string | number | readonly string[] | undefined> & Fields {
  const all = Array.isArray(answers)
    ? answers.map((value: Given, index) => [String(index + 1), value] as const)
    : Object.entries(answers as Record<string, Given>);
  const fields = all.flatMap(([item, value]) =>
    value === null ? [] : [[`i-${item.replace(":", "-")}`, String(value)] as const],
  );
  return {
    version: 1,
    key: t.newId(),
    "completedOn-day": "2",
    "completedOn-month": "3",
    "completedOn-year": "2026",
    mode: "paper",
    ...Object.fromEntries(fields),
  };
}
