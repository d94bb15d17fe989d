import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aContact } from "../support/family-factories.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { referralRow } from "../support/referral-rows.ts";
import { aStartedDraft, fillDraft } from "../support/referral-steps.ts";

// When somebody may be rung safely stands in one place, with the number (P1): the referral shows that place and asks there.

const NEEDS = {
  interpreterLanguage: "",
  childcare: "no",
  transport: "no",
  access: "",
  workPattern: "",
  bestTimeForText: "",
};

async function aDraft(contact: Parameters<typeof aContact>[2]) {
  const t = await testApp({ as: "alice" });
  const made = await aReferral(t).draft();
  const { id: contactId } = await aContact(t, made.carerId, contact);
  const fields = { ...NEEDS, version: made.version, [`version-${contactId}`]: 1 };
  const kept = () => t.db.selectFrom("contact").selectAll().where("id", "=", contactId).executeTakeFirstOrThrow();
  return { t, made, contactId, fields, kept, path: `/referrals/${made.id}/needs` };
}

test("the referral's page comes filled with what stands with the number, and changes it there", async () => {
  const { t, contactId, fields, kept, path } = await aDraft({ safe: "at-times", safe_times: "her son may be there" });
  const html = await (await t.get(path)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(fieldsOf(html)).toMatchObject({
    [`safe-${contactId}`]: ["at-times"],
    [`times-${contactId}`]: ["her son may be there"],
  });
  const typed = { ...fields, [`safe-${contactId}`]: "at-times", [`times-${contactId}`]: "School mornings only" };
  expect((await t.post(path, { ...typed, key: "k" })).status).toBe(303);
  expect(await kept()).toMatchObject({ safe: "at-times", safe_times: "School mornings only", version: 2 });
});

test("blank is refused where the number is not plainly safe, and so is what says two things", async () => {
  const { t, contactId, fields, kept, path } = await aDraft({ safe: "not-known" });
  const blank = await t.post(path, { ...fields, key: "a" });
  expect([blank.status, await blank.text()]).toEqual([
    422,
    expect.stringContaining("Select whether it is safe to ring 07700 900123. Ask the carer"),
  ]);
  const noTimes = await t.post(path, { ...fields, [`safe-${contactId}`]: "at-times", key: "b" });
  expect([noTimes.status, await noTimes.text()]).toEqual([
    422,
    expect.stringContaining("Enter the times when it is safe"),
  ]);
  const both = { ...fields, [`safe-${contactId}`]: "yes", [`times-${contactId}`]: "mornings", key: "c" };
  expect((await t.post(path, both)).status).toBe(422);
  expect(await kept()).toMatchObject({ safe: "not-known", version: 1 });
});

test("what somebody changed meanwhile is told, not written over", async () => {
  const { t, contactId, fields, kept, path } = await aDraft({ safe: "yes" });
  await t.db.updateTable("contact").set({ safe: "no", version: 2 }).where("id", "=", contactId).execute();
  const late = await t.post(path, { ...fields, [`safe-${contactId}`]: "yes", key: "k" });
  expect([late.status, await late.text()]).toEqual([409, expect.stringContaining("Not safe to use")]);
  expect(await kept()).toMatchObject({ safe: "no", version: 2 });
});

test("a number that nobody asked about keeps a referral from being sent, though its page was saved", async () => {
  const t = await testApp({ as: "alice" });
  const started = await aStartedDraft(t);
  await fillDraft(t, started);
  await aContact(t, started.household.carerId, { kind: "telephone", value: "01632 960001", safe: "not-known" });
  const { version } = await referralRow(t, started.id);
  const sent = await t.post(`/referrals/${started.id}/check-answers`, { version, key: "k" });
  expect(sent.status).toBe(422);
  expect(await sent.text()).toContain("Finish “Needs and safe contact”");
});

test("the database holds safe times in no second place", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aReferral(t).draft();
  const need = { person_id: made.carerId, childcare: "no", transport: "no", created_at: "", created_by: "" } as const;
  await expect(
    t.db
      .insertInto("need")
      .values({ ...need, safe_to_call: "Any time" })
      .execute(),
  ).rejects.toThrow("CHECK");
  await t.db.deleteFrom("need").where("person_id", "=", made.carerId).execute();
  await t.db.insertInto("need").values(need).execute();
  await expect(
    t.db
      .updateTable("need")
      .set({ safe_to_call: "Any time", version: 2 })
      .where("person_id", "=", made.carerId)
      .execute(),
  ).rejects.toThrow("CHECK");
});
