import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aCheck, aNeedAssessment, anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf } from "../support/html.ts";
import { waysOn } from "../support/pages-shown.ts";
import { aReferral } from "../support/referral-factories.ts";

/** A saved page knows what comes next: it names at least one way, and each way is there. */
async function leadsOn(t: TestApp, path: string) {
  const html = await (await t.get(path)).text();
  const ways = waysOn(html);
  expect([path, ways.length]).not.toEqual([path, 0]);
  for (const way of ways) expect([path, way, (await t.get(way)).status]).toEqual([path, way, 200]);
  return ways;
}

const RECOMMENDED = [{ behaviour: "refuses", how_often: "4", challenge: "3" }] as const;
const BELOW = [{ behaviour: "refuses", how_often: "1", challenge: "1" }] as const;
const NOT_ENOUGH = [{ behaviour: "refuses", how_often: null, challenge: "3" }] as const;
const DECISIONS = [
  { decided: "offer", routes: ["parenting"] },
  { decided: "offer", routes: ["navigator"], whyOtherwise: "other-support" },
  { decided: "not-now", whyOtherwise: "crisis-first" },
  { decided: "look-again", whyOtherwise: "crisis-first" },
];

test.each([
  ["recommended", RECOMMENDED],
  ["below the rule", BELOW],
  ["not enough information", NOT_ENOUGH],
] as const)("whatever is decided of a check that is %s, the page knows what comes next", async (_, items) => {
  const t = await testApp({ as: "alice" });
  for (const decision of DECISIONS) {
    const who = await aHousehold(t);
    const check = await aCheck(t, who, { items: [...items] });
    const { version, seen } = fieldsOf(await (await t.get(`/checks/${check.id}`)).text());
    const day = { "lookAgainOn-day": "27", "lookAgainOn-month": "4", "lookAgainOn-year": "2026" };
    const form = { key: t.newId(), version: version![0], seen: seen![0], ...day, ...decision };
    const res = await t.post(`/checks/${check.id}/decision`, form);
    expect(res.status).toBe(303);
    await leadsOn(t, res.headers.get("location")!);
  }
});

test("before a decision the page of a check has the decision on it, and says what can be done where the rule recommends nothing", async () => {
  const t = await testApp({ as: "alice" });
  for (const [items, words] of [
    [RECOMMENDED, "You decide"],
    [BELOW, "You can offer support all the same"],
    [NOT_ENOUGH, "Complete the check"],
  ] as const) {
    const check = await aCheck(t, await aHousehold(t), { items: [...items] });
    const html = await (await t.get(`/checks/${check.id}`)).text();
    expect(html).toContain("You decide");
    expect(html).toContain(words);
  }
});

test("a need assessment leads to what the rule says now, or to a first check", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const before = await aNeedAssessment(t, who);
  expect(await leadsOn(t, `/need-assessments/${before.id}`)).toEqual([`/families/${who.familyId}/checks/new`]);
  const check = await aCheck(t, who);
  const corrected = await aCheck(t, who, { supersedes_id: check.id, correction_reason: "A wrong day" });
  expect(await leadsOn(t, `/need-assessments/${before.id}`)).toEqual([`/checks/${corrected.id}`]);
});

test("an offer leads on, whatever was said to it", async () => {
  const t = await testApp({ as: "alice" });
  for (const support of ["parenting", "cbt", "navigator"] as const)
    for (const state of [
      "told",
      "offered",
      "accepted",
      "declined",
      "no-reply",
      "not-offered",
      "started",
      "ended",
    ] as const) {
      const { id } = await anOffer(t, await aHousehold(t), { support, state });
      await leadsOn(t, `/offers/${id}`);
    }
});

test("a referral that was declined or closed offers the referrer what comes next, and the provider nothing of the family", async () => {
  const t = await testApp({ as: "alice" });
  for (const made of [await aReferral(t).declined(), await aReferral(t).closed()]) {
    const ways = await leadsOn(t, `/referrals/${made.id}`);
    expect(ways[0]).toBe(`/referrals/new?offer=${made.offerId}`);
    expect(waysOn(await (await t.as("bob").get(`/referrals/${made.id}`)).text())).toEqual([]);
  }
});
