import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aContact } from "../support/family-factories.ts";
import { byTag, textOf, validateHtml } from "../support/html.ts";
import { aReferral, type ReferralMade } from "../support/referral-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { endsAs, fileChanges, namesOf, saysOfSharing } from "../support/sharing-factories.ts";

const textAt = async (t: TestApp, path: string): Promise<string> => {
  const html = await (await t.get(path)).text();
  expect([path, validateHtml(html)]).toEqual([path, []]);
  return textOf(byTag(html, "main")[0]!).replaceAll(/\s+/g, " ");
};

const versionOf = async (t: TestApp, { id }: { id: string }) =>
  (await t.db.selectFrom("referral").where("id", "=", id).select("version").executeTakeFirstOrThrow()).version;

async function aSentReferral(to: "submitted" | "accepted" = "submitted") {
  const t = await testApp({ as: "bob" });
  const referral = await aReferral(t)[to]();
  const contact = await aContact(t, referral.carerId, {
    value: "07700 900111",
    folded: "07700900111",
    safe: "at-times",
    safe_times: "After 10am",
  });
  return {
    t,
    referral,
    contact,
    ...(await namesOf(t)),
    page: `/referrals/${referral.id}`,
    family: `/families/${referral.familyId}`,
  };
}

const decline = async (t: TestApp, referral: ReferralMade) =>
  t.post(`/referrals/${referral.id}/declining`, {
    key: t.newId(),
    version: await versionOf(t, referral),
    reason: "no-place",
    note: "Nothing near them.",
  });

test("who declined a referral keeps it as it was in that commit, and sees nothing of what changed since", async () => {
  const { t, referral, page, family } = await aSentReferral();
  expect((await t.get(family)).status).toBe(200);
  expect(await textAt(t, page)).toContain("07700 900111");
  expect((await decline(t, referral)).status).toBe(303);
  await fileChanges(t, referral);
  await aContact(t, referral.carerId, { value: "07700 900222", folded: "07700900222" });
  const text = await textAt(t, page);
  for (const kept of [
    "Margaret O'Neill",
    "Jayden Smith, aged 8",
    "After 10am",
    "Tuesday: morning",
    "Nothing near them.",
  ])
    expect(text).toContain(kept);
  expect(text).toContain("This referral has ended. You see it as it was on 2 March 2026.");
  expect(text).not.toMatch(/Laterday|A ramp|07700/);
  expect(await (await t.get(page)).text()).not.toContain(`href="${family}"`);
  const list = await textAt(t, "/referrals");
  expect([list.includes("Margaret O'Neill"), list.includes("Laterday")]).toEqual([true, false]);
  for (const part of ["", "/print", "/timeline", "/people", "/agreements", `/people/${referral.carerId}`])
    expect([part, (await t.get(`${family}${part}`)).status]).toEqual([part, 404]);
  expect(await textAt(t.as("alice"), page)).toContain("Margaret Laterday");
});

test("nor finds the family again: by name, birth date, telephone or reference", async () => {
  const { t, referral } = await aSentReferral();
  const { reference } = await t.db
    .selectFrom("family")
    .where("id", "=", referral.familyId)
    .select("reference")
    .executeTakeFirstOrThrow();
  const find = async (q: string) => {
    const res = await t.post("/families/search", { q, key: t.newId() });
    return !(await textAt(t, res.headers.get("location")!)).includes("Nobody found");
  };
  const ways = ["Margaret O'Neill", "12/04/1961", "07700 900111", reference];
  for (const q of ways) expect([q, await find(q)]).toEqual([q, true]);
  await decline(t, referral);
  for (const q of ways) expect([q, await find(q)]).toEqual([q, false]);
});

test("when the carer stops agreeing, the provider sees that, and whom to ring; it may decline and no more", async () => {
  const { t, referral, page, family, north, willow } = await aSentReferral();
  const said = await t.as("alice").post(`${family}/people/${referral.carerId}/agreements/new`, {
    key: t.newId(),
    purpose: "share-with-provider",
    providerId: t.organisations.willow,
    answer: "withdrawn",
    how: "telephone",
    "onDay-day": "2",
    "onDay-month": "3",
    "onDay-year": "2026",
  });
  expect(said.status).toBe(303);
  const text = await textAt(t, page);
  expect(text).toContain(`The carer stopped agreeing to share with ${willow} on 2 March 2026.`);
  expect(text).toContain(`ring ${north} on 01632 960000`);
  expect(text).not.toMatch(/Margaret|Neill|Jayden|Smith|07700|After 10am|Get to school|Mornings before/);
  expect((await t.get(family)).status).toBe(404);
  const version = await versionOf(t, referral);
  for (const act of ["acceptance", "question"]) {
    expect([act, (await t.get(`${page}/${act}`)).status]).toEqual([act, 409]);
    const res = await t.post(`${page}/${act}`, { key: t.newId(), version, note: "Which school?" });
    expect([act, res.status]).toEqual([act, 409]);
    expect(await res.text()).toContain("the carer no longer agrees to share with the provider");
  }
  expect((await decline(t, referral)).status).toBe(303);
  expect(await textAt(t, page)).not.toMatch(/Margaret|Neill|Jayden/);
});

test("and the referrer, who is told so, sends nothing more by it until the carer agrees again", async () => {
  const { t, referral, page, family, willow } = await aSentReferral("accepted");
  const alice = t.as("alice");
  await saysOfSharing(t, referral, "withdrawn");
  expect(await textAt(alice, page)).toContain(`so ${willow} no longer sees the family`);
  const amend = () =>
    alice.post(`${page}/amendment`, {
      key: t.newId(),
      version: referral.version,
      child: referral.childId,
      source: "1C",
      free: "2-morning",
      reason: "They have moved.",
      note: "New address",
      childcare: "yes",
      transport: "no",
    });
  expect([(await alice.get(`${page}/amendment`)).status, (await amend()).status]).toEqual([409, 409]);
  await saysOfSharing(t, referral, "given", "2026-02-28T10:00:00.000Z");
  expect([(await alice.get(`${page}/amendment`)).status, (await amend()).status]).toEqual([200, 303]);
  expect([(await t.get(family)).status, await textAt(t, page)]).toEqual([
    200,
    expect.stringContaining("They have moved."),
  ]);
});

test("an ending that is taken back opens the file again; the next one keeps it as it is then", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t), state: "started" });
  const [page, family] = [`/referrals/${who.referralId}`, `/families/${who.familyId}`];
  await endsAs(t, who.referralId, "completed");
  await fileChanges(t, who);
  expect([(await t.get(family)).status, await textAt(t, page)]).toEqual([
    404,
    expect.stringContaining("Maureen O’Neill"),
  ]);
  await t.db.updateTable("referral").set({ state: "started" }).where("id", "=", who.referralId).execute();
  expect([(await t.get(family)).status, await textAt(t, page)]).toEqual([
    200,
    expect.stringContaining("Maureen Laterday"),
  ]);
  await endsAs(t, who.referralId, "left-early");
  expect([(await t.get(family)).status, await textAt(t, page)]).toEqual([
    404,
    expect.stringContaining("Maureen Laterday"),
  ]);
});

test("the waiting list leaves out who no longer agrees, says so, and nobody enrols them", async () => {
  const { t, referral } = await aSentReferral("accepted");
  const enrolling = `/waiting/${referral.id}/enrolling`;
  expect([await textAt(t, "/waiting"), (await t.get(enrolling)).status]).toEqual([
    expect.stringContaining("Margaret O'Neill"),
    200,
  ]);
  await saysOfSharing(t, referral, "withdrawn");
  const text = await textAt(t, "/waiting");
  expect(text).not.toContain("Margaret");
  expect(text).toContain(
    `1 referral is not shown here: the carer no longer agrees to share with us. ${referral.reference}`,
  );
  for (const res of [await t.get(enrolling), await t.post(enrolling, { key: t.newId() })]) {
    expect(res.status).toBe(409);
    expect(await res.text()).toContain("The carer no longer agrees to share with us");
  }
});
