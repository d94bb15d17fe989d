import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { keyedForm } from "./keyed-form.ts";

const ASK = "What should we change?";
const WORDS = "Start after nine: <b>Mondays</b> are hard";

async function start(timepoint = "T2") {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const assessment = await anAssessment(t, who, { measureId: "feedback", timepoint });
  return { t, who, assessment, url: `/assessments/${assessment.id}/keying`, show: `/assessments/${assessment.id}` };
}

const answersOf = (t: TestApp, assessmentId: string) =>
  t.db
    .selectFrom("answer as n")
    .innerJoin("response_assessment as ra", "ra.response_id", "n.response_id")
    .where("ra.assessment_id", "=", assessmentId)
    .orderBy("n.response_id")
    .orderBy("n.item")
    .select(["n.item", "n.value", "ra.superseded_at"])
    .execute();

const withWords = (t: TestApp, answers: readonly (number | null)[], words: string) => ({
  ...keyedForm(t, answers),
  "i-change-words": words,
});

test("both rated questions and the open one are asked in our own words, kept and shown", async () => {
  const { t, assessment, url, show } = await start();
  const page = await (await t.get(url)).text();
  expect(validateHtml(page)).toEqual([]);
  for (const words of ["Was it explained well when it was offered to you?", "Did you get what you needed?", ASK])
    expect(page).toContain(words);
  const res = await t.post(url, withWords(t, [8, 10], `  ${WORDS} `));
  expect([res.status, res.headers.get("location")]).toEqual([303, `${show}?did=keyed`]);
  expect(await answersOf(t, assessment.id)).toMatchObject([
    { item: "1", value: "8" },
    { item: "2", value: "10" },
    { item: "change:words", value: WORDS },
  ]);
  const html = await (await t.get(show)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(textOf(readHtml(html))).toContain(WORDS);
  expect(html).not.toContain("<b>Mondays");
  expect(html).not.toContain("nothing to compare with");
  expect(textOf(readHtml(html))).toContain("10, completely");
  const scales = await t.db
    .selectFrom("score")
    .innerJoin("response_assessment as ra", "ra.response_id", "score.response_id")
    .where("ra.assessment_id", "=", assessment.id)
    .select(["score.scale", "score.value"])
    .execute();
  expect(scales).toEqual([
    { scale: "explained", value: 8 },
    { scale: "needed", value: 10 },
  ]);
});

test("words alone are an answer; blank words are no row; nothing at all is refused", async () => {
  const { t, who, assessment, url, show } = await start();
  expect((await t.post(url, withWords(t, [null, null], "   "))).status).toBe(422);
  expect((await t.post(url, withWords(t, [null, null], "Nothing"))).status).toBe(303);
  expect((await answersOf(t, assessment.id)).map(({ item }) => item)).toEqual(["change:words"]);
  const other = await anAssessment(t, who, { measureId: "feedback", timepoint: "S5" });
  expect((await t.post(`/assessments/${other.id}/keying`, withWords(t, [0, 0], ""))).status).toBe(303);
  expect((await answersOf(t, other.id)).map(({ item }) => item)).toEqual(["1", "2"]);
  expect(textOf(readHtml(await (await t.get(`/assessments/${other.id}`)).text()))).toContain("left blank");
  expect(await (await t.get(show)).text()).toContain("Nothing");
});

test.each([
  ["x".repeat(2001), `“${ASK}” must be 2000 characters or fewer`],
  ["x".repeat(1_000_000), `“${ASK}” must be 2000 characters or fewer`],
  ["a\u0000b", "Remove the character that can’t be stored"],
])("words that can’t be kept are refused beside their question, and what was typed stays: %#", async (words, said) => {
  const { t, assessment, url } = await start();
  const res = await t.post(url, withWords(t, [3, 12], words));
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const part of [
    said.replaceAll("’", "'"),
    "2 needs met: “12” is not one of",
    'name="i-1" value="3" checked',
    'href="#i-change-words"',
  ])
    expect(html.replaceAll("&#39;", "'").replaceAll("’", "'")).toContain(part);
  expect(await answersOf(t, assessment.id)).toEqual([]);
});

test("2000 characters of any script are kept to the letter", async () => {
  const { t, assessment, url } = await start();
  const words = `Sîan 👩‍👧\n${"ż".repeat(1900)}`;
  // A browser sends each line break as two characters.
  expect((await t.post(url, withWords(t, [1, 1], words.replace("\n", "\r\n")))).status).toBe(303);
  expect((await answersOf(t, assessment.id)).at(-1)?.value).toBe(words);
});

test("words are corrected as other answers are: the page starts from them, and the sheet before keeps its own", async () => {
  const { t, assessment, url, show } = await start();
  await t.post(url, withWords(t, [8, 9], "Too long a day"));
  const form = fieldsOf(await (await t.get(url)).text());
  expect(form["i-change-words"]).toEqual(["Too long a day"]);
  const res = await t.post(url, {
    ...withWords(t, [8, 9], "Too long a drive"),
    version: 3,
    reason: "Misread the last word",
  });
  expect(res.headers.get("location")).toBe(`${show}?did=corrected`);
  const kept = (await answersOf(t, assessment.id)).filter(({ item }) => item === "change:words");
  expect(kept.map(({ value, superseded_at }) => [value, superseded_at !== null])).toEqual([
    ["Too long a day", true],
    ["Too long a drive", false],
  ]);
  const page = await (await t.get(show)).text();
  expect(page).toContain("Too long a drive");
  expect(page).not.toContain("Too long a day");
});

test("of two people keying it at once, the later sees both texts and loses neither", async () => {
  const { t, url } = await start();
  await t.post(url, withWords(t, [8, 9], "What the first keyed"));
  const res = await t.post(url, withWords(t, [8, 9], "What the second keyed"));
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const words of ["Where the two differ", ASK, "What the first keyed", "What the second keyed"])
    expect(html).toContain(words);
  expect(fieldsOf(html)["i-change-words"]).toEqual(["What the second keyed"]);
});

test("no view for evaluation holds the words, and FHIR says only that there are some", async () => {
  const { t, assessment } = await start();
  await aResponse(t, assessment, { "1": 5, "2": 6, "change:words": WORDS as never });
  for (const view of ["v_answer", "v_assessment", "v_score"] as const)
    expect(JSON.stringify(await t.db.selectFrom(view).selectAll().execute())).not.toContain("Mondays");
  const fhir = await (await t.get(`/assessments/${assessment.id}/fhir`)).text();
  expect(fhir).not.toContain("Mondays");
  const item = JSON.parse(fhir).entry.flatMap(
    (one: { resource: { resourceType: string; item?: { linkId: string }[] } }) =>
      one.resource.resourceType === "QuestionnaireResponse" ? one.resource.item : [],
  );
  expect(item.at(-1)).toMatchObject({ linkId: "change:words", answer: [{ extension: [{ valueCode: "masked" }] }] });
});

test("a printed pack asks our own questions in full, with lines for the one answered in words", async () => {
  const { t, assessment } = await start();
  const html = await (await t.get(`/follow-up/${assessment.packId}/paper`)).text();
  expect(validateHtml(html)).toEqual([]);
  for (const words of ["Did you get what you needed?", "10,\u00A0completely", ASK, "kinstep-lines"])
    expect(html).toContain(words);
  expect(html).not.toContain("Staple behind this sheet");
});

test("the registry shows the question that is answered in words", async () => {
  const t = await testApp({ as: "ada" });
  const html = await (await t.get("/measures/feedback")).text();
  expect(validateHtml(html)).toEqual([]);
  for (const words of ["Questions answered in words", ASK]) expect(html).toContain(words);
  expect(await (await t.get("/measures/phq-9")).text()).not.toContain("Questions answered in words");
});
