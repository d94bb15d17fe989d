import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aCarer, aChild, aContact, aHousehold, anAgreement, anArrangement } from "../support/family-factories.ts";
import { byTag, textOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";

/** A family of North with a second carer and a second child, and one referral to Willow about the first of each. */
async function aReferredFamily(state: "draft" | "submitted" | "closed" = "submitted") {
  const t = await testApp({ as: "bob" });
  const household = await aHousehold(t);
  const { familyId } = household;
  const [carer, child] = [
    await aCarer(t, familyId, { given_name: "Patrick", ethnicity: "WIRI" }),
    await aChild(t, familyId, { given_name: "Ruby" }),
  ];
  await anArrangement(t, { familyId, carerId: carer.id, childId: child.id }, { kind: "private-fostering" });
  await aContact(t, household.carerId, { value: "07700 900111", folded: "07700900111" });
  await aContact(t, household.carerId, {
    kind: "address",
    value: "4 Hidden Lane",
    folded: "4 hidden lane",
    confidential: "yes",
  });
  await anAgreement(
    t,
    { familyId, personId: household.carerId },
    { purpose: "share-with-provider", provider_id: t.organisations.rowan },
  );
  await aReferral(t, { household })[state]();
  return { t, household, other: { carerId: carer.id, childId: child.id }, of: `/families/${familyId}` };
}

test("a provider sees of a referred family the carer and the child of its referral, and nothing it does not need", async () => {
  const { t, household, other, of } = await aReferredFamily();
  const text = textOf(byTag(await (await t.get(of)).text(), "main")[0]!);
  expect(text).toContain("Held by North kinship team");
  expect(text).toContain("Margaret O'Neill");
  expect(text).toContain("Jayden Smith");
  expect(text).not.toMatch(/Patrick|Ruby|Private fostering|Rowan|Close this family|Add a care arrangement/);
  const person = await (await t.get(`${of}/people/${household.carerId}`)).text();
  expect(person).toContain("07700 900111");
  expect(person).not.toMatch(/Hidden Lane|Confidential|Ethnicity|Disability|Change details/);
  expect(validateHtml(person)).toEqual([]);
  expect((await t.get(`${of}/people/${other.carerId}`)).status).toBe(404);
  for (const part of ["/timeline", "/print", "/agreements", "/people"])
    expect(await (await t.get(`${of}${part}`)).text()).not.toMatch(/Patrick|Ruby|Rowan|Hidden Lane/);
});

test("a provider changes nothing of a family that another organisation holds, but records what was agreed with it", async () => {
  const { t, household, of } = await aReferredFamily();
  const person = `${of}/people/${household.carerId}`;
  for (const path of [
    `${person}/edit`,
    `${person}/history`,
    `${person}/needs`,
    `${of}/closing`,
    `${of}/arrangements/new`,
    `${person}/contacts/new`,
  ])
    expect((await t.get(path)).status).toBe(404);
  for (const path of [
    `${person}/edit`,
    `${person}/needs`,
    `${of}/closing`,
    `${of}/review`,
    `${of}/arrangements/new`,
    `${person}/contacts/new`,
  ])
    expect((await t.post(path, { version: 1 })).status).toBe(404);
  const agreed = {
    purpose: "gp",
    answer: "given",
    how: "in-person",
    "onDay-day": "2",
    "onDay-month": "3",
    "onDay-year": "2026",
  };
  expect((await t.post(`${person}/agreements/new`, { ...agreed, key: `g-${t.newId()}` })).status).toBe(303);
});

test("a draft shows a provider nothing, and other providers never see the family", async () => {
  const draft = await aReferredFamily("draft");
  expect((await draft.t.get(draft.of)).status).toBe(404);
  const sent = await aReferredFamily();
  expect((await sent.t.as("rory").get(sent.of)).status).toBe(404);
});

test("a provider finds its referred people by name, and nobody else of the family", async () => {
  const { t } = await aReferredFamily();
  const find = async (q: string) => {
    const res = await t.post("/families/search", { q, key: `q-${t.newId()}` });
    return textOf(byTag(await (await t.get(res.headers.get("location")!)).text(), "main")[0]!);
  };
  expect(await find("O'Neill Margaret")).toContain("Margaret O'Neill: name");
  expect(await find("Patrick")).toContain("Nobody found");
  expect(await (await t.get("/families")).text()).toContain("No open families yet");
});
