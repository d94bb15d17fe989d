import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, type Given } from "../support/assessment-factories.ts";
import { validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { aDrawnResponse, aSecondKeying, coraKeys } from "../support/second-keying-factories.ts";
import { keyedForm } from "./keyed-form.ts";
import { totalsForm } from "./totals-form.ts";

const FIRST = [1, 1, 2, 2, 1, 0, 1];
const LIST = "/follow-up/second-keying";

/** Keyed first by Cora and drawn; she corrects item 2 from 1 to 3 before anybody keyed it again. */
async function corrected(second: readonly Given[] = [1, 3, 2, 2, 1, 0, 1]) {
  const t = await testApp({ as: "bob" });
  await coraKeys(t);
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  const response = await aDrawnResponse(t, asked, FIRST);
  const url = `/assessments/${asked.id}`;
  const correct = async (answers: readonly Given[], as: TestApp = t.as("cora")) =>
    as.post(`${url}/keying`, {
      ...keyedForm(t, answers),
      version: await versionOf(t, asked.id),
      reason: "I misread it",
    });
  expect((await correct(second)).status).toBe(303);
  return { t, asked, response, url, correct, again: `${url}/second-keying`, settle: `${url}/adjudication` };
}

const versionOf = async (t: TestApp, id: string) =>
  (await t.db.selectFrom("assessment").where("id", "=", id).select("version").executeTakeFirstOrThrow()).version;

/** The answers and scores of the sheet that is in use. */
async function inUse(t: TestApp, assessmentId: string) {
  const { response_id } = await t.db
    .selectFrom("response_assessment")
    .where("assessment_id", "=", assessmentId)
    .where("superseded_at", "is", null)
    .select("response_id")
    .executeTakeFirstOrThrow();
  const answers = await t.db
    .selectFrom("answer")
    .where("response_id", "=", response_id)
    .where("keying", "=", 1)
    .orderBy("item")
    .orderBy("version")
    .select(["item", "version", "value"])
    .execute();
  const scores = await t.db
    .selectFrom("score")
    .where("response_id", "=", response_id)
    .orderBy("at")
    .orderBy("id")
    .select("value")
    .execute();
  return { response_id, latest: new Map(answers.map(({ item, value }) => [item, value])), scores };
}

const errorRate = async (t: TestApp) => /Field error rate[^<]*/.exec(await (await t.get(LIST)).text())?.[0] ?? "";

test("a corrected form stays in the sample, and its correction says nothing of the draw anew", async () => {
  const { t, url, again } = await corrected();
  const list = await (await t.get(LIST)).text();
  for (const words of ["1 form is open", again, "Waiting for a second keying"]) expect(list).toContain(words);
  const page = await (await t.get(url)).text();
  for (const words of ["Drawn at random on", "It was corrected since", "It waits for its second keying", again])
    expect(page).toContain(words);
  const drawn = await t.db.selectFrom("second_keying").where("by", "=", t.people.cora.userId).selectAll().execute();
  expect(drawn).toHaveLength(1);
});

test("why it was corrected is kept from who may key it again, until they ask for its answers", async () => {
  const { t, url } = await corrected();
  const blind = await (await t.get(url)).text();
  expect([blind.includes("I misread it"), blind.includes("Shown when it has been keyed again")]).toEqual([false, true]);
  expect(await (await t.as("cora").get(url)).text()).toContain("I misread it");
  expect(await (await t.get(`${url}?answers=shown`)).text()).toContain("I misread it");
});

test("it is compared with what was keyed first, so that what the correction caught counts as an error of keying", async () => {
  const { t, asked, response, again, settle } = await corrected();
  const blind = await (await t.get(again)).text();
  expect([blind.includes("0 of 7 answered"), blind.includes(" checked")]).toEqual([true, false]);
  const res = await t.post(again, keyedForm(t, [1, 3, 2, 2, 1, 0, 1]));
  expect(res.headers.get("location")).toBe(`${settle}?did=keyed`);
  const page = await (await t.get(settle)).text();
  for (const words of ["First keyed: 1", "Second: 3", "Corrected since to: 3"]) expect(page).toContain(words);
  const before = await inUse(t, asked.id);
  await t.post(settle, { "form-says-i-2": "3", reason: "Read from the form", key: t.newId() });
  expect(await inUse(t, asked.id)).toEqual(before);
  expect(before.response_id).not.toBe(response.id);
  expect(await errorRate(t)).toContain("1 of 7");
  const html = await (await t.get(`/assessments/${asked.id}`)).text();
  for (const words of [
    "Keyed again by Bob Facilitator",
    "differ in 1 answer",
    "Settled by Bob Facilitator, 2 March 2026",
  ])
    expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("what the judgment finds wrong elsewhere is set right on the sheet in use, and scored there", async () => {
  const { t, asked, response, again, settle } = await corrected();
  await t.post(again, keyedForm(t, [1, 3, 2, 2, 1, 2, 1]));
  const version = await versionOf(t, asked.id);
  await t.post(settle, { "form-says-i-2": "3", "form-says-i-6": "2", reason: "Read", key: t.newId() });
  const now = await inUse(t, asked.id);
  expect([now.latest.get("2"), now.latest.get("6")]).toEqual(["3", "2"]);
  expect(now.scores).toEqual([{ value: 10 }, { value: 12 }]);
  expect(await versionOf(t, asked.id)).toBe(version + 1);
  const first = await t.db
    .selectFrom("answer")
    .where("response_id", "=", response.id)
    .where("keying", "=", 1)
    .select("version")
    .execute();
  expect(first.every((one) => one.version === 1)).toBe(true);
  expect(await errorRate(t)).toContain("2 of 7");
  expect(await (await t.get(`/assessments/${asked.id}`)).text()).toContain("Set right after a second keying");
});

test("a correction stays where the form says something else, and the assessment says that they differ", async () => {
  const { t, asked, url, again, settle } = await corrected([1, 2, 2, 2, 1, 0, 1]);
  await t.post(again, keyedForm(t, [1, 3, 2, 2, 1, 0, 1]));
  await t.post(settle, { "form-says-i-2": "3", reason: "Read", key: t.newId() });
  expect((await inUse(t, asked.id)).latest.get("2")).toBe("2");
  const html = await (await t.get(url)).text();
  expect(html).toMatch(/the paper form says 3[^<]*since a correction 2[^<]* is in use/);
});

test("nobody who keyed it, first or to correct it, keys it again", async () => {
  const { t, url, again, correct } = await corrected();
  await correct([1, 3, 2, 2, 1, 1, 1], t.as("bob"));
  for (const [name, words] of [
    ["cora", "You keyed this form first"],
    ["bob", "You corrected this form"],
  ] as const) {
    const page = await t.as(name).get(again);
    expect([page.status, (await page.text()).includes(words)]).toEqual([409, true]);
    expect((await t.as(name).post(again, keyedForm(t, FIRST))).status).toBe(409);
    expect(await (await t.as(name).get(url)).text()).not.toContain(`href="${again}"`);
  }
  const list = await (await t.get(LIST)).text();
  expect(list).toContain("You corrected it: somebody else keys it again");
  expect(await (await t.as("cora").get(LIST)).text()).toContain("You keyed it first: somebody else keys it again");
});

test("a form that is corrected between its second keying and the judgment is still settled", async () => {
  const t = await testApp({ as: "bob" });
  await coraKeys(t);
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  const response = await aDrawnResponse(t, asked, FIRST);
  await aSecondKeying(t, response.id, { "2": 3 });
  await t.as("cora").post(`/assessments/${asked.id}/keying`, {
    ...keyedForm(t, [1, 1, 2, 2, 1, 0, 3]),
    version: 3,
    reason: "The last was misread",
  });
  expect(await (await t.get(LIST)).text()).toContain("1 answer differs");
  const res = await t.post(`/assessments/${asked.id}/adjudication`, {
    "form-says-i-2": "3",
    reason: "Read",
    key: t.newId(),
  });
  expect(res.status).toBe(303);
  const now = await inUse(t, asked.id);
  expect([now.latest.get("2"), now.latest.get("7"), now.scores.at(-1)]).toEqual(["3", "3", { value: 12 }]);
});

test("a judgment and a correction at the same moment: one is told, and no answer is lost", async () => {
  const { t, asked, again, settle, correct } = await corrected();
  await t.post(again, keyedForm(t, [1, 3, 2, 2, 1, 2, 1]));
  const says = { "form-says-i-2": "3", "form-says-i-6": "2", reason: "Read" };
  const both = await Promise.all([t.post(settle, { ...says, key: t.newId() }), correct([1, 3, 2, 2, 1, 1, 1])]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409]);
  const { latest } = await inUse(t, asked.id);
  expect(latest.get("6")).toBe(both[0]!.status === 303 ? "2" : "1");
  expect(await both.find(({ status }) => status === 409)!.text()).toMatch(/were changed meanwhile|This was changed/);
});

test("a correction to typed totals leaves no answer to set right, and the first keying is still judged", async () => {
  const { t, asked, url, again, settle } = await corrected();
  const totals = { ...totalsForm(t, { total: 9 }), version: await versionOf(t, asked.id), reason: "Only totals count" };
  expect((await t.as("cora").post(`${url}/totals`, totals)).status).toBe(303);
  const before = await inUse(t, asked.id);
  await t.post(again, keyedForm(t, [1, 3, 2, 2, 1, 0, 1]));
  const res = await t.post(settle, { "form-says-i-2": "3", reason: "Read", key: t.newId() });
  expect(res.status).toBe(303);
  expect(await inUse(t, asked.id)).toEqual(before);
  expect(await errorRate(t)).toContain("1 of 7");
  expect((await t.get(url)).status).toBe(200);
});

test("a form that was not drawn says nothing of a second keying, and another provider finds no page", async () => {
  const { t, url } = await corrected();
  expect((await t.as("rory").get(url)).status).toBe(404);
  const plain = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  expect(await (await t.get(`/assessments/${plain.id}`)).text()).not.toContain("Second keying");
});
