import { expect, test } from "vitest";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { testApp } from "../support/app.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { aContact, aHousehold, anAgreement } from "../support/family-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { aCourse, aRota, isAwayFrom, roundAt, signedInAt } from "./moving.ts";

const textAt = async (t: { get: (path: string) => Promise<Response> }, path: string) =>
  textOf(readHtml(await (await t.get(path)).text()));

test("its page says by when in words, whose keying it was, who was told when and why, and leads to the form", async () => {
  const { t, assessment, answer } = await aCourse();
  await aRota(t, "bob", "wendy");
  const { id } = await answer(2);
  await roundAt(t, "2026-03-02T10:00:00Z");
  const html = await (await t.get(`/concerns/${id}`)).text();
  const text = textOf(readHtml(html));
  for (const words of [
    "Somebody must look at this",
    "Say that you look at it by 11am today",
    "Within 2 working hours†, not yet confirmed",
    "Keyed by",
    "Bob Facilitator, 2 March 2026 at 9am",
    "They are on duty",
    "Wendy Manager",
    "Half the time was over",
    "This is not watched round the clock",
    "999",
  ])
    expect(text).toContain(words);
  expect(html).toContain(`href="/assessments/${assessment.id}"`);
  expect(html.match(/kinstep-loud/g)).toHaveLength(1);
  expect(validateHtml(html)).toEqual([]);
  await t.post(`/concerns/${id}/acknowledging`, { key: t.newId(), version: 2 });
  const after = await textAt(t, `/concerns/${id}`);
  expect(after).not.toContain("Somebody must look at this");
  expect(after).toContain("Acknowledged");
});

test("an answer that was corrected since is said with what it is now, by whom and why", async () => {
  const { t, assessment, answer } = await aCourse();
  const { id } = await answer(2);
  const corrected = { ...keyedForm(t, [0, 0, 0, 0, 0, 0, 0, 0, 0]), version: 3, reason: "Read from the wrong line" };
  expect((await t.post(`/assessments/${assessment.id}/keying`, corrected)).status).toBe(303);
  const text = await textAt(t, `/concerns/${id}`);
  for (const words of ["says something else now", "item 9: answered 0", "Read from the wrong line", "Bob Facilitator"])
    expect(text).toContain(words);
});

test("who does not have the form's permission is shown no link to it", async () => {
  const t = await testApp({ as: "alice" });
  const home = await aHousehold(t);
  const { id } = await aConcern(t, home, { source: "answer", source_id: t.newId() });
  expect(await (await t.get(`/concerns/${id}`)).text()).not.toContain("/assessments/");
});

test("home begins with what this person must look at, loud; it stays until it is acknowledged, and then until it is closed", async () => {
  const { t, answer } = await aCourse();
  await aRota(t, "wendy", "bob");
  const { id } = await answer(2);
  const wendy = t.as("wendy");
  const home = await (await wendy.get("/")).text();
  expect(home.match(/kinstep-loud/g)).toHaveLength(1);
  const words = textOf(readHtml(home));
  expect(words).toContain("You must look at this");
  expect(words).toContain("You are on duty: say that you look at it by 11am today");
  expect(validateHtml(home)).toEqual([]);
  expect(await textAt(t, "/")).not.toContain("You must look at this");
  await wendy.get(`/concerns/${id}`);
  expect(await textAt(wendy, "/")).toContain("You must look at this");
  await roundAt(t, "2026-03-02T10:00:00Z");
  expect(await textAt(t, "/")).toContain("You must look at this");
  await wendy.post(`/concerns/${id}/acknowledging`, { key: t.newId(), version: 1 });
  expect(await textAt(t, "/")).not.toContain("You must look at this");
  expect(await textAt(wendy, "/")).toContain("It is not closed yet");
  await wendy.post(`/concerns/${id}/closing`, { key: t.newId(), version: 3, done: "Rang her" });
  expect(await textAt(wendy, "/")).not.toContain("You must look at this");
});

test("who covers for somebody on leave has theirs; a manager those whose holder works there no more", async () => {
  const { t, answer } = await aCourse();
  await aRota(t, "bob", null);
  const { id } = await answer(1);
  await t.post(`/concerns/${id}/acknowledging`, { key: t.newId(), version: 1 });
  const wendy = t.as("wendy");
  expect(await textAt(wendy, "/")).not.toContain("You must look at this");
  await isAwayFrom(t, t.people.bob.userId, "2026-03-03", "2026-03-04", t.people.wendy.userId);
  await signedInAt(t, "2026-03-03T09:00:00Z");
  expect(await textAt(wendy, "/")).toContain("You must look at this");
  await signedInAt(t, "2026-03-06T09:00:00Z");
  expect(await textAt(wendy, "/")).not.toContain("You must look at this");
  await t.db
    .updateTable("user")
    .set({ disabled_at: "2026-03-05T09:00:00.000Z" })
    .where("id", "=", t.people.bob.userId)
    .execute();
  expect(await textAt(wendy, "/")).toContain("You must look at this");
});

test("every act leaves its own name in the trail", async () => {
  const { t, answer } = await aCourse();
  const { id } = await answer(1);
  const post = (act: string, version: number, more = {}) =>
    t.post(`/concerns/${id}/${act}`, { key: t.newId(), version, ...more });
  await post("acknowledging", 1);
  await post("sharing", 2, { sharedWith: "The GP", carerTold: "yes", note: "" });
  await post("closing", 3, { done: "Rang" });
  await post("reopening", 4, { why: "Again" });
  const rows = await t.db
    .selectFrom("audit")
    .where("subject_id", "=", id)
    .where("verb", "=", "write")
    .orderBy("at")
    .orderBy("id")
    .select("facts")
    .execute();
  expect(rows.map(({ facts }) => (JSON.parse(facts ?? "{}") as { act?: string }).act)).toEqual([
    "acknowledged",
    "shared",
    "closed",
    "reopened",
  ]);
});

test("every page of a concern has the card of who may have to be rung, each act on it as well (F3)", async () => {
  const { t, who, answer } = await aCourse();
  await aContact(t, who.carerId);
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "contact-telephone" });
  const { id } = await answer(2);
  const acts = ["", "/acknowledging", "/sharing", "/closing"];
  for (const act of acts)
    expect([act, cardOn(await (await t.get(`/concerns/${id}${act}`)).text())]).toEqual([act, CARD]);
  const { version } = await t.db.selectFrom("concern").where("id", "=", id).select("version").executeTakeFirstOrThrow();
  await t.post(`/concerns/${id}/closing`, { key: t.newId(), version, done: "Rang her, and her sister came" });
  for (const act of ["", "/reopening"])
    expect([act, cardOn(await (await t.get(`/concerns/${id}${act}`)).text())]).toEqual([act, CARD]);
});

const CARD = expect.stringMatching(/Before you ring [\s\S]*href="tel:07700900123"/);
const cardOn = (html: string) => /<section class="kinstep-reach[\s\S]*?<\/section>/.exec(html)?.[0] ?? "no card";
