import { expect, test } from "vitest";
import { onDuty } from "../../src/features/duty/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import type { PersonName } from "../support/world.ts";

const MONDAY = "2026-03-09";

async function start() {
  const t = await testApp({ as: "wendy" });
  const id = (name: PersonName) => t.people[name].userId;
  const set = (slot: string, version: number, duty: string, deputy = "", more = {}) =>
    t.post(`/duty/days/${slot}`, { key: t.newId(), version, duty, deputy, state: "set", ...more });
  const there = async (day = MONDAY) => {
    const { duty, deputy, managers, administrators } = await onDuty(t.db, t.organisations.willow, day);
    return { duty: duty?.name, deputy: deputy?.name, managers: managers.map(({ name }) => name), administrators };
  };
  return { t, id, set, there };
}

const away = (t: TestApp, name: PersonName, cover: PersonName | null = null) =>
  t.db
    .insertInto("absence")
    .values({
      id: t.newId(),
      user_id: t.people[name].userId,
      first_day: MONDAY,
      last_day: MONDAY,
      cover_id: cover && t.people[cover].userId,
      made_at: "2026-03-01T09:00:00.000Z",
      made_by: t.people[name].userId,
    })
    .execute();

test("a day of the week has a duty person and a deputy; a date goes before it, and can be as in the week again", async () => {
  const { t, id, set, there } = await start();
  expect((await set("1", 0, id("bob"), id("wendy"))).headers.get("location")).toBe("/duty?did=changed");
  expect(await there()).toMatchObject({ duty: "Bob Facilitator", deputy: "Wendy Manager" });
  const date = { "day-day": "9", "day-month": "3", "day-year": "2026", duty: id("wendy"), deputy: "" };
  expect((await t.post("/duty/days/new", { key: t.newId(), ...date })).status).toBe(303);
  expect(await there()).toMatchObject({ duty: "Wendy Manager", deputy: undefined });
  expect(await there("2026-03-16")).toMatchObject({ duty: "Bob Facilitator" });
  expect((await set(MONDAY, 1, "", "", { state: "cleared" })).status).toBe(303);
  expect(await there()).toMatchObject({ duty: "Bob Facilitator" });
});

test("the last change is undone, and every change is in the history", async () => {
  const { t, id, set, there } = await start();
  await set("1", 0, id("bob"));
  await set("1", 1, id("wendy"));
  expect((await t.post("/duty/days/1/undoing", { key: t.newId(), version: 2 })).headers.get("location")).toBe(
    "/duty?did=undone",
  );
  expect(await there()).toMatchObject({ duty: "Bob Facilitator" });
  const html = await (await t.get("/duty/history")).text();
  expect(html.match(/Mondays/g)).toHaveLength(3);
  expect(validateHtml(html)).toEqual([]);
  expect((await t.post("/duty/days/2/undoing", { key: t.newId(), version: 0 })).status).toBe(409);
});

test("somebody on leave is never the duty person: the deputy is, then the manager, then who covers for the manager", async () => {
  const { t, id, set, there } = await start();
  await set("1", 0, id("bob"), id("wendy"));
  await away(t, "bob");
  expect(await there()).toMatchObject({ duty: "Wendy Manager", deputy: undefined, managers: ["Wendy Manager"] });
  await away(t, "wendy", "bob");
  expect(await there()).toMatchObject({ duty: undefined, deputy: undefined, managers: [] });
  await t.db.updateTable("absence").set({ ended_at: "x", ended_by: "y" }).where("user_id", "=", id("bob")).execute();
  expect(await there()).toMatchObject({ duty: "Bob Facilitator", managers: ["Bob Facilitator"] });
});

test("nor is somebody disabled, or whose role has ended", async () => {
  const { t, id, set, there } = await start();
  await set("1", 0, id("bob"), id("wendy"));
  await t.db.updateTable("user").set({ disabled_at: "2026-03-01T09:00:00.000Z" }).where("id", "=", id("bob")).execute();
  expect(await there()).toMatchObject({ duty: "Wendy Manager" });
  await t.db.updateTable("membership").set({ to_on: "2026-03-08" }).where("user_id", "=", id("wendy")).execute();
  expect(await there()).toMatchObject({ duty: undefined, managers: [] });
});

test("it says what is wrong: a co-leader, somebody of elsewhere, a deputy alone or twice the same", async () => {
  const { t, id, set } = await start();
  const wrongs = [
    [id("cora"), "", "Select who is on duty from the list"],
    [id("alice"), "", "Select who is on duty from the list"],
    ["", id("bob"), "Select who is on duty before their deputy"],
    [id("bob"), id("bob"), "Select somebody else as the deputy"],
  ] as const;
  for (const [duty, deputy, words] of wrongs) {
    const res = await set("1", 0, duty, deputy);
    expect([res.status, (await res.text()).includes(words)]).toEqual([422, true]);
  }
  expect((await t.get("/duty/days/8")).status).toBe(404);
  expect((await t.get("/duty/days/2026-03-01")).status).toBe(404);
});

test("two people change a day at once: one is told, and sees what stands there now", async () => {
  const { id, set } = await start();
  const all = await Promise.all([set("1", 0, id("bob")), set("1", 0, id("wendy"))]);
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  const late = await set("1", 0, id("wendy"));
  expect([late.status, (await late.text()).includes("This day was changed")]).toEqual([409, true]);
});

test("an administrator or a team manager sets it, a colleague reads it, others don't; another organisation has its own", async () => {
  const { t, id, set } = await start();
  await set("1", 0, id("bob"));
  const status = async (name: PersonName, path: string) => (await t.as(name).get(path)).status;
  expect(await Promise.all((["wendy", "nadia", "ada"] as const).map((name) => status(name, "/duty/days/1")))).toEqual([
    200, 200, 200,
  ]);
  expect(await Promise.all((["bob", "alice", "cora"] as const).map((name) => status(name, "/duty/days/1")))).toEqual([
    403, 403, 403,
  ]);
  expect([await status("bob", "/duty"), await status("cora", "/duty"), await status("erin", "/duty")]).toEqual([
    200, 403, 403,
  ]);
  expect(textOf(readHtml(await (await t.as("nadia").get("/duty")).text()))).not.toContain("Bob Facilitator");
});

test("an empty rota says what to do, and whom a concern reaches meanwhile", async () => {
  const { t } = await start();
  const html = await (await t.get("/duty")).text();
  for (const words of ["No duty is set yet", "Nobody is on duty", "reaches Wendy Manager at once", "not yet confirmed"])
    expect(textOf(readHtml(html))).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});
