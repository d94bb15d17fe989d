import type { Fields, TestApp } from "../support/app.ts";

/** Typed totals as a browser sends them: a form filled in on paper on 2 March 2026; a scale that is not told is left blank. */
export const totalsForm = (
  t: Pick<TestApp, "newId">,
  totals: Readonly<Record<string, string | number>>,
): Record<string, string | number | readonly string[] | undefined> & Fields => ({
  version: 1,
  key: t.newId(),
  "completedOn-day": "2",
  "completedOn-month": "3",
  "completedOn-year": "2026",
  mode: "paper",
  ...Object.fromEntries(Object.entries(totals).map(([scale, total]) => [`t-${scale}`, total])),
});
