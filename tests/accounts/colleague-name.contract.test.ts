import { describe, expect, test } from "vitest";
import { isLikeName } from "../../src/features/accounts/colleague-name.ts";
import { PASSWORD, withSecondFactor } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";

const TAKEN = "Somebody in your organisation has this name already.";
const of = (...codes: number[]) => String.fromCodePoint(...codes);

describe("names that look alike", () => {
  test.each([
    ["ALICE  PRACTITIONER"],
    ["Alice-Practitioner"],
    ["Álice Practitioner"],
    ["AIice Practltioner"],
    [`Ali${of(0x200b)}ce Practitioner`],
    [`${of(0x410)}lice Pra${of(0x441)}titi${of(0x43e)}ner`],
    ["Ａｌｉｃｅ Practitioner"],
  ])("%s is like Alice Practitioner", (name) => {
    expect(isLikeName(name, "Alice Practitioner")).toBe(true);
  });

  test.each([
    ["Alice J. Practitioner", "Alice Practitioner"],
    ["Siân Rees", "Siôn Rees"],
    ["محمد", "محمود"],
    ["李小龍", "李大龍"],
    ["🫖", "🐦"],
  ])("%s is not like %s", (one, other) => {
    expect(isLikeName(one, other)).toBe(false);
  });
});

const nameOf = async (t: TestApp, userId: string) =>
  (await t.db.selectFrom("user").where("id", "=", userId).select("name").executeTakeFirstOrThrow()).name;

test("nobody takes a colleague's name, or one that looks like it; another organisation's people don't matter", async () => {
  const t = await testApp({ as: "nadia" });
  const { userId } = t.people.nadia;
  const rename = (name: string) => t.post("/account/name", { key: t.newId(), name });
  for (const name of ["Alice Practitioner", "alice practitioner", "AIice Practitioner"]) {
    const answer = await rename(name);
    const html = await answer.text();
    expect([answer.status, html.includes(TAKEN), fieldsOf(html).name]).toEqual([422, true, [name]]);
  }
  expect(await nameOf(t, userId)).toBe("Nadia Manager");
  for (const name of ["Nadia MANAGER", "Bob Facilitator", "Alice B. Practitioner"])
    expect([name, (await rename(name)).status]).toEqual([name, 303]);
});

test("the name of somebody who has left, or who is disabled, is free again", async () => {
  const t = await testApp({ as: "nadia" });
  const { alice, erin } = t.people;
  await t.db
    .updateTable("user")
    .set({ disabled_at: "2026-03-01T09:00:00.000Z" })
    .where("id", "=", alice.userId)
    .execute();
  await t.db.updateTable("membership").set({ to_on: "2026-03-01" }).where("id", "=", erin.membershipId).execute();
  for (const name of ["Alice Practitioner", "Erin Evaluator"])
    expect([name, (await t.post("/account/name", { key: t.newId(), name })).status]).toEqual([name, 303]);
});

const invite = async (t: TestApp, email: string) => {
  const made = await t.as("ada").post("/users/invitations/new", { name: "Grace", email, role: "auditor" });
  return /\/invitations\/[A-Za-z0-9_-]{43}/.exec(await made.text())![0];
};

test("nor does somebody who joins", async () => {
  const t = await testApp({ as: null });
  const link = await invite(t, `grace-${t.people.ada.userId}@example.org`);
  const taken = await t.post(link, { name: "Ada Administrator", new_password: PASSWORD });
  expect([taken.status, (await taken.text()).includes(TAKEN)]).toEqual([422, true]);
  expect((await t.post(link, { name: "Ada G. Administrator", new_password: PASSWORD })).status).toBe(303);
});

test("or who takes a role in another organisation under a name that somebody there has", async () => {
  const t = await testApp({ as: null });
  const { charlie, alice } = t.people;
  await t.db.updateTable("user").set({ name: "Alice Practitioner" }).where("id", "=", charlie.userId).execute();
  const { cookies } = await withSecondFactor(t, "charlie");
  const link = await invite(t, charlie.email);
  const refused = await t.post(link, {}, cookies);
  const html = await refused.text();
  expect([refused.status, html.includes(TAKEN), html.includes("Change your name")]).toEqual([409, true, true]);
  expect(validateHtml(html)).toEqual([]);
  await t.db.updateTable("user").set({ name: "Alice of the South" }).where("id", "=", charlie.userId).execute();
  expect((await t.post(link, {}, cookies)).status).toBe(303);
  expect(await nameOf(t, alice.userId)).toBe("Alice Practitioner");
});

test("two people with one name are told apart in the trail by their addresses, in its lines and its filter", async () => {
  const t = await testApp({ as: "audrey" });
  const { alice, nadia } = t.people;
  await t.db.updateTable("user").set({ name: "Sam Lee" }).where("id", "in", [alice.userId, nadia.userId]).execute();
  await t.as("alice").get("/account/sign-ins");
  await t.as("nadia").get("/account/sign-ins");
  const html = await (await t.get(`/audit?actor=${nadia.userId}`)).text();
  expect(html).toContain(`<td class="govuk-table__cell">Sam Lee, ${nadia.email}</td>`);
  expect(html).not.toContain(`<td class="govuk-table__cell">Sam Lee, ${alice.email}</td>`);
  for (const { email, userId } of [alice, nadia])
    expect(html).toMatch(new RegExp(`<option value="${userId}"[^>]*>Sam Lee, ${email}</option>`));
  expect(validateHtml(html)).toEqual([]);
});
