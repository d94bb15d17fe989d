import { expect, test } from "vitest";
import { cookiesOf, PASSWORD, withPassword } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { CONFIG } from "../support/hosts.ts";
import { fieldsOf } from "../support/html.ts";

const demonstration = { config: { ...CONFIG, demonstration: true } };

async function withSecondRole(t: TestApp) {
  await t.db
    .insertInto("membership")
    .values({
      id: "m-alice-2",
      user_id: t.people.alice.userId,
      organisation_id: t.organisations.willow,
      role: "facilitator",
      from_on: "2026-01-05",
      created_at: "2026-01-05T09:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  await t.db.updateTable("user").set({ demonstration: 1, two_factor_enabled: 0 }).where("id", "=", "alice-1").execute();
}

test("with one role it is chosen at sign-in; with two one chooses, and goes on to the page asked for", async () => {
  const t = await testApp({ as: null, override: demonstration });
  const email = await withPassword(t, "alice");
  await t.db.updateTable("user").set({ demonstration: 1, two_factor_enabled: 0 }).where("id", "=", "alice-1").execute();
  const one = await t.post("/sign-in", { email, password: PASSWORD, to: "/account" });
  expect(one.headers.get("location")).toBe("/account");
  await withSecondRole(t);

  const res = await t.post("/sign-in", { email, password: PASSWORD, to: "/account" });
  expect(res.headers.get("location")).toBe("/choose-role?to=%2Faccount");
  const cookies = cookiesOf(res);
  expect((await t.get("/account/name", cookies)).headers.get("location")).toBe("/choose-role?to=%2Faccount%2Fname");
  const html = await (await t.get("/choose-role?to=%2Faccount", cookies)).text();
  expect(html).toContain("Facilitator, Willow Family Centre");
  expect((await t.post("/choose-role", { to: "/account" }, cookies)).status).toBe(422);
  expect((await t.post("/choose-role", { membership: "m-bob-1" }, cookies)).status).toBe(422);
  const chosen = await t.post("/choose-role", { membership: "m-alice-2", to: fieldsOf(html).to![0]! }, cookies);
  expect(chosen.headers.get("location")).toBe("/account");
  expect(await (await t.get("/account", cookies)).text()).toContain("Willow Family Centre");
  expect(await t.audit()).toContainEqual(expect.objectContaining({ verb: "write", subject_kind: "session" }));
});

test("Change of role is offered only to somebody with another role that lasts", async () => {
  const t = await testApp({ as: "alice", override: demonstration });
  const offersChange = async () => (await (await t.get("/account")).text()).includes('href="/choose-role"');
  expect(await offersChange()).toBe(false);
  await withSecondRole(t);
  expect(await offersChange()).toBe(true);
  await t.db.updateTable("membership").set({ to_on: "2026-03-01" }).where("id", "=", "m-alice-2").execute();
  expect(await offersChange()).toBe(false);
});

test("signing in again from the same browser goes on in the role one had", async () => {
  const t = await testApp({ as: null, override: demonstration });
  const email = await withPassword(t, "alice");
  await withSecondRole(t);
  const cookies = cookiesOf(await t.post("/sign-in", { email, password: PASSWORD }));
  await t.post("/choose-role", { membership: "m-alice-2" }, cookies);
  t.clock.set("2026-03-02T09:40:00Z");
  expect((await t.get("/account", cookies)).status).toBe(303);
  const again = await t.post("/sign-in", { email, password: PASSWORD }, cookies);
  expect(again.headers.get("location")).toBe("/");
  expect(await (await t.get("/account", cookiesOf(again))).text()).toContain("Willow Family Centre");
});

test("a role that has ended is no role; somebody with none is told so and can sign out", async () => {
  const t = await testApp({ as: "nadia" });
  await t.db.updateTable("membership").set({ to_on: "2026-03-02" }).where("id", "=", "m-nadia-1").execute();
  expect((await t.get("/account")).headers.get("location")).toBe("/choose-role?to=%2Faccount");
  const html = await (await t.get("/choose-role")).text();
  expect(html).toContain("You have no role just now");
  expect((await t.post("/sign-out", {})).status).toBe(303);
});

test("an account of the demonstration needs no second factor there, and needs one anywhere else", async () => {
  for (const [override, location] of [
    [demonstration, "/"],
    [{}, "/account/second-factor"],
  ] as const) {
    const t = await testApp({ as: null, override });
    const email = await withPassword(t, "bob");
    await t.db.updateTable("user").set({ demonstration: 1, two_factor_enabled: 0 }).where("id", "=", "bob-1").execute();
    expect((await t.post("/sign-in", { email, password: PASSWORD })).headers.get("location")).toBe(location);
    const says = (await (await t.get("/sign-in")).text()).includes("This is a demonstration");
    expect(says).toBe(location === "/");
  }
});
