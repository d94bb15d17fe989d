import { Temporal } from "temporal-polyfill";
import type { Write } from "../../src/deps.ts";
import type { Actor } from "../../src/domain/actor.ts";
import type { Mode } from "../../src/features/questionnaires/assessment/assessment.ts";
import { findAssessment } from "../../src/features/questionnaires/assessment/assessment-queries.ts";
import type { KeptAnswer } from "../../src/features/questionnaires/assessment/keyed.ts";
import { recordSheet } from "../../src/features/questionnaires/sheet/recording-queries.ts";
import { finish } from "../../src/features/questionnaires/sheet/step.ts";
import { itemsOnForm, measureById } from "../../src/measures/index.ts";
import type { TestApp } from "./app.ts";
import type { AnEnrolment } from "./run-factories.ts";
import { AT } from "./world.ts";

const MADE = { created_at: AT, created_by: "seed" };

/** Windows of a course from 3 February to 7 April 2026: on the tests' day (2 March) "before" and "after" can both be keyed. */
const WINDOWS: Record<string, { opens_on: string; due_on: string; closes_on: string; anchor: string }> = {
  T1: { opens_on: "2026-02-01", due_on: "2026-02-03", closes_on: "2026-03-31", anchor: "session-1:2026-02-03" },
  T2: { opens_on: "2026-02-24", due_on: "2026-03-10", closes_on: "2026-04-21", anchor: "last-session:2026-03-10" },
  T3: { opens_on: "2026-08-11", due_on: "2026-09-10", closes_on: "2026-10-25", anchor: "last-session:2026-03-10" },
  S1: { opens_on: "2026-02-03", due_on: "2026-02-03", closes_on: "2026-03-09", anchor: "session-1:2026-02-03" },
};

export type AnAssessment = { id: string; packId: string; measureId: string; timepoint: string; organisationId: string };

/**
 * Something to be asked of an enrolled carer, not yet answered: the SDQ before, unless told. The form is the measure's for
 * the occasion. `packId` puts it on the same occasion as another.
 */
export async function anAssessment(
  t: TestApp,
  who: AnEnrolment,
  given: {
    measureId?: string;
    timepoint?: string;
    form?: string;
    packId?: string;
    position?: number;
    organisationId?: string;
    opensOn?: string;
    dueOn?: string;
    closesOn?: string;
    unpairedReason?: string;
  } = {},
): Promise<AnAssessment> {
  const measure = measureById(given.measureId ?? "sdq-p4-17");
  if (!measure) throw new Error(`no measure ${given.measureId}`);
  const timepoint = given.timepoint ?? "T1";
  const form = given.form ?? (timepoint === "T1" ? measure.forms[0] : measure.forms.at(-1))!.id;
  const window = WINDOWS[timepoint] ?? WINDOWS.S1!;
  const [opens_on, due_on, closes_on] = [
    given.opensOn ?? window.opens_on,
    given.dueOn ?? window.due_on,
    given.closesOn ?? window.closes_on,
  ];
  const organisationId = given.organisationId ?? t.organisations.willow;
  const packId = given.packId ?? t.newId();
  if (!given.packId)
    await t.db
      .insertInto("pack")
      .values({
        id: packId,
        person_id: who.carerId,
        family_id: who.familyId,
        organisation_id: organisationId,
        timepoint,
        opens_on,
        due_on,
        closes_on,
        ...MADE,
      })
      .execute();
  const id = t.newId();
  await t.db
    .insertInto("assessment")
    .values({
      id,
      referral_id: who.referralId,
      enrolment_id: who.enrolmentId,
      pack_id: packId,
      pack_position: given.position ?? 1,
      about_id: measure.about === "child" ? who.childId : who.carerId,
      informant_id: who.carerId,
      informant_role: "carer",
      measure_id: measure.id,
      edition: Number(measure.version.split(".")[0]),
      form,
      timepoint,
      state: "scheduled",
      opens_on,
      due_on,
      closes_on,
      anchor: window.anchor,
      unpaired_reason: given.unpairedReason ?? null,
      ...MADE,
    })
    .execute();
  await t.db
    .insertInto("assessment_event")
    .values({ assessment_id: id, version: 1, verb: "scheduled", at: AT, by: "seed" })
    .execute();
  return { id, packId, measureId: measure.id, timepoint, organisationId };
}

/** What one item was answered with. Null is left blank: no row is kept of it. */
export type Given = number | "declined" | "not-applicable" | "not-known" | null;

const kept = (answers: readonly Given[] | Readonly<Record<string, Given>>): KeptAnswer[] => {
  const all = Array.isArray(answers)
    ? answers.map((value: Given, index) => [String(index + 1), value] as const)
    : Object.entries(answers as Record<string, Given>);
  return all.flatMap(([item, value]) => (value === null ? [] : [{ item, value: String(value) }]));
};

/** An actor of an organisation, as far as reading assessments asks for one. */
const actorOf = (t: TestApp, organisationId: string): Actor => ({
  ...t.people.bob,
  organisationId,
  organisationName: "",
  organisationKind: "provider",
  sessionId: "",
});

/**
 * A form that came in: its answers (a list for items 1, 2, ... or by item; the recount's items are "refuses:how-often"),
 * scored by the scorer, with everything that keying writes. Filled in on paper on 2 March 2026, unless told.
 */
export async function aResponse(
  t: TestApp,
  assessment: Pick<AnAssessment, "id" | "organisationId">,
  answers: readonly Given[] | Readonly<Record<string, Given>>,
  given: { completedOn?: string; mode?: Mode; at?: string } = {},
): Promise<{ id: string }> {
  const found = await findAssessment(t.db, actorOf(t, assessment.organisationId), assessment.id);
  const definition = found && measureById(found.measureId);
  if (!found || !definition) throw new Error(`no assessment ${assessment.id}`);
  const id = t.newId();
  const steps = finish(found, found.version, { id, reason: null });
  if (!steps.ok) throw new Error(steps.error);
  const sheet = {
    responseId: id,
    completedOn: given.completedOn ?? "2026-03-02",
    mode: given.mode ?? "paper",
    language: "en",
    asked: definition.kind === "recount" ? [] : itemsOnForm(definition, found.form).map(({ number }) => String(number)),
    answers: kept(answers),
    replaces: null,
  };
  const at = Temporal.Instant.from(given.at ?? `${sheet.completedOn}T12:00:00Z`);
  await execute(t, await recordSheet(t, { by: t.people.bob.userId, at }, definition, found, sheet, steps.value));
  return { id };
}

async function execute(t: Pick<TestApp, "db">, writes: readonly Write[]) {
  for (const write of writes) await t.db.executeQuery(write.compile());
}

/** A whole SDQ: attributes 1 to 25, then no overall difficulty, so that the impact questions are skipped. */
export const sdqSheet = (attributes: readonly Given[]): Record<string, Given> => ({
  ...Object.fromEntries(attributes.map((value, index) => [String(index + 1), value])),
  "26": 0,
  ...Object.fromEntries([28, 29, 30, 31, 32, 33].map((item) => [String(item), "not-applicable"])),
});

/** The goals of a referral, numbered from 1. */
export async function someGoals(t: TestApp, referralId: string, labels: readonly string[]) {
  for (const [index, label] of labels.entries())
    await t.db
      .insertInto("goal")
      .values({
        id: t.newId(),
        referral_id: referralId,
        number: index + 1,
        words: `${label}, in our own words`,
        short_label: label,
        whose: "carer",
        ...MADE,
      })
      .execute();
}

/** Somebody at the provider doubts one answer of a form. */
export async function aQuery(
  t: TestApp,
  assessment: Pick<AnAssessment, "id" | "organisationId">,
  responseId: string,
  item: string,
): Promise<string> {
  const id = t.newId();
  await t.db
    .insertInto("clarification")
    .values({
      id,
      assessment_id: assessment.id,
      response_id: responseId,
      item,
      organisation_id: assessment.organisationId,
      state: "asked",
      ...MADE,
    })
    .execute();
  await t.db
    .insertInto("clarification_event")
    .values({ clarification_id: id, version: 1, verb: "asked", note: "Two boxes are ticked", at: AT, by: "seed" })
    .execute();
  return id;
}
