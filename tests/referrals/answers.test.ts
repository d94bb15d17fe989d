import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { validateHtml } from "../support/html.ts";
import { aProgramme, aReferral } from "../support/referral-factories.ts";
import { lastEventOf, referralRow } from "../support/referral-rows.ts";

test("a provider asks, the referrer reads the question and answers, and the provider accepts", async () => {
  const t = await testApp({ as: "bob" });
  const { id, version } = await aReferral(t).submitted();
  const asked = await t.post(`/referrals/${id}/question`, { version, key: "q", note: "Which school?" });
  expect(asked.headers.get("location")).toBe(`/referrals/${id}?did=asked`);
  const alice = t.as("alice");
  const form = await (await alice.get(`/referrals/${id}/answer`)).text();
  expect(form).toContain("Which school?");
  const answer = await alice.post(`/referrals/${id}/answer`, { version: version + 1, key: "a", note: "Mill Lane" });
  expect(answer.status).toBe(303);
  const accepted = await t.post(`/referrals/${id}/acceptance`, { version: version + 2, key: "y", note: "" });
  expect(accepted.headers.get("location")).toBe(`/referrals/${id}?did=accepted`);
  expect(await referralRow(t, id)).toMatchObject({ state: "accepted", version: version + 3 });
  const page = await (await alice.get(`/referrals/${id}?did=accepted`)).text();
  for (const said of ["Which school?", "Mill Lane", "Referral accepted"]) expect(page).toContain(said);
  expect(validateHtml(page)).toEqual([]);
});

test("an empty question or answer is refused", async () => {
  const t = await testApp({ as: "bob" });
  const { id, version } = await aReferral(t).submitted();
  expect((await t.post(`/referrals/${id}/question`, { version, key: "q", note: "  " })).status).toBe(422);
  const asked = await aReferral(t).informationRequested();
  const res = await t.as("alice").post(`/referrals/${asked.id}/answer`, { version: asked.version, key: "a", note: "" });
  expect(res.status).toBe(422);
});

const CBT = [
  ["suitable", {}, "accepted", "accept", null],
  [
    "suitable-not-ready",
    { "readyFromOn-day": "27", "readyFromOn-month": "4", "readyFromOn-year": "2026" },
    "waiting",
    "accept",
    null,
  ],
  ["needs-more", { note: "Told her GP, with her" }, "declined", "decline", "needs-more"],
  ["chose-something-else", {}, "closed", "close", "chose-something-else"],
] as const;

test.each(CBT)("CBT: the conversation came to “%s”", async (suitability, more, state, verb, reason) => {
  const t = await testApp({ as: "bob" });
  const { id, version } = await aReferral(t, { programme: await aProgramme(t, { kind: "cbt-group" }) }).submitted();
  const res = await t.post(`/referrals/${id}/acceptance`, { version, key: "c", suitability, ...more });
  expect(res.status).toBe(303);
  expect((await referralRow(t, id)).state).toBe(state);
  const ready_from_on = suitability === "suitable-not-ready" ? "2026-04-27" : null;
  expect(await lastEventOf(t, id)).toMatchObject({ verb, reason, suitability, ready_from_on });
});

test.each([
  [{}, "Select what the conversation came to"],
  [{ suitability: "suitable-not-ready" }, "Enter the day from which the carer will be ready"],
  [{ suitability: "needs-more" }, "Enter who was told that the carer needs more than this"],
  [
    {
      suitability: "suitable-not-ready",
      "readyFromOn-day": "31",
      "readyFromOn-month": "2",
      "readyFromOn-year": "2027",
    },
    "Ready from must be a real date",
  ],
] as const)("CBT needs the whole answer: %o", async (fields, sentence) => {
  const t = await testApp({ as: "bob" });
  const { id, version } = await aReferral(t, { programme: await aProgramme(t, { kind: "cbt-group" }) }).submitted();
  const res = await t.post(`/referrals/${id}/acceptance`, { version, key: "c", ...fields });
  expect(res.status).toBe(422);
  expect(await res.text()).toContain(sentence);
});

test("an accepted referral goes on the waiting list, with the day from which the carer is ready", async () => {
  const t = await testApp({ as: "bob" });
  const { id, version } = await aReferral(t).accepted();
  const day = { "readyFromOn-day": "1", "readyFromOn-month": "5", "readyFromOn-year": "2026" };
  expect((await t.post(`/referrals/${id}/waiting`, { version, key: "w", ...day })).status).toBe(303);
  expect(await lastEventOf(t, id)).toMatchObject({ verb: "wait", to_state: "waiting", ready_from_on: "2026-05-01" });
});

test("the referring side withdraws with a reason; the provider reads it and can do nothing more", async () => {
  const t = await testApp({ as: "alice" });
  const { id, version } = await aReferral(t).accepted();
  const missing = await t.post(`/referrals/${id}/withdrawal`, { version, key: "n", note: "Kept" });
  expect(missing.status).toBe(422);
  expect(await missing.text()).toContain("Kept");
  expect((await t.post(`/referrals/${id}/withdrawal`, { version, key: "w", reason: "child-moved" })).status).toBe(303);
  const seen = await (await t.as("bob").get(`/referrals/${id}`)).text();
  expect(seen).toContain("Reason: The child moved");
  expect(seen).not.toContain(`/referrals/${id}/declining`);
});

test("each side may do only what is its own", async () => {
  const t = await testApp({ as: "bob" });
  const { id } = await aReferral(t).submitted();
  for (const act of ["answer", "amendment", "withdrawal"])
    expect((await t.get(`/referrals/${id}/${act}`)).status).toBe(404);
  for (const act of ["acceptance", "question", "declining", "waiting"])
    expect((await t.as("alice").get(`/referrals/${id}/${act}`)).status).toBe(403);
  for (const act of ["answer", "amendment", "withdrawal", "acceptance"])
    expect((await t.as("charlie").get(`/referrals/${id}/${act}`)).status).toBe(act === "acceptance" ? 403 : 404);
});

test("every form of an answer is a valid page", async () => {
  const t = await testApp({ as: "bob" });
  const cbt = await aReferral(t, { programme: await aProgramme(t, { kind: "cbt-group" }) }).submitted();
  const accepted = await aReferral(t).accepted();
  const asked = await aReferral(t).informationRequested();
  const pages: ["bob" | "alice", string][] = [
    ["bob", `${cbt.id}/acceptance`],
    ["bob", `${cbt.id}/question`],
    ["bob", `${cbt.id}/declining`],
    ["bob", `${accepted.id}/waiting`],
    ["bob", accepted.id],
    ["alice", `${asked.id}/answer`],
    ["alice", `${accepted.id}/amendment`],
    ["alice", `${accepted.id}/withdrawal`],
    ["alice", asked.id],
  ];
  for (const [who, page] of pages) {
    const res = await t.as(who).get(`/referrals/${page}`);
    expect([page, res.status, validateHtml(await res.text())]).toEqual([page, 200, []]);
  }
});
