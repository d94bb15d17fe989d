import { describe, expect, test } from "vitest";
import { BEHAVIOUR_CODES, CHALLENGE, HOW_OFTEN } from "../../src/features/behaviour/check/behaviours.ts";
import { concernsRaisedBy } from "../../src/features/behaviour/check/check.ts";
import { behaviourPaths } from "../../src/features/behaviour/index.ts";
import { CONCERN_KINDS } from "../../src/features/concerns/concern/concern.ts";
import { FORMS } from "../../src/features/concerns/show/source-link.ts";
import { assessmentPaths } from "../../src/features/questionnaires/index.ts";
import { concernsOfSheet } from "../../src/features/questionnaires/scoring/raising-queries.ts";
import { sessionPaths } from "../../src/features/runs/index.ts";
import { CONCERN_ABOUT } from "../../src/features/runs/planning/session-form.ts";
import { allMeasures, type Definition, measureById } from "../../src/measures/index.ts";
import { item } from "../behaviour/rule-one.ts";
import { keyedForm } from "../questionnaires/keyed-form.ts";
import { testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const RECOUNT = measureById("behaviour-recount")!;
const recounted = (behaviour: string, howOften: string, challenge: string) =>
  new Map([
    [`${behaviour}:how-often`, howOften],
    [`${behaviour}:challenge`, challenge],
  ]);

const kindsOf = (concerns: readonly { kind: string }[]) => concerns.map(({ kind }) => kind);

/** What each measure that is in the registry can hold of what somebody must look at. */
const factsIn = (definition: Definition) =>
  definition.kind === "recount"
    ? BEHAVIOUR_CODES.flatMap((behaviour) =>
        Object.keys(HOW_OFTEN).flatMap((howOften) =>
          Object.keys(CHALLENGE)
            .filter((challenge) => challenge !== "not-known")
            .map((challenge) => ({ behaviour, howOften, challenge })),
        ),
      )
    : [];

describe("a rule of risk hangs on the fact, whichever form it came by", () => {
  test("whatever a behaviour check raises, a recount raises too, fact by fact", () => {
    const facts = factsIn(RECOUNT);
    const different = facts.filter(({ behaviour, howOften, challenge }) => {
      const check = kindsOf(concernsRaisedBy([item(behaviour, howOften as "0", challenge as "0")]));
      const recount = kindsOf(concernsOfSheet(RECOUNT, recounted(behaviour, howOften, challenge)));
      return check.join() !== recount.join();
    });
    expect(different).toEqual([]);
    expect(facts.length).toBeGreaterThan(600);
  });

  test("every measure whose answers can say something about risk raises it: by its own rule, or as a check does", () => {
    const raising = allMeasures().filter((one) => one.kind === "recount" || one.items.some(({ risk }) => risk));
    expect(raising.map(({ id }) => id).sort()).toEqual(["behaviour-recount", "core-10", "phq-9"]);
    for (const definition of raising.filter(({ kind }) => kind !== "recount")) {
      const risky = definition.items.find(({ risk }) => risk)!;
      const answers = new Map([[String(risky.number), String(risky.risk!.atLeast)]]);
      expect(kindsOf(concernsOfSheet(definition, answers))).toEqual(["risk-answer"]);
    }
    const recounts = allMeasures().filter(({ kind }) => kind === "recount");
    for (const definition of recounts)
      expect(kindsOf(concernsOfSheet(definition, recounted("hurts-self", "1", "0")))).toEqual(["self-harm"]);
  });

  test("whoever raises one at a session says what it is about in the same words, with the same times", () => {
    expect(Object.keys(CONCERN_ABOUT).filter((kind) => !(kind in CONCERN_KINDS))).toEqual([]);
  });

  test("a behaviour that the carer preferred not to speak of, or that was not asked, raises nothing", () => {
    expect(concernsOfSheet(RECOUNT, recounted("hurts-self", "declined", "declined"))).toEqual([]);
    expect(concernsOfSheet(RECOUNT, new Map())).toEqual([]);
  });

  test("a correction raises what is new in it alone", () => {
    const before = recounted("goes-missing", "1", "1");
    const after = new Map([...before, ...recounted("hurts-self", "2", "1")]);
    expect(kindsOf(concernsOfSheet(RECOUNT, after, before))).toEqual(["self-harm"]);
    expect(concernsOfSheet(RECOUNT, before, after)).toEqual([]);
  });
});

test("self-harm newly told on a recount reaches the duty person, is due in 4 working hours, and a correction says what it says now", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  const assessment = await anAssessment(t, who, { measureId: "behaviour-recount" });
  const url = `/assessments/${assessment.id}/keying`;
  const form = (howOften: number, more: Record<string, string | number> = {}) => ({
    ...keyedForm(t, { "hurts-self:how-often": howOften, "hurts-self:challenge": 1 }),
    added: "hurts-self",
    ...more,
  });
  expect((await t.post(url, form(2))).status).toBe(303);
  const concerns = () => t.db.selectFrom("concern").where("family_id", "=", who.familyId).selectAll().execute();
  expect(await concerns()).toMatchObject([
    {
      source: "answer",
      kind: "self-harm",
      about_id: who.childId,
      for_user_id: t.people.wendy.userId,
      due_at: "2026-03-02T13:00:00.000Z",
    },
  ]);
  expect((await t.post(url, form(0, { version: 3, reason: "Another child’s form" }))).status).toBe(303);
  expect(await concerns()).toHaveLength(1);
  const page = await (await t.get(`/concerns/${(await concerns())[0]!.id}`)).text();
  for (const words of ["says something else now", "This is not reported any more", "Another child’s form"])
    expect(page).toContain(words);
});

test("the form of a concern is led to at the address that its own feature gives it", () => {
  expect(FORMS["behaviour-check"].href("x")).toBe(behaviourPaths.showCheck("x"));
  expect(FORMS.answer.href("x")).toBe(assessmentPaths.show("x"));
  expect(FORMS.session.href("x")).toBe(sessionPaths.register("x"));
});
