import { expect, test } from "vitest";
import { checkDigit, paperId, readPaperId } from "../../src/features/questionnaires/paper/paper.ts";
import { allMeasures } from "../../src/measures/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const SEVEN = [1, 1, 1, 1, 1, 1, 1];

async function start(measures = ["sdq-p4-17", "gad-7"]) {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t), carer: "Marguerite" });
  const [first, ...others] = measures;
  const one = await anAssessment(t, who, { measureId: first ?? "gad-7" });
  const rest = [];
  for (const [index, measureId] of others.entries())
    rest.push(await anAssessment(t, who, { measureId, packId: one.packId, position: index + 2 }));
  const number = (
    await t.db.selectFrom("paper_pack").where("pack_id", "=", one.packId).select("number").executeTakeFirstOrThrow()
  ).number;
  return { t, who, asked: [one, ...rest], packId: one.packId, number };
}

const printed = async (t: TestApp, packId: string, query = "") =>
  (await t.get(`/follow-up/${packId}/paper${query}`)).text();

test("the check digit finds every wrong digit and every two neighbours that changed places", () => {
  expect(checkDigit("572")).toBe("4");
  for (const number of [1, 57, 1234, 90210, 9999999]) {
    const [digits = "", check = ""] = paperId(number).split("-");
    const whole = digits + check;
    expect(readPaperId(`${digits} ${check}`)).toEqual({ ok: true, value: number });
    for (let at = 0; at < whole.length; at++) {
      for (const digit of "0123456789".replace(whole[at] ?? "", ""))
        expect(readPaperId(whole.slice(0, at) + digit + whole.slice(at + 1)).ok).toBe(false);
      const swapped = whole.slice(0, at) + (whole[at + 1] ?? "") + whole[at] + whole.slice(at + 2);
      if (swapped !== whole && at + 1 < whole.length) expect(readPaperId(swapped).ok).toBe(false);
    }
  }
});

test("a pack is printed with a number and an occasion, the forms in order, and no name but the worker’s", async () => {
  const { t, who, packId, number } = await start();
  const html = await printed(t, packId);
  expect(html).toContain(`Number ${paperId(number)}`);
  for (const words of [
    "Before (T1)",
    "This is not a test of you.",
    "You can stop and come back",
    "About the child aged 7",
    "own form",
  ])
    expect(html).toContain(words);
  expect(html).not.toContain("Marguerite");
  expect(html).not.toContain("Your worker is");
  const { userId: user_id } = t.people.alice;
  await t.db
    .insertInto("family_worker")
    .values({ family_id: who.familyId, turn: 1, user_id, at: "2026-01-05T09:00:00.000Z", by: user_id })
    .execute();
  expect(await printed(t, packId)).toContain("Your worker is Alice Practitioner, North kinship team");
  expect(html.indexOf("Strengths and Difficulties")).toBeLessThan(html.indexOf("2. "));
  expect(html).not.toContain("never posted");
  expect((await t.audit()).filter(({ subject_id }) => subject_id === packId)).toMatchObject([
    { verb: "print", subject_kind: "pack", family_id: who.familyId },
    { verb: "print", subject_kind: "pack", family_id: who.familyId },
  ]);
});

test("in large print the same is set larger", async () => {
  const { t, packId } = await start();
  expect(await printed(t, packId, "?large=yes")).toContain("govuk-body-l");
  expect(await printed(t, packId)).not.toContain("govuk-body-l");
  expect((await t.get(`/follow-up/${packId}/paper?large=huge`)).status).toBe(400);
});

test("a pack with a question about risk is read before the carer leaves, and is never posted", async () => {
  const { t, packId } = await start(["phq-9"]);
  expect(await printed(t, packId)).toContain("read this pack before the carer leaves. It is never posted.");
});

test("what was answered already is not printed again", async () => {
  const { t, packId, asked } = await start(["gad-7", "phq-9"]);
  await aResponse(t, asked[0]!, SEVEN);
  const html = await printed(t, packId);
  expect(html).toContain("1. ");
  expect(html).not.toContain("2. ");
});

test("a measure that may not be printed today stands there without its words, also when a pack of wording is there", async () => {
  const { t, packId } = await start(["gad-7"]);
  const end = t.newId();
  await t.db
    .insertInto("licence")
    .values({
      id: end,
      measure_id: "gad-7",
      channel: "paper",
      status: "withdrawn",
      reference: "ended",
      at: "2026-03-01T09:00:00.000Z",
      by: t.people.ada.userId,
    })
    .execute();
  const html = await printed(t, packId);
  // Licences are of the whole installation: other tests of this database print by the holder's terms.
  expect(html).toContain("its owner has not permitted it on paper here");
  await t.db
    .insertInto("licence")
    .values({
      id: t.newId(),
      measure_id: "gad-7",
      channel: "paper",
      status: "permitted",
      reference: "again",
      at: "2026-03-01T10:00:00.000Z",
      by: t.people.ada.userId,
    })
    .execute();
});

test("the number of a pack leads to its first form that is still to be keyed, and the search is in the trail", async () => {
  const { t, who, asked, number } = await start(["gad-7", "phq-9"]);
  const find = () => t.post("/follow-up/paper-id", { number: ` ${paperId(number)} `, key: t.newId() });
  expect((await find()).headers.get("location")).toBe(`/assessments/${asked[0]!.id}/keying`);
  await aResponse(t, asked[0]!, SEVEN);
  expect((await find()).headers.get("location")).toBe(`/assessments/${asked[1]!.id}/keying`);
  await aResponse(t, asked[1]!, [...SEVEN, 0, 0, 0]);
  expect((await find()).headers.get("location")).toBe(`/assessments/${asked[1 - 1]!.id}`);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "search", subject_kind: "paper-pack", shown: JSON.stringify([who.familyId]) }),
  );
});

test("a wrong check digit is refused with a sentence, and what was typed stays", async () => {
  const { t, number } = await start(["gad-7"]);
  const id = paperId(number);
  const wrong = `${id.slice(0, -1)}${(Number(id.at(-1)) + 1) % 10}`;
  for (const [typed, sentence] of [
    [wrong, "The last digit does not fit the others"],
    ["", "Enter the number on the pack"],
    ["0000O01-3", "digits and a dash only"],
    ["9".repeat(30), "digits and a dash only"],
    [paperId(8_765_432), "There is no pack with this number on your runs"],
  ] as const) {
    const res = await t.post("/follow-up/paper-id", { number: typed, key: t.newId() });
    const html = await res.text();
    expect([res.status, html.includes(sentence)]).toEqual([422, true]);
    if (typed) expect(html).toContain(`value="${typed}"`);
  }
  const hostile = await t.post("/follow-up/paper-id", { number: "1\u0000😀‮__proto__", key: t.newId() });
  expect(hostile.status).toBe(422);
});

test("another provider finds neither the pack nor its number, and a worker of a team may do neither", async () => {
  const { t, packId, number } = await start(["gad-7"]);
  expect((await t.as("rory").get(`/follow-up/${packId}/paper`)).status).toBe(404);
  expect((await t.as("rory").post("/follow-up/paper-id", { number: paperId(number), key: "r" })).status).toBe(422);
  expect((await t.as("alice").get(`/follow-up/${packId}/paper`)).status).toBe(403);
  expect((await t.as("alice").post("/follow-up/paper-id", { number: paperId(number), key: "a" })).status).toBe(403);
});

const aGoal = (t: TestApp, referralId: string, number: number, words: string) =>
  t.db
    .insertInto("goal")
    .values({
      id: t.newId(),
      referral_id: referralId,
      number,
      words,
      short_label: words.slice(0, 10),
      whose: "carer",
      created_at: "2026-02-01T09:00:00.000Z",
      created_by: "seed",
    })
    .execute();

test("what is about this carer alone prints with their own behaviours and whole goals, and is nobody's to staple", async () => {
  const { t, who, packId } = await start(["behaviour-recount", "gbo"]);
  await aCheck(t, who, { items: [{ behaviour: "hurts-carer", how_often: "4", challenge: "3" }] });
  const goal = "That we get through a whole school week without a call from the head teacher";
  await aGoal(t, who.referralId, 1, goal);
  const html = await printed(t, packId);
  for (const words of [
    "Hurts you or another adult",
    "several\u00A0times\u00A0a\u00A0week",
    "Anything new",
    goal,
    "fully reached",
  ])
    expect(html).toContain(words);
  expect(html).toContain("How much does it challenge you?");
  expect(html).not.toContain("Staple");
  expect(html).not.toContain("the carer");
});

test.each(
  allMeasures()
    .filter(({ active }) => active)
    .map(({ id }) => id),
)(
  "a pack of %s opens with where help is and whether the child still lives there, before any question",
  async (measureId) => {
    const { t, packId } = await start([measureId]);
    const html = await printed(t, packId);
    const at = (words: string) => html.indexOf(words);
    expect(at("Samaritans answer on 116 123")).toBeGreaterThan(0);
    expect(at("still live with you?")).toBeGreaterThan(at("Samaritans answer on 116 123"));
    expect(at("1. ")).toBeGreaterThan(at("still live with you?"));
  },
);
