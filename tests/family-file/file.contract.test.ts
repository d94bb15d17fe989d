import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aContact, aHousehold, anAgreement, anArrangement } from "../support/family-factories.ts";
import { byTag, textOf, validateHtml } from "../support/html.ts";

test("the file shows people with ages, arrangements with the ended ones, agreements, and is kept in the trail", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await anArrangement(t, made, {
    kind: "kinship-foster-temporary",
    from_on: "2021-03-01",
    to_on: "2022-08-31",
    ended_how: "order-changed",
  });
  await anAgreement(t, { familyId: made.familyId, personId: made.carerId });
  const res = await t.get(`/families/${made.familyId}`);
  const html = await res.text();
  const text = textOf(byTag(html, "main")[0]!);
  expect(res.status).toBe(200);
  expect(text).toContain("Jayden Smith, aged 8");
  expect(text).toContain("Special guardianship order from 1 September 2022");
  expect(text).toContain("Kinship foster care, temporary approval 1 March 2021 to 31 August 2022");
  expect(text).toContain("The order or approval changed");
  expect(text).toContain("Contact by text");
  expect(text).toContain("CBT for the carer");
  expect(validateHtml(html)).toEqual([]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "read",
      subject_kind: "family",
      subject_id: made.familyId,
      family_id: made.familyId,
    }),
  );
});

test.each(["", "/timeline", "/print", "/people", "/agreements", "/locking"])(
  "another organisation is answered 404 for %s",
  async (part) => {
    const t = await testApp({ as: "alice" });
    const made = await aHousehold(t);
    expect((await t.get(`/families/${made.familyId}${part}`)).status).toBe(200);
    for (const name of ["charlie", "bob", "rory"] as const)
      expect((await t.as(name).get(`/families/${made.familyId}${part}`)).status).toBe(404);
    for (const name of ["erin", "ada", "audrey", "cora"] as const)
      expect((await t.as(name).get(`/families/${made.familyId}${part}`)).status).toBe(403);
  },
);

test("the timeline holds what was recorded, newest first, and can show one kind", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await anAgreement(t, { familyId: made.familyId, personId: made.carerId });
  const html = await (await t.get(`/families/${made.familyId}/timeline`)).text();
  const titles = byTag(html, "h2").map(textOf);
  expect(titles.filter((title) => /began|Contact by text/.test(title))).toEqual([
    "Contact by text: agreed",
    "Care arrangement began",
  ]);
  expect(validateHtml(html)).toEqual([]);
  const some = await (await t.get(`/families/${made.familyId}/timeline?show=arrangement`)).text();
  expect(some).toContain("1 entry");
  expect((await t.get(`/families/${made.familyId}/timeline?show=nothing`)).status).toBe(400);
});

test("the printed summary masks a confidential contact and is kept in the trail as a print", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await aContact(t, made.carerId, {
    kind: "address",
    value: "4 Hidden Lane",
    folded: "4 hidden lane",
    confidential: "yes",
  });
  await aContact(t, made.carerId, { value: "07700 900555", folded: "07700900555" });
  const html = await (await t.get(`/families/${made.familyId}/print`)).text();
  expect(html).not.toContain("Hidden Lane");
  expect(html).toContain("07700 900555");
  expect(validateHtml(html)).toEqual([]);
  expect(await t.audit()).toContainEqual(expect.objectContaining({ verb: "print", subject_id: made.familyId }));
});

test("a manager sees who locked the family, and unlocks it", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await t.post(`/families/${made.familyId}/locking`, { reason: "My neighbour", key: `lock-${t.newId()}` });
  const shown = await (await t.as("nadia").get(`/families/${made.familyId}`)).text();
  expect(shown).toContain("Alice Practitioner knows this family");
  const action = /action="(\/families\/[^"]+\/lifting)"/.exec(shown)![1]!;
  expect((await t.get(`/families/${made.familyId}`)).status).toBe(404);
  expect((await t.as("nadia").post(action, { key: `lift-${t.newId()}` })).status).toBe(303);
  expect((await t.get(`/families/${made.familyId}`)).status).toBe(200);
});
