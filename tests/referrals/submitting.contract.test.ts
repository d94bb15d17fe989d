import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aCheck, aDecision } from "../support/behaviour-factories.ts";
import { aContact } from "../support/family-factories.ts";
import { byRole, elementsIn, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { lastEventOf, referralRow } from "../support/referral-rows.ts";
import { aStartedDraft, fillDraft } from "../support/referral-steps.ts";

test("a draft is filled page by page, checked, submitted, and has a reference and what happens next", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  const before = await (await t.get(`/referrals/${started.id}`)).text();
  expect(before).toContain("Cannot start yet");
  await fillDraft(t, started);
  const tasks = await (await t.get(`/referrals/${started.id}`)).text();
  expect(tasks.match(/Completed/g)).toHaveLength(6);

  const check = await (await t.get(`/referrals/${started.id}/check-answers`)).text();
  for (const said of ["Mornings before school", "Get to school without a row", "Tuesday: morning", "After 10am"])
    expect(check).toContain(said);
  const { version } = await referralRow(t, started.id);
  const res = await t.post(`/referrals/${started.id}/check-answers`, { version, key: `send-${started.id}` });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/referrals/${started.id}/submission`]);
  const row = await referralRow(t, started.id);
  expect(row).toMatchObject({ state: "submitted", draft: null, to_organisation_id: t.organisations.willow });
  const done = await (await t.get(`/referrals/${started.id}/submission`)).text();
  expect(row.reference).toMatch(/^R-[2-9A-Z]{5}$/);
  expect(done).toContain(row.reference);
  expect(done).toContain("What happens next");
});

test("the provider sees it only once it is sent", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started);
  expect((await t.as("bob").get(`/referrals/${started.id}`)).status).toBe(404);
  const { version } = await referralRow(t, started.id);
  await t.post(`/referrals/${started.id}/check-answers`, { version, key: `send-${started.id}` });
  const seen = await t.as("bob").get(`/referrals/${started.id}`);
  const html = await seen.text();
  expect(seen.status).toBe(200);
  expect(html).toContain("Get to school without a row");
  expect(html).toContain("After 10am");
  expect((await t.as("rory").get(`/referrals/${started.id}`)).status).toBe(404);
});

test("it refuses to send while something is missing, and names each with a link", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started, ["reason", "availability"]);
  const { version } = await referralRow(t, started.id);
  const res = await t.post(`/referrals/${started.id}/check-answers`, { version, key: `send-${started.id}` });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain(`href="/referrals/${started.id}/reason"`);
  expect(html).toContain("Finish “When the carer can come”");
  expect((await referralRow(t, started.id)).state).toBe("draft");
});

test("without the carer’s agreement to share nothing is sent", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started);
  let { version } = await referralRow(t, started.id);
  await t.post(`/referrals/${started.id}/agreements`, {
    version,
    key: `no-${started.id}`,
    share: "declined",
    "contact-telephone": "given",
    how: "telephone",
  });
  ({ version } = await referralRow(t, started.id));
  const res = await t.post(`/referrals/${started.id}/check-answers`, { version, key: `send-${started.id}` });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("The carer has not agreed to share this with Willow Family Centre");
});

test("pressing submit twice at once sends once, and both presses get the same page", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started);
  const { version } = await referralRow(t, started.id);
  const press = () => t.post(`/referrals/${started.id}/check-answers`, { version, key: `send-${started.id}` });
  const answers = await Promise.all([press(), press(), press()]);
  for (const res of answers)
    expect([res.status, res.headers.get("location")]).toEqual([303, `/referrals/${started.id}/submission`]);
  expect(await lastEventOf(t, started.id)).toMatchObject({ verb: "submit", version: version + 1 });
});

test("of two people who submit from two pages, one is told that it was sent already", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started);
  const { version } = await referralRow(t, started.id);
  const [a, b] = await Promise.all([
    t.post(`/referrals/${started.id}/check-answers`, { version, key: `a-${started.id}` }),
    t.as("nadia").post(`/referrals/${started.id}/check-answers`, { version, key: `b-${started.id}` }),
  ]);
  expect([a.status, b.status].sort()).toEqual([303, 409]);
});

test("a submitted referral is no longer a draft: its pages say so", async () => {
  const t = await testApp({ as: "alice" });
  const referral = await aReferral(t).submitted();
  const res = await t.get(`/referrals/${referral.id}/goals`);
  expect(res.status).toBe(409);
  expect(await res.text()).toContain("the referral is submitted");
});

test("every page of the way is valid HTML with one heading", async () => {
  const t = await testApp({ as: "alice" });
  const { id, offerId } = await aStartedDraft(t);
  const pages = ["carer-and-child", "reason", "agreements", "needs", "availability", "goals", "check-answers"];
  const addresses = ["/referrals", `/referrals/new?offer=${offerId}`, `/referrals/${id}`];
  for (const address of [...addresses, ...pages.map((one) => `/referrals/${id}/${one}`)]) {
    const html = await (await t.get(address)).text();
    expect([address, validateHtml(html)]).toEqual([address, []]);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(byRole(html, "heading").map(textOf)).not.toContain("");
  }
});

test("check answers shows everything that is sent: each line that the provider then reads stood there", async () => {
  const t = await testApp({ as: "alice" });
  const { household, ...started } = await aStartedDraft(t);
  const who = { familyId: household.familyId, carerId: household.carerId, childId: household.childId };
  const check = await aCheck(t, who);
  const { id: decision_id } = await aDecision(t, who, check.id);
  await t.db.updateTable("offer").set({ decision_id }).where("id", "=", started.offerId).execute();
  await aContact(t, household.carerId, { value: "07700 900417" });
  await fillDraft(t, { ...started, household });
  const shown = textOf(readHtml(await (await t.get(`/referrals/${started.id}/check-answers`)).text()));
  const { version } = await referralRow(t, started.id);
  await t.post(`/referrals/${started.id}/check-answers`, { version, key: `all-${started.id}` });
  const html = await (await t.as("bob").get(`/referrals/${started.id}`)).text();
  const read = elementsIn(readHtml(html))
    .filter(({ tagName }) => tagName === "dd")
    .flatMap((one) => one.childNodes.map((node) => textOf(node)))
    .filter((text) => text !== "" && !["North kinship team", "Willow Family Centre"].includes(text));
  expect(read.length).toBeGreaterThan(15);
  expect(read.filter((text) => !shown.includes(text))).toEqual([]);
});
