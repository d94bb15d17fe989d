import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { lastEventOf, referralRow } from "../support/referral-rows.ts";

const NEEDS = { interpreterLanguage: "", access: "", workPattern: "", bestTimeForText: "" };
const CHANGED = {
  ...NEEDS,
  reason: "Nights are hard now.",
  childcare: "no",
  transport: "no",
  note: "Her sister minds him",
};

test("the form comes filled with what was sent", async () => {
  const t = await testApp({ as: "alice" });
  const { id } = await aReferral(t).submitted();
  const fields = fieldsOf(await (await t.get(`/referrals/${id}/amendment`)).text());
  expect(fields).toMatchObject({
    reason: ["Mornings before school are very hard."],
    childcare: ["yes"],
    note: [""],
  });
});

test("an amendment says why, and both sides see before and after", async () => {
  const t = await testApp({ as: "alice" });
  const { id, version, carerId } = await aReferral(t).accepted();
  const res = await t.post(`/referrals/${id}/amendment`, { version, key: "a", ...CHANGED });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/referrals/${id}?did=amended`]);
  const event = await lastEventOf(t, id);
  expect(event).toMatchObject({ verb: "amend", from_state: "accepted", to_state: "accepted", note: CHANGED.note });
  expect(JSON.parse(event.changes!)).toEqual([
    { label: "Why now", before: "Mornings before school are very hard.", after: "Nights are hard now." },
    { label: "Childcare needed", before: "Yes", after: "No" },
  ]);
  const need = await t.db.selectFrom("need").where("person_id", "=", carerId).selectAll().executeTakeFirstOrThrow();
  expect([need.childcare, need.version]).toEqual(["no", 2]);
  const seen = await (await t.as("bob").get(`/referrals/${id}`)).text();
  for (const said of ["Referral changed", "Her sister minds him", "Nights are hard now."]) expect(seen).toContain(said);
});

test("it needs a reason, and something that differs", async () => {
  const t = await testApp({ as: "alice" });
  const { id, version } = await aReferral(t).accepted();
  const silent = await t.post(`/referrals/${id}/amendment`, { version, key: "s", ...CHANGED, note: "" });
  expect(silent.status).toBe(422);
  const html = await silent.text();
  expect(html).toContain("Enter why you are changing it");
  expect(html).toContain("Nights are hard now.");
  const same = { ...CHANGED, reason: "Mornings before school are very hard.", childcare: "yes" };
  const nothing = await t.post(`/referrals/${id}/amendment`, { version, key: "n", ...same });
  expect(nothing.status).toBe(422);
  expect(await nothing.text()).toContain("Nothing is different from what was sent");
});

test("a late amendment shows both texts", async () => {
  const t = await testApp({ as: "alice" });
  const { id, version } = await aReferral(t).accepted();
  await t.as("nadia").post(`/referrals/${id}/amendment`, { version, key: "one", ...CHANGED, reason: "Nadia’s words" });
  const res = await t.post(`/referrals/${id}/amendment`, { version, key: "two", ...CHANGED });
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const said of ["Nadia’s words", "Nights are hard now.", "Nadia Manager"]) expect(html).toContain(said);
  expect((await referralRow(t, id)).reason).toBe("Nadia’s words");
});
