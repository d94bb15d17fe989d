import { expect, test } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import { hasAgreement } from "../../src/features/families/index.ts";
import { testApp } from "../support/app.ts";
import { aHousehold, anAgreement } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";

const today = { "onDay-day": "2", "onDay-month": "3", "onDay-year": "2026" };

test("the latest answer rules: given, then withdrawn, and both stay on file", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const actor: Actor = { ...t.people.alice, organisationName: "", organisationKind: "team", sessionId: "" };
  const path = `/families/${made.familyId}/people/${made.carerId}/agreements/new`;
  expect(validateHtml(await (await t.get(path)).text())).toEqual([]);
  await anAgreement(t, { familyId: made.familyId, personId: made.carerId });
  expect(await hasAgreement(t.db, actor, made.carerId, "contact-text")).toBe(true);
  const res = await t.post(path, {
    purpose: "contact-text",
    answer: "withdrawn",
    how: "telephone",
    ...today,
    key: `w-${t.newId()}`,
  });
  expect([res.status, res.headers.get("location")]).toEqual([
    303,
    `/families/${made.familyId}/agreements?did=recorded`,
  ]);
  expect(await hasAgreement(t.db, actor, made.carerId, "contact-text")).toBe(false);
  const html = await (await t.get(res.headers.get("location")!)).text();
  expect(html).toContain("Agreement recorded");
  expect(html).toContain("Said earlier");
  expect(validateHtml(html)).toEqual([]);
});

test("sharing names the provider, and holds for that provider alone", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const actor: Actor = { ...t.people.alice, organisationName: "", organisationKind: "team", sessionId: "" };
  const path = `/families/${made.familyId}/people/${made.carerId}/agreements/new`;
  const typed = { purpose: "share-with-provider", answer: "given", how: "in-person", ...today };
  const wrong = await t.post(path, { ...typed, providerId: t.organisations.south });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain("Select the provider");
  await t.post(path, { ...typed, providerId: t.organisations.willow, key: `s-${t.newId()}` });
  expect(await hasAgreement(t.db, actor, made.carerId, "share-with-provider", t.organisations.willow)).toBe(true);
  expect(await hasAgreement(t.db, actor, made.carerId, "share-with-provider", t.organisations.rowan)).toBe(false);
});

test("an answer of an earlier day does not rule over one given since", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const actor: Actor = { ...t.people.alice, organisationName: "", organisationKind: "team", sessionId: "" };
  const path = `/families/${made.familyId}/people/${made.carerId}/agreements/new`;
  const typed = { purpose: "research", how: "paper", ...today };
  await t.post(path, { ...typed, answer: "declined", key: `1-${t.newId()}` });
  await t.post(path, { ...typed, answer: "given", "onDay-year": "2025", key: `2-${t.newId()}` });
  expect(await hasAgreement(t.db, actor, made.carerId, "research")).toBe(false);
  const later = await t.post(path, { ...typed, answer: "given", "onDay-day": "3" });
  expect(later.status).toBe(422);
});
