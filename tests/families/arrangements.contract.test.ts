import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";

const day = (name: string, iso: string) => {
  const [year, month, date] = iso.split("-");
  return { [`${name}-day`]: String(Number(date)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year! };
};

test("an arrangement is added while another runs on: both are on file", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/arrangements/new`;
  expect(validateHtml(await (await t.get(path)).text())).toEqual([]);
  const res = await t.post(path, {
    carerId: made.carerId,
    childId: made.childId,
    kind: "child-arrangements-order",
    relationship: "grandparent",
    ...day("fromOn", "2025-05-01"),
    key: `a-${t.newId()}`,
  });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/families/${made.familyId}?did=arrangement-added`]);
  const rows = await t.db
    .selectFrom("care_arrangement")
    .select(["kind", "to_on"])
    .where("family_id", "=", made.familyId)
    .orderBy("from_on")
    .execute();
  expect(rows).toEqual([
    { kind: "special-guardianship", to_on: null },
    { kind: "child-arrangements-order", to_on: null },
  ]);
});

test("somebody of another family can't be put into an arrangement", async () => {
  const t = await testApp({ as: "alice" });
  const [made, other] = [await aHousehold(t), await aHousehold(t)];
  const res = await t.post(`/families/${made.familyId}/arrangements/new`, {
    carerId: other.carerId,
    childId: made.childId,
    kind: "informal",
    relationship: "grandparent",
    ...day("fromOn", "2025-05-01"),
  });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("Select a carer of this family");
});

test("an arrangement ends with how and when, stays on file, and a second ending sees the first", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/arrangements/${made.arrangementId}/ending`;
  expect(validateHtml(await (await t.get(path)).text())).toEqual([]);
  const early = await t.post(path, { version: 1, endedHow: "order-changed", ...day("toOn", "2022-08-31") });
  expect(early.status).toBe(422);
  const ending = { version: 1, endedHow: "child-returned-to-parent", ...day("toOn", "2026-02-14") };
  expect((await t.post(path, { ...ending, key: `e-${t.newId()}` })).status).toBe(303);
  const row = await t.db
    .selectFrom("care_arrangement")
    .selectAll()
    .where("id", "=", made.arrangementId)
    .executeTakeFirst();
  expect(row).toMatchObject({ to_on: "2026-02-14", ended_how: "child-returned-to-parent", version: 2 });
  const late = await t.as("nadia").post(path, { ...ending, endedHow: "child-moved-to-care", key: `f-${t.newId()}` });
  const html = await late.text();
  expect(late.status).toBe(409);
  expect(html).toContain("The child returned to a parent");
  expect(html).toContain("Changed by Alice Practitioner");
  expect(validateHtml(html)).toEqual([]);
});

test("a mistake in an arrangement is put right, but never so that it began after it ended", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/arrangements/${made.arrangementId}/edit`;
  const form = { carerId: made.carerId, childId: made.childId, kind: "informal", relationship: "grandparent" };
  const right = { ...form, version: 1, ...day("fromOn", "2022-10-01"), key: `r-${t.newId()}` };
  expect((await t.post(path, right)).status).toBe(303);
  await t.db
    .updateTable("care_arrangement")
    .set({ to_on: "2023-01-01", ended_how: "other", version: 3 })
    .where("id", "=", made.arrangementId)
    .execute();
  const wrong = await t.post(path, { ...form, version: 3, ...day("fromOn", "2024-10-01") });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("must not be after it ended");
});

test("other organisations and other roles end nothing", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/arrangements/${made.arrangementId}/ending`;
  const ending = { version: 1, endedHow: "other", ...day("toOn", "2026-02-14") };
  expect((await t.as("charlie").post(path, ending)).status).toBe(404);
  expect((await t.as("ada").post(path, ending)).status).toBe(403);
});
