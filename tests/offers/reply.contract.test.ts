import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";

async function start(state: "offered" | "accepted" | "ended" = "offered") {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const { id } = await anOffer(t, who, { state });
  const form = (more: Record<string, string | number> = {}) => ({
    key: t.newId(),
    version: 1,
    state: "accepted",
    "onDay-day": 26,
    "onDay-month": 2,
    "onDay-year": 2026,
    ...more,
  });
  return { t, who, id, form, url: `/offers/${id}/reply` };
}
const offerOf = (t: TestApp, id: string) =>
  t.db.selectFrom("offer").where("id", "=", id).select(["state", "version"]).executeTakeFirstOrThrow();

test("an accepted offer leads to the referral", async () => {
  const { t, id, form, url } = await start();
  const res = await t.post(url, form());
  expect([res.status, res.headers.get("location")]).toEqual([303, `/offers/${id}?did=moved`]);
  expect(await offerOf(t, id)).toEqual({ state: "accepted", version: 2 });
  const html = await (await t.get(`/offers/${id}?did=moved`)).text();
  expect(html).toContain(`href="/referrals/new?offer=${id}"`);
  expect(validateHtml(html)).toEqual([]);
});

test("declining needs the carer's reason, and keeps what was typed", async () => {
  const { t, id, form, url } = await start();
  const without = await t.post(url, form({ state: "declined", note: "Works nights" }));
  expect(without.status).toBe(422);
  const html = await without.text();
  for (const words of ["Select why the carer declined", "Works nights"]) expect(html).toContain(words);
  await t.post(url, form({ state: "declined", declinedReason: "no-time" }));
  const last = await t.db
    .selectFrom("offer_event")
    .where("offer_id", "=", id)
    .where("version", "=", 2)
    .selectAll()
    .execute();
  expect(last).toMatchObject([{ state: "declined", reason: "no-time", note: null, on_day: "2026-02-26" }]);
});

test("only listed steps exist, and none before the last one", async () => {
  const { t, id, form, url } = await start();
  const wrongs: Record<string, string | number>[] = [
    { state: "ended" },
    { state: "told" },
    { "onDay-day": 23 },
    { "onDay-day": 31 },
  ];
  for (const wrong of wrongs) expect((await t.post(url, form(wrong))).status).toBe(422);
  expect(await offerOf(t, id)).toEqual({ state: "offered", version: 1 });
});

test("a change since is noticed, with what was typed and what is there now", async () => {
  const { t, id, form, url } = await start();
  await t.as("nadia").post(url, form({ state: "no-reply" }));
  const res = await t.post(url, form({ note: "She said yes" }));
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const words of ["She said yes", "What is there now", "No reply"]) expect(html).toContain(words);
  expect(await offerOf(t, id)).toEqual({ state: "no-reply", version: 2 });
});

test("two answers at the same moment: one is kept", async () => {
  const { t, id, form, url } = await start();
  const all = await Promise.all([t.post(url, form()), t.as("nadia").post(url, form({ state: "no-reply" }))]);
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect((await offerOf(t, id)).version).toBe(2);
});

test("the same form twice is one event", async () => {
  const { t, id, form, url } = await start();
  const twice = form();
  await t.post(url, twice);
  expect((await t.post(url, twice)).status).toBe(303);
  expect((await offerOf(t, id)).version).toBe(2);
});

test("it hides other organisations' offers and asks for the permission", async () => {
  const { t, id, form, url } = await start();
  expect((await t.as("charlie").get(`/offers/${id}`)).status).toBe(404);
  expect((await t.as("charlie").post(url, form())).status).toBe(404);
  expect((await t.as("audrey").post(url, form())).status).toBe(403);
});

test("an event can't be changed or taken away behind the app's back", async () => {
  const { t, id } = await start();
  await expect(t.db.updateTable("offer_event").set({ note: "x" }).where("offer_id", "=", id).execute()).rejects.toThrow(
    /append-only/,
  );
  await expect(t.db.deleteFrom("offer_event").where("offer_id", "=", id).execute()).rejects.toThrow(/append-only/);
});
