import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { countsOn } from "../support/counts.ts";
import { aHousehold } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";

test.each(["alice", "nadia", "bob"] as const)("%s begins with what needs them today", async (who) => {
  const t = await testApp({ as: who });
  const res = await t.get("/");
  expect(res.status).toBe(200);
  const html = await res.text();
  expect(html).toContain("What needs you today");
  expect(html).toContain("Nothing waits for you.");
  expect(validateHtml(html)).toEqual([]);
});

test.each([
  ["erin", "/cohorts"],
  ["audrey", "/audit"],
  ["cora", "/sessions"],
] as const)("%s begins at %s", async (who, where) => {
  const t = await testApp({ as: who });
  const res = await t.get("/");
  expect([res.status, res.headers.get("location")]).toEqual([303, where]);
});

test("nobody signed in is sent to sign in", async () => {
  const t = await testApp({ as: null });
  const res = await t.get("/");
  expect(res.headers.get("location")).toMatch(/^\/sign-in/);
});

test("what is late stands first and loud, what is simply there last and small", async () => {
  const t = await testApp({ as: "alice" });
  await aReferral(t, { at: "2026-01-12T10:00:00.000Z" }).accepted();
  await aReferral(t).informationRequested();
  const html = await (await t.get("/")).text();
  const at = (words: string) => html.indexOf(words);
  expect(validateHtml(html)).toEqual([]);
  expect(
    [
      at(">Late<"),
      at("kinstep-counts--late"),
      at("referral late"),
      at(">Today<"),
      at("asks for information"),
      at("kinstep-counts--small"),
    ].toSorted((a, b) => a - b),
  ).toEqual([
    at(">Late<"),
    at("kinstep-counts--late"),
    at("referral late"),
    at(">Today<"),
    at("asks for information"),
    at("kinstep-counts--small"),
  ]);
  expect(at(">Late<")).toBeGreaterThan(0);
});

test("an administrator begins with concerns that nobody looks at, what ends, who was invited, and how the service is", async () => {
  const t = await testApp({ as: "ada" });
  const calm = await (await t.get("/")).text();
  expect(validateHtml(calm)).toEqual([]);
  expect(calm).toContain("Bank holidays are known up to");
  expect(calm).not.toContain("concern waits");
  const { id } = await aConcern(t, await aHousehold(t));
  await t.db
    .insertInto("concern_told")
    .values({
      concern_id: id,
      user_id: t.people.ada.userId,
      step: "administrator",
      why: "due",
      at: "2026-03-02T08:00:00.000Z",
    })
    .execute();
  await t.post("/users/invitations/new", {
    key: "i",
    name: "Grace Green",
    email: "grace@example.org",
    role: "practitioner",
  });
  const html = await (await t.get("/")).text();
  expect(countsOn(html).map(({ count, href }) => [count, href])).toEqual([
    [1, "/concerns/waiting"],
    [1, "/users/invitations"],
    [expect.any(Number), "/users"],
  ]);
  expect(html).not.toContain("Goes missing");
});

test.each(["cora", "erin", "audrey"] as const)(
  "%s, whose home is one list, begins with what is told nowhere else, and may open all that it leads to",
  async (who) => {
    const t = await testApp({ as: who });
    const { userId, organisationId } = t.people[who];
    const at = "2026-03-01T09:00:00.000Z";
    await t.db
      .insertInto("news")
      .values({ id: 1, user_id: userId, organisation_id: organisationId, verb: "leave.written", at, by: userId })
      .execute();
    expect((await t.get("/")).headers.get("location")).toBe("/changes");
    const html = await (await t.get("/changes")).text();
    expect(html).toContain('href="/leave"');
    expect(await (await t.get("/leave")).text()).toContain("wrote down leave of yours");
    expect((await t.get("/")).headers.get("location")).not.toBe("/changes");
  },
);
