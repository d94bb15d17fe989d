import { expect, test } from "vitest";
import { USUAL_HOURS } from "../../src/domain/working-time.ts";
import { hoursOf } from "../../src/features/duty/index.ts";
import { testApp } from "../support/app.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";

const TODAY = "2026-03-02";

async function start() {
  const t = await testApp({ as: "nadia" });
  const form = (more: Record<string, string | number | string[]> = {}) => ({
    key: t.newId(),
    version: 0,
    days: ["2", "3", "4"],
    opens: "08:30",
    closes: "16:00",
    source: "The team’s published hours",
    ...more,
  });
  return { t, form, hours: () => hoursOf(t.db, t.organisations.north, TODAY) };
}

test("an organisation sets its own working hours, with where they come from; another's stay as they were", async () => {
  const { t, form, hours } = await start();
  expect(await hours()).toEqual(USUAL_HOURS);
  expect((await t.post("/duty/hours", form())).headers.get("location")).toBe("/duty?did=hours");
  expect(await hours()).toMatchObject({ days: [2, 3, 4], opens: "08:30", closes: "16:00" });
  expect(await hoursOf(t.db, t.organisations.willow, TODAY)).toEqual(USUAL_HOURS);
  const html = await (await t.get("/duty/hours")).text();
  for (const words of [
    "Tuesday, Wednesday and Thursday, 8:30am to 4pm",
    "The team’s published hours",
    "Set by Nadia Manager",
  ])
    expect(textOf(readHtml(html))).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("it says what is wrong and keeps what was typed", async () => {
  const { t, form } = await start();
  const wrongs = [
    [form({ days: [] }), "Select at least one day"],
    [form({ closes: "08:30" }), "Work must end later than it begins"],
    [form({ source: "" }), "Enter where these hours come from"],
  ] as const;
  for (const [fields, words] of wrongs) {
    const res = await t.post("/duty/hours", fields);
    expect([res.status, (await res.text()).includes(words)]).toEqual([422, true]);
  }
});

test("it happens once, notices that somebody was first, and leaves a trail", async () => {
  const { t, form } = await start();
  const fields = form();
  await t.post("/duty/hours", fields);
  expect((await t.post("/duty/hours", fields)).status).toBe(303);
  const late = await t.post("/duty/hours", form({ opens: "10:00" }));
  expect([late.status, (await late.text()).includes("8:30am to 4pm")]).toEqual([409, true]);
  const both = await Promise.all([
    t.post("/duty/hours", form({ version: 1 })),
    t.post("/duty/hours", form({ version: 1 })),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect((await t.as("alice").post("/duty/hours", form())).status).toBe(403);
  expect(await t.audit()).toContainEqual(expect.objectContaining({ verb: "write", subject_kind: "setting" }));
});
