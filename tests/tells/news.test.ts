import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { referralRow } from "../support/referral-rows.ts";

const CHANGED = "Changed since you last looked";

/** Alice works with the family. */
async function herFamily(t: TestApp, familyId: string, who: "alice" | "nadia" = "alice") {
  const { turn } = await t.db
    .selectFrom("family_worker")
    .where("family_id", "=", familyId)
    .select(({ fn }) => fn.max("turn").as("turn"))
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto("family_worker")
    .values({
      family_id: familyId,
      turn: (turn ?? 0) + 1,
      user_id: t.people[who].userId,
      at: "2026-01-05T09:00:00.000Z",
      by: t.people.nadia.userId,
    })
    .execute();
}

const home = async (t: TestApp) => (await t.get("/")).text();

/** Bob, of the provider, does something to a referral that was sent to it. */
const ACTS = {
  accept: ["acceptance", { note: "" }, "accepted the referral"],
  decline: ["declining", { reason: "no-place", note: "" }, "declined the referral"],
  ask: ["question", { note: "Which school?" }, "asks for information"],
} as const;

test.each(Object.entries(ACTS))(
  "the family's worker is told when a provider does this: %s",
  async (_, [path, fields, words]) => {
    const t = await testApp({ as: "bob" });
    const alice = t.as("alice");
    const referral = await aReferral(t).submitted();
    await herFamily(t, referral.familyId);
    const res = await t.post(`/referrals/${referral.id}/${path}`, { version: referral.version, key: "k", ...fields });
    expect(res.status).toBe(303);

    const first = await home(alice);
    expect(first).toContain(CHANGED);
    expect(first).toContain(`Bob Facilitator ${words}`);
    expect(validateHtml(first)).toEqual([]);
    expect(await (await alice.get("/referrals")).text()).toContain(`<strong class="govuk-tag">Changed</strong>`);

    const page = await (await alice.get(`/referrals/${referral.id}`)).text();
    expect(page).toContain(CHANGED);
    expect(page).toContain(`Bob Facilitator ${words}`);
    expect(validateHtml(page)).toEqual([]);

    for (const path of ["/", "/referrals", `/referrals/${referral.id}`])
      expect(await (await alice.get(path)).text()).not.toContain("Changed");
    expect(await home(t)).not.toContain(CHANGED);
  },
);

test("the provider is told when the referrer changes or withdraws what it has; who did it is not", async () => {
  const t = await testApp({ as: "alice" });
  const bob = t.as("bob");
  const referral = await aReferral(t).submitted();
  await herFamily(t, referral.familyId);
  const { version } = await referralRow(t, referral.id);
  const res = await t.post(`/referrals/${referral.id}/withdrawal`, {
    version,
    key: "w",
    reason: "carer-asked",
    note: "",
  });
  expect(res.status).toBe(303);
  expect(await home(bob)).toContain("Alice Practitioner withdrew the referral");
  expect(await home(t)).not.toContain(CHANGED);
});

test("one person's looking does not end the telling of another", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  // Nobody of North works with the family: its manager is told, and nobody else.
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  await t.as("alice").get(`/referrals/${referral.id}`);
  expect(await home(t.as("alice"))).not.toContain(CHANGED);
  expect(await home(t.as("nadia"))).toContain("accepted the referral");
});

test("a print and a list do not end the telling, a family's page does", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await herFamily(t, referral.familyId);
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  const alice = t.as("alice");
  await alice.get(`/families/${referral.familyId}/print`);
  await alice.get("/changes");
  expect(await home(alice)).toContain(CHANGED);
  expect(await (await alice.get(`/families/${referral.familyId}`)).text()).toContain("accepted the referral");
  expect(await home(alice)).not.toContain(CHANGED);
});

test("all at once: marked as looked at up to what the page showed, and no further", async () => {
  const t = await testApp({ as: "bob" });
  const alice = t.as("alice");
  const [one, other] = [await aReferral(t).submitted(), await aReferral(t).submitted()];
  for (const { familyId } of [one, other]) await herFamily(t, familyId);
  await t.post(`/referrals/${one.id}/acceptance`, { version: one.version, key: "k1", note: "" });
  const page = await (await alice.get("/changes")).text();
  expect(validateHtml(page)).toEqual([]);
  const upTo = /name="upTo" value="(\d+)"/.exec(page)![1]!;
  await t.post(`/referrals/${other.id}/acceptance`, { version: other.version, key: "k2", note: "" });
  expect((await alice.post("/changes/seen", { upTo, key: "s" })).headers.get("location")).toBe("/changes?did=seen");
  const left = await (await alice.get("/changes")).text();
  expect(left).toContain(`/referrals/${other.id}`);
  expect(left).not.toContain(`/referrals/${one.id}`);
  expect((await alice.post("/changes/seen", { upTo: "x", key: "s2" })).status).toBe(422);
});

test("whoever has locked the family for themselves is not told of it", async () => {
  const t = await testApp({ as: "bob" });
  const alice = t.as("alice");
  const referral = await aReferral(t).submitted();
  await herFamily(t, referral.familyId);
  await alice.post(`/families/${referral.familyId}/locking`, { key: "l", reason: "" });
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  expect(await home(alice)).not.toContain(CHANGED);
});

test("the news of a worker who has left reaches the team's manager", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await herFamily(t, referral.familyId);
  await t.db
    .updateTable("user")
    .set({ disabled_at: "2026-02-01T09:00:00.000Z" })
    .where("id", "=", t.people.alice.userId)
    .execute();
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  expect(await home(t.as("nadia"))).toContain("accepted the referral");
});

test("nobody of another organisation is told", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  for (const stranger of ["charlie", "rory"] as const) expect(await home(t.as(stranger))).not.toContain(CHANGED);
});

test("news goes after two months; the timer takes it", async () => {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t).submitted();
  await herFamily(t, referral.familyId);
  await t.post(`/referrals/${referral.id}/acceptance`, { version: referral.version, key: "k", note: "" });
  t.clock.set("2026-04-30T09:00:00Z");
  await t.jobs();
  const count = async () =>
    (await t.db.selectFrom("news").where("referral_id", "=", referral.id).selectAll().execute()).length;
  expect(await count()).toBe(1);
  t.clock.set("2026-05-02T09:00:00Z");
  await t.jobs();
  expect(await count()).toBe(0);
});
