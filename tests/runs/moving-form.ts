import type { TestApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";
import type { ARun } from "../support/run-factories.ts";

/** A session and those after it moved to a day of 2026, as the page is sent: first to see the dates, then to save them. */
export async function moveSession(t: TestApp, run: ARun, session: number, day: string, month: string) {
  const path = `/sessions/${run.sessions[session - 1]!.id}/moving`;
  const fields = {
    key: "m1",
    version: "1",
    "day-day": day,
    "day-month": month,
    "day-year": "2026",
    time: "09:30",
    scope: "later",
  };
  const shown = fieldsOf(await (await t.post(path, fields)).text());
  return t.post(path, Object.fromEntries(Object.entries(shown).map(([name, [value]]) => [name, value ?? ""])));
}
