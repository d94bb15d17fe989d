import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { countsOn } from "../support/counts.ts";
import { hrefsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";

/** Sent on 23 February and answered by nobody: late on the tests' day by both standards in working days. */
async function late(as: "alice" | "nadia" | "bob" = "alice") {
  const t = await testApp({ as });
  const referral = await aReferral(t).submitted();
  return { t, referral, url: `/referrals/${referral.id}/late-reason` };
}

const said = (t: TestApp, id: string) =>
  t.db.selectFrom("late_reason").where("referral_id", "=", id).selectAll().orderBy("turn").execute();

const text = async (t: TestApp, path: string) => textOf(readHtml(await (await t.get(path)).text()));

test("why a referral is late is said once, stands for both sides, and is corrected; each turn is kept", async () => {
  const { t, referral, url } = await late();
  expect(hrefsOf(await (await t.get(`/referrals/${referral.id}`)).text(), "Say why it is late")).toEqual([url]);
  expect(validateHtml(await (await t.get(url)).text())).toEqual([]);
  const first = await t.post(url, { key: "1", version: 0, reason: "staff", note: "" });
  expect([first.status, first.headers.get("location")]).toEqual([303, `/referrals/${referral.id}?did=said-why`]);
  for (const who of ["alice", "bob"] as const)
    expect(await text(t.as(who), `/referrals/${referral.id}`)).toContain("Why it is late: Too few staff, or leave.");
  const bob = await t.as("bob").post(url, { key: "2", version: 1, reason: "other", note: "The post was lost" });
  expect(bob.status).toBe(303);
  expect((await said(t, referral.id)).map(({ turn, reason, note, by }) => [turn, reason, note, by])).toEqual([
    [1, "staff", null, t.people.alice.userId],
    [2, "other", "The post was lost", t.people.bob.userId],
  ]);
  expect(await text(t, "/referrals/late")).toContain("Something else. The post was lost (Bob Facilitator,");
});

test("the list of late referrals and the manager's first page count those of which nobody has said why", async () => {
  const { t, url } = await late("nadia");
  await aReferral(t).submitted();
  const unsaid = async () =>
    countsOn(await (await t.get("/")).text()).find(({ href }) => href === "/referrals/late?why=missing")?.count;
  expect(await unsaid()).toBe(2);
  await t.post(url, { key: "1", version: 0, reason: "overlooked", note: "" });
  expect(await unsaid()).toBe(1);
  expect(await text(t, "/referrals/late?why=missing")).toContain("1 referral");
  expect(await text(t, "/referrals/late")).toContain("2 referrals");
});

test("a standard that became late since asks again", async () => {
  const { t, referral, url } = await late("nadia");
  await t.db
    .insertInto("late_reason")
    .values({
      referral_id: referral.id,
      turn: 1,
      reason: "staff",
      standards: '["contact"]',
      at: "2026-03-01T09:00:00.000Z",
      by: t.people.nadia.userId,
    })
    .execute();
  expect(await text(t, "/referrals/late?why=missing")).toContain("1 referral");
  await t.post(url, { key: "1", version: 1, reason: "staff", note: "" });
  expect(await text(t, "/referrals/late?why=missing")).toContain("No referrals".replace("No", "0"));
});

test("what is wrong with it is said, with what was typed", async () => {
  const { t, url } = await late();
  const none = await t.post(url, { key: "1", version: 0, note: "Kingfisher" });
  expect(none.status).toBe(422);
  const html = await none.text();
  expect(html).toContain("Select why it is late");
  expect(html).toContain("Kingfisher");
  const other = await t.post(url, { key: "2", version: 0, reason: "other", note: "" });
  expect([other.status, (await other.text()).includes("Enter what the reason is")]).toEqual([422, true]);
});

test("two who say why at once both see both, once", async () => {
  const { t, referral, url } = await late();
  await t.post(url, { key: "1", version: 0, reason: "staff", note: "" });
  await t.post(url, { key: "1", version: 0, reason: "staff", note: "" });
  const second = await t.as("bob").post(url, { key: "2", version: 0, reason: "no-place", note: "Full until May" });
  const html = await second.text();
  expect(second.status).toBe(409);
  expect(html).toContain("Full until May");
  expect(html).toContain("Too few staff, or leave.");
  expect(await said(t, referral.id)).toHaveLength(1);
});

test("of what is not late nothing is said; another organisation finds none, and a co-leader may not", async () => {
  const { t, url } = await late();
  expect((await t.as("charlie").get(url)).status).toBe(404);
  expect((await t.as("cora").get(url)).status).toBe(403);
  const fresh = await aReferral(t, { at: "2026-03-02T08:00:00.000Z" }).submitted();
  const res = await t.get(`/referrals/${fresh.id}/late-reason`);
  expect(res.status).toBe(409);
});

test("it leaves a row in the trail", async () => {
  const { t, referral, url } = await late();
  await t.post(url, { key: "1", version: 0, reason: "staff", note: "" });
  const entry = (await t.audit()).findLast(({ subject_kind }) => subject_kind === "late_reason");
  expect(entry).toMatchObject({
    subject_id: referral.id,
    family_id: referral.familyId,
    actor_id: t.people.alice.userId,
  });
});
