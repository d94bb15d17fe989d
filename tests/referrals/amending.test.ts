import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aChild } from "../support/family-factories.ts";
import { attributeOf, elementsIn, fieldsOf, readHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import { lastEventOf, referralRow } from "../support/referral-rows.ts";

const namesIn = (html: string): string[] =>
  elementsIn(readHtml(html))
    .filter(({ tagName }) => ["input", "select", "textarea"].includes(tagName))
    .flatMap((one) => attributeOf(one, "name") ?? []);

const NEEDS = { interpreterLanguage: "", access: "", workPattern: "", bestTimeForText: "" };
const CHANGED = {
  ...NEEDS,
  reason: "Nights are hard now.",
  childcare: "no",
  transport: "no",
  note: "Her sister minds him",
};

/** The rest of the form, as it comes filled with what was sent. */
const SENT = {
  source: "1C",
  askedBy: "",
  free: ["2-morning"],
  words1: "Get to school without a row",
  whose1: "carer",
} as const;

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
  const { id, version, carerId, childId: child } = await aReferral(t).accepted();
  const res = await t.post(`/referrals/${id}/amendment`, { version, key: "a", child, ...SENT, ...CHANGED });
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
  const { id, version, childId: child } = await aReferral(t).accepted();
  const silent = await t.post(`/referrals/${id}/amendment`, {
    version,
    key: "s",
    child,
    ...SENT,
    ...CHANGED,
    note: "",
  });
  expect(silent.status).toBe(422);
  const html = await silent.text();
  expect(html).toContain("Enter why you are changing it");
  expect(html).toContain("Nights are hard now.");
  const same = { ...CHANGED, reason: "Mornings before school are very hard.", childcare: "yes" };
  const nothing = await t.post(`/referrals/${id}/amendment`, { version, key: "n", child, ...SENT, ...same });
  expect(nothing.status).toBe(422);
  expect(await nothing.text()).toContain("Nothing is different from what was sent");
});

test("a late amendment shows both texts", async () => {
  const t = await testApp({ as: "alice" });
  const { id, version, childId: child } = await aReferral(t).accepted();
  await t
    .as("nadia")
    .post(`/referrals/${id}/amendment`, { version, key: "one", child, ...SENT, ...CHANGED, reason: "Nadia’s words" });
  const res = await t.post(`/referrals/${id}/amendment`, { version, key: "two", child, ...SENT, ...CHANGED });
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const said of ["Nadia’s words", "Nights are hard now.", "Nadia Manager"]) expect(html).toContain(said);
  expect((await referralRow(t, id)).reason).toBe("Nadia’s words");
});

test("every page of the draft can be changed after sending, and both sides see each before and after", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aReferral(t).accepted();
  const { id, version, familyId, carerId } = made;
  const sister = await aChild(t, familyId, { given_name: "Aaliyah" });
  const res = await t.post(`/referrals/${id}/amendment`, {
    version,
    key: "all",
    ...CHANGED,
    child: sister.id,
    source: "2A",
    askedBy: "Mill Lane Primary",
    free: ["4-evening", "5-morning"],
    words1: "Sleep through the night",
    whose1: "together",
  });
  expect(res.status).toBe(303);
  const changes = JSON.parse((await lastEventOf(t, id)).changes!) as { label: string; before: string; after: string }[];
  expect(changes.map(({ label, after }) => [label, after])).toEqual([
    ["The child these questions are about", expect.stringContaining("Aaliyah")],
    ["Who first brought the carer", "School"],
    ["Who asked", "Mill Lane Primary"],
    ["Why now", "Nights are hard now."],
    ["Childcare needed", "No"],
    ["When the carer can come", "Thursday: evening; Friday: morning"],
    ["Goals", "Sleep through the night (theirs together)"],
  ]);
  expect(await referralRow(t, id)).toMatchObject({ child_id: sister.id, source: "2A", asked_by: "Mill Lane Primary" });
  const free = await t.db.selectFrom("availability").where("person_id", "=", carerId).select(["day", "part"]).execute();
  expect(free).toHaveLength(2);
  const seen = await (await t.as("bob").get(`/referrals/${id}`)).text();
  for (const { label, before, after } of changes)
    for (const said of [label, before, after]) expect(seen).toContain(said);
});

test("the amendment's form has every question of the draft's pages, and leads to the agreements", async () => {
  const t = await testApp({ as: "alice" });
  const draft = await aReferral(t).draft();
  const sent = await aReferral(t).accepted();
  const form = await (await t.get(`/referrals/${sent.id}/amendment`)).text();
  const names = namesIn(form);
  for (const task of ["carer-and-child", "reason", "needs", "availability", "goals"]) {
    const asked = namesIn(await (await t.get(`/referrals/${draft.id}/${task}`)).text());
    expect([task, asked.length > 2, asked.filter((name) => !names.includes(name))]).toEqual([task, true, []]);
  }
  expect(form).toContain(`href="/families/${sent.familyId}/agreements"`);
});

test("once the carer has a place the child and the goals are fixed", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aReferral(t).enrolled();
  const form = await (await t.get(`/referrals/${made.id}/amendment`)).text();
  expect(form).toContain("The child is fixed now");
  expect(namesIn(form)).not.toContain("words1");
});
