import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aHousehold, anAgreement } from "../support/family-factories.ts";
import { aReferral } from "../support/referral-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

/** Makes somebody act for another organisation, as a person with two memberships does when they choose the other. */
const movesTo = (t: TestApp, name: "alice" | "audrey", organisation: "south" | "rowan") =>
  t.db
    .updateTable("membership")
    .set({ organisation_id: t.organisations[organisation] })
    .where("id", "=", t.people[name].membershipId)
    .execute();

test("a family that was referred to one provider is not another's to see", async () => {
  const t = await testApp({ as: "bob" });
  const { familyId } = await aReferral(t).submitted();
  expect((await t.get(`/families/${familyId}`)).status).toBe(200);
  for (const name of ["rory", "charlie"] as const)
    expect([name, (await t.as(name).get(`/families/${familyId}`)).status]).toEqual([name, 404]);
});

test("a provider's waiting list holds who was referred to it, not whom it referred elsewhere", async () => {
  const t = await testApp({ as: "bob" });
  const [in_, out] = [await aReferral(t).waiting(), await aReferral(t, { from: "willow", to: "rowan" }).waiting()];
  const html = await (await t.get("/waiting")).text();
  expect([html.includes(in_.id), html.includes(out.id)]).toEqual([true, false]);
});

test("scores that the carer lets the referring council see are its alone on that page, not the provider's", async () => {
  const t = await testApp({ as: "alice" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  await anAssessment(t, who, { measureId: "gad-7" });
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "council-sees-scores" });
  const page = `/referrals/${who.referralId}/scores`;
  expect((await t.get(page)).status).toBe(200);
  expect((await t.as("bob").get(page)).status).toBe(404);
});

test("a search kept for one organisation is not opened while acting for another", async () => {
  const t = await testApp({ as: "alice" });
  const kept = await t.post("/families/search", { key: t.newId(), q: "O'Neill" });
  const path = kept.headers.get("location")!;
  expect((await t.get(path)).status).toBe(200);
  await movesTo(t, "alice", "south");
  expect((await t.get(path)).status).toBe(404);
});

test("nor is an auditor's", async () => {
  const t = await testApp({ as: "audrey" });
  const { reference } = await aHousehold(t);
  const kept = await t.post("/audit/families", { key: t.newId(), reference });
  const path = kept.headers.get("location")!;
  expect((await t.get(path)).status).toBe(200);
  await movesTo(t, "audrey", "south");
  expect((await t.get(path)).status).toBe(404);
});

test("locks by people of another organisation are not listed", async () => {
  const t = await testApp({ as: "nadia" });
  const { familyId } = await aReferral(t).submitted();
  expect((await t.as("bob").post(`/families/${familyId}/locking`, { reason: "Cousin", key: t.newId() })).status).toBe(
    303,
  );
  expect(await (await t.get(`/families/${familyId}`)).text()).not.toContain("Bob Facilitator");
});

test("inviting somebody leaves another organisation's invitation of theirs open", async () => {
  const t = await testApp({ as: "ada" });
  const invite = (name: "ada" | "charlie") =>
    t.as(name).post("/users/invitations/new", {
      key: t.newId(),
      name: "Grace Green",
      email: "grace@example.org",
      role: "practitioner",
    });
  await t.db
    .updateTable("membership")
    .set({ role: "administrator" })
    .where("id", "=", t.people.charlie.membershipId)
    .execute();
  for (const name of ["charlie", "ada"] as const) expect([name, (await invite(name)).status]).toEqual([name, 200]);
  const open = await t.db
    .selectFrom("invitation")
    .where("email", "=", "grace@example.org")
    .where("revoked_at", "is", null)
    .select("organisation_id")
    .execute();
  expect(open.map((one) => one.organisation_id).sort()).toEqual([t.organisations.north, t.organisations.south].sort());
});
