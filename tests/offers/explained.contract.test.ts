import { expect, test } from "vitest";
import { explainedQuestion } from "../../src/features/offers/explained.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";

const ASK = "Was it explained well when it was offered to you?";

async function start() {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const { id } = await anOffer(t, who, { state: "offered" });
  const declining = (more: Record<string, string | number> = {}) => ({
    key: t.newId(),
    version: 1,
    state: "declined",
    declinedReason: "no-time",
    "onDay-day": 26,
    "onDay-month": 2,
    "onDay-year": 2026,
    ...more,
  });
  return { t, who, id, declining, url: `/offers/${id}/reply` };
}

const kept = (t: TestApp, id: string) =>
  t.db.selectFrom("offer_feedback").where("offer_id", "=", id).selectAll().execute();

test("a carer who declines may be asked once whether it was explained well; the answer stands on the offer", async () => {
  const { t, id, declining, url } = await start();
  const form = await (await t.get(url)).text();
  expect(validateHtml(form)).toEqual([]);
  for (const words of [`${ASK} (optional)`, "Not asked, or did not say", "10, completely"])
    expect(form).toContain(words);
  expect((await t.post(url, declining({ explained: "0" }))).status).toBe(303);
  expect(await kept(t, id)).toEqual([
    { offer_id: id, value: 0, at: "2026-03-02T09:00:00.000Z", by: t.people.alice.userId },
  ]);
  const page = await (await t.get(`/offers/${id}`)).text();
  expect(validateHtml(page)).toEqual([]);
  expect(textOf(readHtml(page))).toContain(ASK);
  expect(textOf(readHtml(page))).toContain("0, not at all");
  const line = (await t.audit()).find(({ verb, subject_id }) => verb === "write" && subject_id === id);
  expect(Object.keys(JSON.parse(line!.fields))).toEqual(["state", "explained"]);
});

test("blank is no row, and an answer is kept only with a decline", async () => {
  const { t, id, declining, url } = await start();
  expect((await t.post(url, declining({ state: "no-reply", explained: "7" }))).status).toBe(303);
  expect((await t.post(url, declining({ version: 2, explained: "" }))).status).toBe(303);
  expect(await kept(t, id)).toEqual([]);
  expect(await (await t.get(`/offers/${id}`)).text()).not.toContain(ASK);
});

test.each(["11", "-1", "1.5", "<b>", "\u0000"])(
  "what is no answer of the question is never kept: %j",
  async (explained) => {
    const { t, id, declining, url } = await start();
    const res = await t.post(url, declining({ explained }));
    expect([303, 422]).toContain(res.status);
    expect(await kept(t, id)).toEqual([]);
  },
);

test("what was chosen stays when something else is wrong", async () => {
  const { t, id, declining, url } = await start();
  const res = await t.post(url, declining({ explained: "4", declinedReason: "" }));
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toMatch(/<option value="4" selected/);
  expect(await kept(t, id)).toEqual([]);
});

test("it is asked once an offer, and its answer is not corrected", async () => {
  const { t, id, declining, url } = await start();
  await t.post(url, declining({ explained: "9" }));
  await t.post(url, declining({ version: 2, state: "accepted" }));
  expect(await (await t.get(url)).text()).not.toContain(ASK);
  expect((await t.post(url, declining({ version: 3, explained: "1" }))).status).toBe(303);
  expect((await kept(t, id)).map(({ value }) => value)).toEqual([9]);
  const change = t.db.updateTable("offer_feedback").set({ value: 1 }).where("offer_id", "=", id).execute();
  await expect(change).rejects.toThrow(/append-only/);
  await expect(t.db.deleteFrom("offer_feedback").where("offer_id", "=", id).execute()).rejects.toThrow(/append-only/);
});

test("behind the app's back it can't be kept of an offer that nobody declined, nor beyond its answers", async () => {
  const { t, who, id } = await start();
  const insert = (offer_id: string, value: number) =>
    t.db.insertInto("offer_feedback").values({ offer_id, value, at: "2026-03-02T09:00:00.000Z", by: "seed" }).execute();
  await expect(insert(id, 5)).rejects.toThrow(/stale/);
  const declined = await anOffer(t, who, { state: "declined", support: "cbt" });
  await expect(insert(declined.id, 11)).rejects.toThrow(/CHECK/);
  await insert(declined.id, 10);
});

test("another organisation finds neither the offer nor the answer", async () => {
  const { t, id, declining, url } = await start();
  expect((await t.as("charlie").post(url, declining({ explained: "3" }))).status).toBe(404);
  expect(await kept(t, id)).toEqual([]);
});

test("the question and its answers are the definition's own", () => {
  expect(explainedQuestion(undefined)).toBeNull();
  const answerSets = { marks: { codes: [{ code: 3, label: "three" }] } };
  const offerFeedback = { askedOnDeclining: 1 };
  expect(
    explainedQuestion({ offerFeedback, items: [{ number: 1, ask: "Clear?", answers: "marks" }], answerSets }),
  ).toEqual({
    ask: "Clear?",
    codes: { 3: "three" },
  });
  expect(
    explainedQuestion({ offerFeedback, items: [{ number: 2, ask: "Clear?", answers: "marks" }], answerSets }),
  ).toBeNull();
});
