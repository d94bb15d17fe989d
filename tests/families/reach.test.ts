import { sql } from "kysely";
import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aContact, aHousehold, anAgreement } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";

const MORNINGS = {
  safe: "at-times",
  safe_days: "12345",
  safe_from: "09:00",
  safe_to: "12:00",
  school_days: "yes",
} as const;
const WORDS = "School mornings only, her son may be there";

async function aFamilyToRing(
  contact: Parameters<typeof aContact>[2] = {},
  answer: "given" | "declined" | null = "given",
) {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await aContact(t, made.carerId, contact);
  const who = { familyId: made.familyId, personId: made.carerId };
  if (answer) await anAgreement(t, who, { purpose: "contact-telephone", answer });
  const family = async () => (await t.get(`/families/${made.familyId}`)).text();
  return { t, made, who, family };
}

const LINK = 'href="tel:07700900123"';

test("at 3:20pm with “school mornings only” the number is no link, and the card says why; at 10am it is (X31)", async () => {
  const { family } = await aFamilyToRing({ ...MORNINGS, safe_times: WORDS });
  const morning = await family();
  expect(morning).toContain(LINK);
  expect(morning).toContain("It is 9am: yes");
  const later = await aFamilyToRing({ ...MORNINGS, safe_times: WORDS });
  later.t.clock.set("2026-03-02T15:20:00Z");
  const afternoon = await later.family();
  expect(afternoon).not.toContain("tel:");
  expect(afternoon).toContain("07700 900123");
  expect(afternoon).toContain("It is 3:20pm: no. Safe only Monday to Friday, 9am to midday, on school days");
  expect(afternoon).toContain("her son may be there");
  expect(afternoon).toContain("Safe next: 3 March 2026 at 9am");
  expect(validateHtml(afternoon)).toEqual([]);
});

test("words alone are never taken for safe: they are read first", async () => {
  const { family } = await aFamilyToRing({ safe: "at-times", safe_times: WORDS });
  const html = await family();
  expect(html).not.toContain("tel:");
  expect(html).toContain("Not known to be safe now. Read this first: “School mornings only, her son may be there”");
});

test.each([
  ["whether the number is safe", { safe: "not-known" }, "given", "Nobody asked yet whether it is safe to ring"],
  ["whether we may ring", {}, null, "Nobody asked yet whether we may ring"],
] as const)("nobody asked %s: that is said, and it is not safe", async (_, contact, answer, words) => {
  const { family } = await aFamilyToRing(contact, answer);
  const html = await family();
  expect(html).not.toContain("tel:");
  expect(html).toContain(words);
});

test("who asked not to be rung has no number on the card", async () => {
  const { family } = await aFamilyToRing({}, "declined");
  const html = await family();
  expect(html).toContain("Asked us not to ring");
  expect(html).not.toContain("07700 900123");
});

test("a hold stands on its last day, and not on the day after", async () => {
  const { t, made, family } = await aFamilyToRing();
  const hold = (until: string) =>
    t.db
      .insertInto("hold")
      .values({
        id: t.newId(),
        person_id: made.carerId,
        from_on: "2026-02-20",
        until_on: until,
        reason: "A funeral",
        created_at: "2026-02-20T09:00:00.000Z",
        created_by: "seed",
      })
      .execute();
  await hold("2026-03-01");
  expect(await family()).toContain(LINK);
  await hold("2026-03-02");
  const held = await family();
  expect(held).toContain("On hold until 2 March 2026: A funeral");
  expect(held).not.toContain("tel:");
});

test("interpreter and language are on the card; a language that nobody asked about is said so", async () => {
  const { t, made, family } = await aFamilyToRing();
  await t.db
    .updateTable("person")
    .set({ interpreter: "yes", language: "bn", version: 2 })
    .where("id", "=", made.carerId)
    .execute();
  expect(await family()).toContain("Interpreter: Bengali or Sylheti");
});

test("the printed summary carries the same card, and each contact what must be read before it is used (P4)", async () => {
  const { t, made } = await aFamilyToRing({ ...MORNINGS, safe_times: WORDS });
  await aContact(t, made.carerId, {
    kind: "address",
    value: "4 Low Lane",
    folded: "4 low lane",
    do_not_use_reason: "The father reads the post",
  });
  t.clock.set("2026-03-02T15:20:00Z");
  const html = await (await t.get(`/families/${made.familyId}/print`)).text();
  expect(html).toContain("It is 3:20pm: no");
  expect(html).toMatch(
    /07700 900123<br>Safe only Monday to Friday, 9am to midday, on school days: School mornings only/,
  );
  expect(html).toMatch(/4 Low Lane<br>Safe, do not use: The father reads the post/);
});

test("the family's page begins with who it is and how to reach them, and says the arrangement once (P5, L4)", async () => {
  const { family } = await aFamilyToRing();
  const html = await family();
  const open = html.replace(/<details[\s\S]*?<\/details>/g, "");
  expect(open.indexOf("Before you ring Margaret")).toBeLessThan(open.indexOf("<h1"));
  expect(open.match(/Special guardianship order/gi)).toHaveLength(1);
  for (const folded of [">Agreed to<", "Needs to take part", ">This file<", "Not told yet"])
    expect(open).not.toContain(folded);
});

test("a contact that says two things can't be stored", async () => {
  const { t, made } = await aFamilyToRing({ ...MORNINGS, safe_times: WORDS });
  const change = (set: object) =>
    t.db
      .updateTable("contact")
      .set({ ...set, version: sql`version + 1` } as never)
      .where("person_id", "=", made.carerId)
      .execute();
  await expect(change({ safe: "yes" })).rejects.toThrow("CHECK");
  await expect(change({ safe: "no", safe_times: null })).rejects.toThrow("CHECK");
  await expect(change({ safe_to: "08:00" })).rejects.toThrow("CHECK");
  await expect(change({ safe_days: null })).rejects.toThrow("CHECK");
  await expect(aContact(t, made.carerId, { id: t.newId(), safe: "yes", safe_times: "mornings" })).rejects.toThrow(
    "CHECK",
  );
});

test("days and times are typed beside the words, as they are spoken, and kept; what says two things is told", async () => {
  const { t, made } = await aFamilyToRing();
  const add = `/families/${made.familyId}/people/${made.carerId}/contacts/new`;
  const typed = { kind: "telephone", value: "01632 960001", safe: "at-times", safeTimes: WORDS, key: "a" };
  const wrong = await t.post(add, { ...typed, safeDays: ["1", "3"], safeFrom: "9am", key: "b" });
  expect(wrong.status).toBe(422);
  const again = await wrong.text();
  expect(again).toContain("Enter the time it is safe until, like 2:45pm");
  expect(again).toContain(WORDS);
  const both = await t.post(add, { ...typed, safe: "yes", key: "c" });
  expect([both.status, await both.text()]).toEqual([422, expect.stringContaining("Select “Only at some times”")]);
  const right = { ...typed, safeDays: ["3", "1"], safeFrom: "9am", safeTo: "2.45pm", schoolDays: "yes", key: "d" };
  expect((await t.post(add, right)).status).toBe(303);
  const kept = await t.db.selectFrom("contact").selectAll().where("kind", "=", "telephone").executeTakeFirstOrThrow();
  expect(kept).toMatchObject({ safe_days: "13", safe_from: "09:00", safe_to: "14:45", school_days: "yes" });
  const edit = await (await t.get(`/families/${made.familyId}/contacts/${kept.id}/edit`)).text();
  expect(edit).toContain('value="14:45"');
});
