import { expect } from "vitest";
import type { TestApp } from "./app.ts";
import { aContact, aHousehold } from "./family-factories.ts";
import { anAcceptedOffer, aProgramme, type Household, type ProgrammeMade } from "./referral-factories.ts";
import { referralRow } from "./referral-rows.ts";

/** What is typed on each page of a draft, by the end of its address. */
export const ANSWERS = (childId: string) => ({
  "carer-and-child": { child: childId },
  reason: { source: "1C", askedBy: "Mill Lane Primary", reason: "Mornings before school are very hard." },
  agreements: { share: "given", "contact-telephone": "given", "contact-text": "given", how: "in-person" },
  needs: { interpreterLanguage: "", childcare: "yes", transport: "no" },
  availability: { free: ["2-morning", "4-evening"] },
  goals: { words1: "Get to school without a row", whose1: "carer", words2: "", whose2: "carer" },
});

export type Started = { id: string; household: Household; programme: ProgrammeMade; offerId: string };

/** Alice begins a draft from an accepted offer, through the app, with nothing on file. */
export async function aStartedDraft(t: TestApp, support: "parenting" | "cbt" = "parenting"): Promise<Started> {
  const household = await aHousehold(t);
  await aContact(t, household.carerId, { safe: "at-times", safe_times: "After 10am" });
  const programme = await aProgramme(t, { kind: support === "cbt" ? "cbt-group" : "parenting-group" });
  const { id: offerId } = await anAcceptedOffer(t, household, support);
  const res = await t.post(`/referrals/new?offer=${offerId}`, {
    key: `new-${offerId}`,
    programme: programme.programmeId,
    child: household.childId,
  });
  expect(res.status).toBe(303);
  const id = /\/referrals\/([^?/]+)/.exec(res.headers.get("location") ?? "")![1]!;
  return { id, household, programme, offerId };
}

/** What the page of needs has about each number of the carer, as it comes filled. */
async function safetyFields(t: TestApp, carerId: string) {
  const numbers = await t.db.selectFrom("contact").where("person_id", "=", carerId).selectAll().execute();
  return Object.fromEntries(
    numbers.flatMap(({ id, safe, safe_times, version }) => [
      [`safe-${id}`, safe],
      [`times-${id}`, safe_times ?? ""],
      [`version-${id}`, version],
    ]),
  );
}

/** Every page of the draft saved, but for those left out. */
export async function fillDraft(t: TestApp, { id, household }: Started, leaveOut: readonly string[] = []) {
  for (const [task, fields] of Object.entries(ANSWERS(household.childId))) {
    if (leaveOut.includes(task)) continue;
    const { version } = await referralRow(t, id);
    const safety = task === "needs" ? await safetyFields(t, household.carerId) : {};
    const typed = { version, key: `${task}-${id}-${version}`, ...fields, ...safety };
    const res = await t.post(`/referrals/${id}/${task}`, typed);
    expect([task, res.status]).toEqual([task, 303]);
    expect(res.headers.get("location")).toMatch(new RegExp(`^/referrals/${id}(/[a-z-]+)?\\?did=saved$`));
  }
}
