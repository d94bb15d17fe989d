import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aContact } from "../support/family-factories.ts";
import { attributeOf, byTag, textOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { aMark, anEnrolment, aRun } from "../support/run-factories.ts";

test("the provider sees how to reach the carer, what is safe, and never a confidential value", async () => {
  const t = await testApp({ as: "bob" });
  const { id, carerId } = await aReferral(t).submitted();
  await aContact(t, carerId, { safe: "at-times", safe_times: "after 10am" });
  await aContact(t, carerId, {
    kind: "telephone",
    value: "01632 960001",
    safe: "no",
    do_not_use_reason: "shared line",
  });
  await aContact(t, carerId, { kind: "address", value: "4 Elm Row", confidential: "yes" });
  const html = await (await t.get(`/referrals/${id}`)).text();
  expect(html).toContain("07700 900123. Safe only after 10am");
  expect(html).toContain("Not safe to use, do not use: shared line");
  expect(html).not.toContain("4 Elm Row");
  expect(validateHtml(html)).toEqual([]);
});

test("when the carer no longer agrees to share, the provider sees that and no more", async () => {
  const t = await testApp({ as: "bob" });
  const { id, carerId, familyId } = await aReferral(t).submitted();
  await t.db
    .insertInto("agreement")
    .values({
      id: t.newId(),
      person_id: carerId,
      family_id: familyId,
      purpose: "share-with-provider",
      provider_id: t.organisations.willow,
      answer: "withdrawn",
      wording_version: "1",
      how: "telephone",
      at: "2026-03-01T09:00:00.000Z",
      by: "seed",
    })
    .execute();
  const html = await (await t.get(`/referrals/${id}`)).text();
  expect(html).toContain("The carer stopped agreeing to share with Willow Family Centre on 1 March 2026.");
  expect(html).not.toContain("Get to school without a row");
  expect(await (await t.as("alice").get(`/referrals/${id}`)).text()).toContain("Get to school without a row");
});

test("the referrer sees which sessions the carer came to, and nothing more of them", async () => {
  const t = await testApp({ as: "alice" });
  const run = await aRun(t);
  const { referralId, enrolmentId } = await anEnrolment(t, { run, state: "started" });
  await aMark(t, { enrolmentId, sessionId: run.sessions[0]!.id });
  await aMark(t, { enrolmentId, sessionId: run.sessions[1]!.id, mark: "none" });
  const html = await (await t.get(`/referrals/${referralId}`)).text();
  for (const said of ["Session 1", "Came", "Did not come", "Not marked yet", "Tuesday group"])
    expect(html).toContain(said);
  for (const hidden of ["illness", "Illness", "Mill Lane"]) expect(html).not.toContain(hidden);
});

test("looking at a referral is in the trail before it is shown", async () => {
  const t = await testApp({ as: "bob" });
  const { id, familyId } = await aReferral(t).submitted();
  await t.get(`/referrals/${id}`);
  expect(await t.audit()).toEqual([
    expect.objectContaining({ verb: "read", subject_kind: "referral", subject_id: id, family_id: familyId }),
  ]);
});

test("who it is for decides: another provider and another team find nothing", async () => {
  const t = await testApp({ as: "rory" });
  const { id } = await aReferral(t).accepted();
  for (const who of ["rory", "charlie"] as const) expect((await t.as(who).get(`/referrals/${id}`)).status).toBe(404);
  for (const who of ["cora", "erin", "ada", "audrey"] as const)
    expect((await t.as(who).get(`/referrals/${id}`)).status).toBe(403);
  expect((await t.as("nadia").get(`/referrals/${id}`)).status).toBe(200);
});

test.each([
  ["submitted", "Accept"],
  ["accepted", "Put on the waiting list"],
  ["waiting", "Enrol on a run"],
] as const)(
  "what leads a referral that is %s on stands first, and opens; giving it back or declining stands behind",
  async (state, first) => {
    const t = await testApp({ as: "bob" });
    const { id } = await aReferral(t)[state]();
    const html = await (await t.get(`/referrals/${id}`)).text();
    const group = /<div class="govuk-button-group kinstep-no-print">[\s\S]*?<\/div>/.exec(html)![0];
    const said = byTag(group, "a").map(
      (one) => [textOf(one), attributeOf(one, "href")!, attributeOf(one, "class")!] as const,
    );
    expect(said[0]![0]).toBe(first);
    expect(said.filter(([, , css]) => !css.includes("secondary")).map(([text]) => text)).toEqual([first]);
    for (const [text, href] of said) expect([text, (await t.get(href)).status]).toEqual([text, 200]);
  },
);
