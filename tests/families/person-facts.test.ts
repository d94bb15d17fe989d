import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aContact, anAgreement } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

// Said once, wherever it is heard, it acts everywhere at once; taken back, everything is as it was (U83, F9).

const DAY = { "onDay-day": "1", "onDay-month": "3", "onDay-year": "2026" };
const LINK = 'href="tel:07700900123"';

async function aCarerOnARun(contacts = 1) {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const who = await anEnrolment(t, { run });
  const first = await anAssessment(t, who, { measureId: "gad-7" });
  const second = await anAssessment(t, who, { measureId: "phq-9", timepoint: "T2" });
  for (let at = 0; at < contacts; at += 1)
    await aContact(t, who.carerId, { value: `07700 90012${3 + at}`, folded: `0770090012${3 + at}` });
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "contact-telephone" });
  const list = async () => (await t.get("/follow-up")).text();
  const file = async () => (await t.as("alice").get(`/families/${who.familyId}`)).text();
  return { t, run, who, first, second, list, file };
}

const factsOn = (t: TestApp) => t.db.selectFrom("person_fact").selectAll().execute();

/** The three doors by which a fact is said, each with who comes through it. */
const DOORS = {
  "the family's file": (made: Awaited<ReturnType<typeof aCarerOnARun>>) =>
    ["alice", `/families/${made.who.familyId}/people/${made.who.carerId}`] as const,
  "an attempt to reach them": (made: Awaited<ReturnType<typeof aCarerOnARun>>) =>
    ["bob", `/follow-up/${made.first.packId}/attempts`] as const,
  "their page on the run": (made: Awaited<ReturnType<typeof aCarerOnARun>>) =>
    ["bob", `/enrolments/${made.who.enrolmentId}`] as const,
};

test.each(Object.keys(DOORS) as (keyof typeof DOORS)[])(
  "a death said from %s stops everything for the carer, and taken back brings it all back",
  async (door) => {
    const made = await aCarerOnARun();
    const { t, who, first, second, list, file } = made;
    const [person, at] = DOORS[door](made);
    const reader = t.as(person);
    expect(await list()).toContain(first.id);
    expect(await file()).toContain(LINK);
    const page = await (await reader.get(`${at}/learned`)).text();
    expect(validateHtml(page)).toEqual([]);

    const said = await reader.post(`${at}/learned`, { kind: "died", whom: who.carerId, ...DAY, key: "d" });
    expect([said.status, said.headers.get("location")]).toEqual([303, `${at}?did=learned`]);
    const after = await list();
    for (const { id } of [first, second]) expect(after).not.toContain(id);
    expect(await file()).not.toContain("tel:");
    expect(await file()).toContain("died on 1 March 2026. Do not ring");
    expect(await file()).not.toContain("07700 900123");
    expect(await t.audit()).toContainEqual(
      expect.objectContaining({ verb: "write", subject_kind: "person_fact", family_id: who.familyId }),
    );

    const own = await (await reader.get(at)).text();
    expect(validateHtml(own)).toEqual([]);
    const back = /action="([^"]+\/taking-back)"/.exec(own)![1]!;
    expect((await reader.post(back, { key: "b" })).status).toBe(303);
    expect(await list()).toContain(first.id);
    expect(await file()).toContain(LINK);
    const row = await t.db.selectFrom("person").selectAll().where("id", "=", who.carerId).executeTakeFirstOrThrow();
    expect(row.died_on).toBeNull();
    expect(await (await reader.get(at)).text()).toContain("Taken back by");
    expect(await factsOn(t)).toEqual([
      expect.objectContaining({ kind: "died", taken_back_by: t.people[person].userId }),
    ]);
  },
);

test("“died” said on one form asks nothing more of any: which of the two died is asked (F9)", async () => {
  const { t, who, first, list } = await aCarerOnARun();
  const sdq = await anAssessment(t, who, { measureId: "bpses" });
  const path = `/assessments/${sdq.id}/not-collected`;
  const version = 1;
  const unsaid = await t.post(path, { version, reason: "died", key: "u" });
  const isOfOne = unsaid.status === 303;
  if (!isOfOne) {
    expect(await unsaid.text()).toContain("Select who died");
    expect((await t.post(path, { version, reason: "died", who: "informant", key: "d" })).status).toBe(303);
  }
  expect(await list()).not.toContain(first.id);
  expect(await factsOn(t)).toEqual([expect.objectContaining({ kind: "died", person_id: who.carerId })]);
});

test("a wrong number logged with one call is nobody's way to reach them any more", async () => {
  const { t, who, first, file } = await aCarerOnARun();
  await t.post(`/follow-up/${first.packId}/attempts`, { how: "telephone", outcome: "wrong-number", key: "w" });
  expect(await file()).toContain("The number on file was a wrong number on 2 March 2026");
  expect(await file()).not.toContain("tel:");
  const [fact] = await factsOn(t);
  const back = `/follow-up/${first.packId}/attempts/learned/${fact!.id}/taking-back`;
  expect((await t.post(back, { key: "b" })).status).toBe(303);
  expect(await file()).toContain(LINK);
  expect(who.carerId).toBe(fact!.person_id);
});

test("of two numbers the wrong one goes, and the other is rung", async () => {
  const { t, who, file } = await aCarerOnARun(2);
  const at = `/families/${who.familyId}/people/${who.carerId}`;
  const unsaid = await t.as("alice").post(`${at}/learned`, { kind: "wrong-number", ...DAY, key: "u" });
  expect([unsaid.status, await unsaid.text()]).toEqual([422, expect.stringContaining("Select the number")]);
  const [{ id: contact } = { id: "" }] = await t.db
    .selectFrom("contact")
    .where("value", "=", "07700 900123")
    .select("id")
    .execute();
  expect((await t.as("alice").post(`${at}/learned`, { kind: "wrong-number", contact, ...DAY, key: "w" })).status).toBe(
    303,
  );
  expect(await file()).toContain('href="tel:07700900124"');
});

test("who asked to be asked nothing more is on no list, and nobody is told to ring them", async () => {
  const { t, who, first, list, file } = await aCarerOnARun();
  const said = { version: 1, all: "all", key: "p" };
  expect((await t.post(`/assessments/${first.id}/preferred-not-to`, said)).status).toBe(303);
  expect(await list()).toContain("Nobody is to be asked now");
  expect(await file()).toContain("Asked on 2 March 2026 not to be asked anything more");
  expect((await factsOn(t))[0]).toMatchObject({ kind: "not-asked-again", person_id: who.carerId });
});

test("of a child who moved out nothing more is asked; the carer is still asked about themselves", async () => {
  const { t, who, first, list } = await aCarerOnARun();
  const about = await anAssessment(t, who, { measureId: "bpses" });
  const at = `/families/${who.familyId}/people/${who.carerId}`;
  await t.as("alice").post(`${at}/learned`, { kind: "moved-out", whom: who.childId, ...DAY, key: "m" });
  const row = await t.db.selectFrom("assessment").selectAll().where("id", "=", about.id).executeTakeFirstOrThrow();
  const html = await list();
  expect(html.includes(about.id)).toBe(row.about_id !== who.childId);
  expect(html).toContain(first.id);
});

test("an interpreter said once is on the card with the language; taken back, the record says what it said", async () => {
  const { t, who, file } = await aCarerOnARun();
  const at = `/enrolments/${who.enrolmentId}`;
  await t.post(`${at}/learned`, { kind: "interpreter", language: "Sylheti", ...DAY, key: "i" });
  expect(await file()).toContain("Interpreter: Sylheti");
  const person = () =>
    t.db.selectFrom("person").select("interpreter").where("id", "=", who.carerId).executeTakeFirstOrThrow();
  expect(await person()).toEqual({ interpreter: "yes" });
  const [fact] = await factsOn(t);
  await t.post(`${at}/learned/${fact!.id}/taking-back`, { key: "b" });
  expect(await person()).toEqual({ interpreter: "no" });
  expect(await file()).not.toContain("Sylheti");
});

test("said twice it stands once: the second is told who said it", async () => {
  const { t, who } = await aCarerOnARun();
  const at = `/families/${who.familyId}/people/${who.carerId}`;
  const said = { kind: "not-asked-again", ...DAY };
  expect((await t.as("alice").post(`${at}/learned`, { ...said, key: "1" })).status).toBe(303);
  const twice = await t.as("alice").post(`${at}/learned`, { ...said, key: "2" });
  expect([twice.status, await twice.text()]).toEqual([409, expect.stringContaining("it stands already")]);
  expect(await factsOn(t)).toHaveLength(1);
});

test("a provider at work says it and makes a hold on a family of the council's; another provider finds nothing", async () => {
  const { t, who, file, list } = await aCarerOnARun();
  const at = `/families/${who.familyId}/people/${who.carerId}`;
  for (const stranger of ["charlie", "rory"] as const) {
    expect((await t.as(stranger).get(`${at}/learned`)).status).toBe(404);
    expect((await t.as(stranger).post(`${at}/learned`, { kind: "died", ...DAY, key: "x" })).status).toBe(404);
  }
  const hold = { "fromOn-day": "2", "fromOn-month": "3", "fromOn-year": "2026" };
  const until = { "untilOn-day": "20", "untilOn-month": "3", "untilOn-year": "2026" };
  const made = await t.post(`${at}/holds/new`, { ...hold, ...until, reason: "A funeral", key: "h" });
  expect([made.status, made.headers.get("location")]).toEqual([303, `${at}?did=hold`]);
  expect(await file()).toContain("On hold until 20 March 2026: A funeral");
  expect(await list()).toContain("On hold until 20 March 2026");
  expect(await list()).not.toContain("I rang:");
});

test("a death is on file by the fact alone: the record can't say it beside it", async () => {
  const { t, who } = await aCarerOnARun();
  await expect(
    t.db.updateTable("person").set({ died_on: "2026-03-01", version: 2 }).where("id", "=", who.carerId).execute(),
  ).rejects.toThrow("CHECK");
});
