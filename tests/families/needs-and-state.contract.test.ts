import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";

test("needs are recorded once and changed knowing what stood there", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.carerId}/needs`;
  expect(validateHtml(await (await t.get(path)).text())).toEqual([]);
  const typed = { version: 0, interpreterLanguage: "Sylheti", childcare: "yes" };
  expect((await t.post(path, { ...typed, key: `n-${t.newId()}` })).status).toBe(303);
  const late = await t.as("nadia").post(path, { ...typed, childcare: "no", key: `o-${t.newId()}` });
  const html = await late.text();
  expect(late.status).toBe(409);
  expect(fieldsOf(html).version).toEqual(["1"]);
  expect(await (await t.get(`/families/${made.familyId}`)).text()).toContain("Childcare: Yes");
});

test("a hold is set, shown on the file, and lifted", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.carerId}/holds/new`;
  const days = {
    "fromOn-day": "2",
    "fromOn-month": "3",
    "fromOn-year": "2026",
    "untilOn-day": "30",
    "untilOn-month": "3",
    "untilOn-year": "2026",
  };
  const wrong = await t.post(path, { ...days, "untilOn-year": "2028" });
  expect(wrong.status).toBe(422);
  expect((await t.post(path, { ...days, reason: "Funeral", key: `h-${t.newId()}` })).status).toBe(303);
  expect(await (await t.get(`/families/${made.familyId}`)).text()).toContain("On hold");
  const person = await (await t.get(`/families/${made.familyId}/people/${made.carerId}`)).text();
  const action = /action="(\/families\/[^"]+\/lifting)"/.exec(person)![1]!;
  expect((await t.as("charlie").post(action, {})).status).toBe(404);
  expect((await t.post(action, { key: `l-${t.newId()}` })).status).toBe(303);
  expect(await (await t.get(`/families/${made.familyId}`)).text()).not.toContain("On hold");
});

test("a family is closed, opened again with a review, and a page older than that is told", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const of = `/families/${made.familyId}`;
  expect(validateHtml(await (await t.get(`${of}/closing`)).text())).toEqual([]);
  expect((await t.post(`${of}/closing`, { version: 1, key: `c-${t.newId()}` })).status).toBe(303);
  expect(await (await t.get(of)).text()).toContain("Closed 2 March 2026");
  const stale = await t.post(`${of}/review`, {
    version: 1,
    "reviewDueOn-day": "1",
    "reviewDueOn-month": "6",
    "reviewDueOn-year": "2026",
    key: `r-${t.newId()}`,
  });
  expect(stale.status).toBe(409);
  const again = { version: 2, "reviewDueOn-day": "1", "reviewDueOn-month": "6", "reviewDueOn-year": "2026" };
  expect((await t.post(`${of}/reopening`, { ...again, key: `o-${t.newId()}` })).status).toBe(303);
  const family = await t.db.selectFrom("family").selectAll().where("id", "=", made.familyId).executeTakeFirst();
  expect(family).toMatchObject({ closed_on: null, review_due_on: "2026-06-01", version: 3 });
  expect((await t.post(`${of}/review`, { ...again, version: 3, "reviewDueOn-year": "2020" })).status).toBe(422);
});

test("a form that was wrong and is sent again still notices what was changed meanwhile", async () => {
  const t = await testApp({ as: "alice" });
  const { familyId } = await aHousehold(t);
  const path = `/families/${familyId}/review`;
  const on = (month: string) => ({ "reviewDueOn-day": "1", "reviewDueOn-month": month, "reviewDueOn-year": "2026" });
  const opened = fieldsOf(await (await t.get(path)).text()).version;
  const meanwhile = { ...on("6"), version: opened, key: `m-${t.newId()}` };
  expect((await t.as("nadia").post(path, meanwhile)).status).toBe(303);
  const wrong = await t.post(path, { ...on("13"), version: opened, key: `w-${t.newId()}` });
  const page = await wrong.text();
  expect([wrong.status, fieldsOf(page).version]).toEqual([422, opened]);
  const again = await t.post(path, { ...on("7"), version: fieldsOf(page).version, key: `a-${t.newId()}` });
  const html = await again.text();
  expect(again.status).toBe(409);
  for (const words of ["1 July 2026", "1 June 2026", "Nadia Manager"]) expect(html).toContain(words);
});

test("only a manager unlocks, and only where somebody of their organisation locked", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const of = `/families/${made.familyId}`;
  expect(validateHtml(await (await t.get(`${of}/locking`)).text())).toEqual([]);
  const locked = await t.post(`${of}/locking`, { reason: "x".repeat(501) });
  expect(locked.status).toBe(422);
  expect((await t.post(`${of}/locking`, { reason: "Cousin", key: `k-${t.newId()}` })).headers.get("location")).toBe(
    "/families?did=locked",
  );
  const lock = await t.db
    .selectFrom("family_lock")
    .selectAll()
    .where("family_id", "=", made.familyId)
    .executeTakeFirstOrThrow();
  expect(lock).toMatchObject({ user_id: t.people.alice.userId, reason: "Cousin", lifted_at: null });
  const lifting = `${of}/locks/${lock.id}/lifting`;
  expect((await t.post(lifting, {})).status).toBe(403);
  expect((await t.as("nadia").post(`${of}/locks/none/lifting`, {})).status).toBe(404);
  expect((await t.as("nadia").post(lifting, { key: `u-${t.newId()}` })).status).toBe(303);
  expect((await t.get(of)).status).toBe(200);
});
