import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aContact, aHousehold } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";

async function aFamilyWithAddress(as: "alice" | "nadia" = "alice") {
  const t = await testApp({ as });
  const made = await aHousehold(t);
  const hidden = await aContact(t, made.carerId, {
    kind: "address",
    value: "4 Hidden Lane",
    folded: "4 hidden lane",
    confidential: "yes",
  });
  return { t, made, hidden, person: `/families/${made.familyId}/people/${made.carerId}` };
}

test("a confidential contact is masked until it is asked for, and the trail keeps that it was", async () => {
  const { t, made, hidden, person } = await aFamilyWithAddress();
  expect(await (await t.get(person)).text()).not.toContain("Hidden Lane");
  const shown = await t.post(`/families/${made.familyId}/contacts/${hidden.id}/showing`, {});
  const html = await shown.text();
  expect(html).toContain("4 Hidden Lane");
  expect(validateHtml(html)).toEqual([]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "read", subject_kind: "contact", subject_id: hidden.id, family_id: made.familyId }),
  );
  expect((await t.as("charlie").post(`/families/${made.familyId}/contacts/${hidden.id}/showing`, {})).status).toBe(404);
});

test("changing a confidential contact does not put its value on the page, and an empty one keeps it", async () => {
  const { t, made, hidden } = await aFamilyWithAddress();
  const path = `/families/${made.familyId}/contacts/${hidden.id}/edit`;
  expect(await (await t.get(path)).text()).not.toContain("Hidden Lane");
  const changed = { version: 1, kind: "address", value: "", confidential: "yes", safe: "no", key: `c-${t.newId()}` };
  expect((await t.post(path, changed)).status).toBe(303);
  const row = await t.db.selectFrom("contact").selectAll().where("id", "=", hidden.id).executeTakeFirst();
  expect(row).toMatchObject({ value: "4 Hidden Lane", safe: "no", version: 2 });
  expect((await t.post(path, { ...changed, key: `d-${t.newId()}` })).status).toBe(409);
});

test("a contact is added with when it is safe, and ended without being lost", async () => {
  const { t, made, person } = await aFamilyWithAddress();
  const add = `${person}/contacts/new`;
  const typed = { kind: "mobile", value: "+44 7700 900 321", safe: "at-times" };
  const wrong = await t.post(add, typed);
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Enter the times when it is safe");
  expect((await t.post(add, { ...typed, safeTimes: "Mornings", key: `n-${t.newId()}` })).status).toBe(303);
  const row = await t.db
    .selectFrom("contact")
    .selectAll()
    .where("person_id", "=", made.carerId)
    .where("kind", "=", "mobile")
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({ folded: "07700900321", safe_times: "Mornings", value: "+44 7700 900 321" });
  const end = `/families/${made.familyId}/contacts/${row.id}/ending`;
  expect(validateHtml(await (await t.get(end)).text())).toEqual([]);
  expect((await t.post(end, { version: 1, key: `e-${t.newId()}` })).status).toBe(303);
  expect(await (await t.get(person)).text()).toContain("not used since 2 March 2026");
});

test.each([
  ["mobile", "12345", "Enter a mobile number"],
  ["email", "maggie at example", "Enter an email address"],
  ["postcode", "LS6", "Enter a full postcode"],
  ["mobile", "", "Enter contact"],
])("a %s of %j is refused", async (kind, value, sentence) => {
  const { t, person } = await aFamilyWithAddress();
  const res = await t.post(`${person}/contacts/new`, { kind, value });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain(sentence);
});

test.each(["44 7700 900123", "7700 900123", "07700.900.123", "０７７００ ９００１２３", "+44 (0)7700 900123"])(
  "a number kept as %j is shown as typed, found by any other spelling, and known again on a new family's form",
  async (value) => {
    const { t, made, person } = await aFamilyWithAddress();
    expect((await t.post(`${person}/contacts/new`, { kind: "mobile", value })).status).toBe(303);
    expect(await (await t.get(person)).text()).toContain(value);
    for (const q of ["07700 900123", "+447700900123", "7700900123"]) {
      const found = await t.post("/families/search", { q, key: `q-${t.newId()}` });
      expect(await (await t.get(found.headers.get("location")!)).text()).toContain(made.reference);
    }
    const typing = await t.post("/families/new/lookalikes", {
      children: 1,
      "carer-givenName": "Margaret",
      "carer-familyName": "Hall",
      "contact-mobile": "0044 7700 900123",
    });
    expect(await typing.text()).toContain("Same telephone number");
  },
);

test.each(["ls62ab", "LS6-2AB", " ls6  2ab "])(
  "the postcode %j is kept in the one way that it is written",
  async (value) => {
    const { t, made, person } = await aFamilyWithAddress();
    const typed = { kind: "postcode", value, safe: "yes", confidential: "no", key: `p-${t.newId()}` };
    expect((await t.post(`${person}/contacts/new`, typed)).status).toBe(303);
    const rows = await t.db
      .selectFrom("contact")
      .where("person_id", "=", made.carerId)
      .where("kind", "=", "postcode")
      .select(["value", "folded"])
      .execute();
    expect(rows).toEqual([{ value: "LS6 2AB", folded: "LS62AB" }]);
  },
);
