import { expect, test } from "vitest";
import type { Bundle } from "../../src/features/fhir/resources.ts";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse, sdqSheet, someGoals } from "../support/assessment-factories.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";
import { fhirProblems } from "./validator.ts";

async function start() {
  const t = await testApp({ as: "bob" });
  return { t, who: await anEnrolment(t, { run: await aRun(t) }) };
}

async function anAnswered(t: TestApp, who: AnEnrolment, measureId: string, answers: Parameters<typeof aResponse>[2]) {
  const asked = await anAssessment(t, who, { measureId });
  await aResponse(t, asked, answers);
  return asked;
}

async function download(t: TestApp, id: string) {
  const res = await t.get(`/assessments/${id}/fhir`);
  const text = await res.text();
  return { res, text, bundle: () => JSON.parse(text) as Bundle };
}

const kinds = ({ entry }: Bundle) => entry.map(({ resource }) => resource.resourceType);

test("an answered SDQ goes out as a file: what was asked, what was answered, a score a scale", async () => {
  const { t, who } = await start();
  const answers = sdqSheet([2, 1, null, "declined", ...Array.from({ length: 21 }, (_, at) => at % 3)]);
  const { id } = await anAnswered(t, who, "sdq-p4-17", answers);
  const { res, bundle } = await download(t, id);
  expect(res.status).toBe(200);
  expect(res.headers.get("content-type")).toBe("application/fhir+json; charset=utf-8");
  expect(res.headers.get("content-disposition")).toBe(`attachment; filename="kinstep-sdq-p4-17-${id}.json"`);
  const found = bundle();
  expect(fhirProblems(found)).toEqual([]);
  expect(kinds(found)).toEqual(["Questionnaire", "QuestionnaireResponse", ...Array(9).fill("Observation")]);
  expect(found.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
  expect(found.entry[1]?.resource).toMatchObject({
    subject: { identifier: { value: who.childId } },
    source: { identifier: { value: who.carerId } },
    authored: "2026-03-02",
  });
});

test("nobody is named in it, and neither are their goals or what they called a behaviour", async () => {
  const { t, who } = await start();
  await someGoals(t, who.referralId, ["School mornings"]);
  const recount = { "refuses:how-often": 4, "refuses:challenge": 1, "other:how-often": 2 };
  const texts = [
    await anAnswered(t, who, "gbo", [4]),
    await anAnswered(t, who, "behaviour-recount", recount),
    await anAnswered(t, who, "bpses", [3, 3, 3, 3, 3]),
  ].map(({ id }) => download(t, id));
  const names = await t.db
    .selectFrom("person")
    .where("id", "in", [who.carerId, who.childId])
    .select(["given_name", "family_name"])
    .execute();
  const secret = names.flatMap(({ given_name, family_name }) => [given_name, family_name ?? given_name]);
  for (const { text, bundle } of await Promise.all(texts)) {
    expect(fhirProblems(bundle())).toEqual([]);
    for (const word of [...secret, "School mornings"]) expect(text).not.toContain(word);
  }
});

test("a corrected form goes out as it now stands, and says that it was corrected", async () => {
  const { t, who } = await start();
  const { id } = await anAnswered(t, who, "phq-9", [1, 1, 1, 1, 1, 1, 1, 1, 0]);
  const first = (await download(t, id)).bundle();
  const form = { ...keyedForm(t, [2, 2, 2, 2, 2, 2, 2, 2, 0]), reason: "Misread" };
  const at = await t.db.selectFrom("assessment").where("id", "=", id).select("version").executeTakeFirstOrThrow();
  const saved = await t.post(`/assessments/${id}/keying`, { ...form, version: at.version });
  expect(saved.status).toBe(303);
  const second = (await download(t, id)).bundle();
  expect(fhirProblems(second)).toEqual([]);
  const score = (one: Bundle) => one.entry.at(-1)?.resource;
  expect(score(first)).toMatchObject({ status: "final", valueQuantity: { value: 8 } });
  expect(score(second)).toMatchObject({ status: "amended", valueQuantity: { value: 16 } });
});

test("it is in the trail as an export of that family", async () => {
  const { t, who } = await start();
  const { id } = await anAnswered(t, who, "bpses", [3, 3, 3, 3, 3]);
  await download(t, id);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "export",
      subject_kind: "assessment",
      subject_id: id,
      family_id: who.familyId,
      actor_id: t.people.bob.userId,
    }),
  );
});

test("not found: what has no answers yet, what is nobody's, and another organisation's", async () => {
  const { t, who } = await start();
  const asked = await anAssessment(t, who, { measureId: "phq-9" });
  const link = `href="/assessments/${asked.id}/fhir"`;
  expect(await (await t.get(`/assessments/${asked.id}`)).text()).not.toContain(link);
  expect((await download(t, asked.id)).res.status).toBe(404);
  await aResponse(t, asked, [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await (await t.get(`/assessments/${asked.id}`)).text()).toContain(link);
  expect((await download(t, t.newId())).res.status).toBe(404);
  expect((await download(t.as("rory"), asked.id)).res.status).toBe(404);
  expect((await download(t.as("alice"), asked.id)).res.status).toBe(403);
  expect((await t.audit()).filter(({ verb, subject_id }) => verb === "export" && subject_id === asked.id)).toEqual([]);
});

test("who knows the family has locked themselves out of the file too", async () => {
  const { t, who } = await start();
  const { id } = await anAnswered(t, who, "bpses", [3, 3, 3, 3, 3]);
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: who.familyId,
      user_id: t.people.bob.userId,
      kind: "i-know-this-family",
      from_at: "2026-03-01T09:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  expect((await download(t, id)).res.status).toBe(404);
});
