import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { daysBetween, instantText } from "../../../domain/calendar.ts";
import type { Definition } from "../../../measures/index.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { KeyedSheet } from "../assessment/keyed.ts";
import { daysLate } from "../schedule/window.ts";
import { raiseForSheet } from "../scoring/raising-queries.ts";
import { insertScores, insertVersion, scoresFor } from "../scoring/scoring-queries.ts";
import type { Step } from "./step.ts";

export type By = { by: string; at: Temporal.Instant };

/**
 * The writes that keep an answer sheet: the response, its answers as they stood on the form, the definition that scored
 * it, its scores, what happened to the assessment, and a concern where an answer is about risk. All go in one commit. A
 * blank answer has no row. `servesToo`: the other places in plans that it serves, where a thing is asked once.
 */
export async function recordSheet(
  outside: Pick<Deps, "db" | "newId">,
  who: By,
  definition: Definition,
  assessment: Assessment,
  sheet: KeyedSheet,
  steps: readonly Step[],
  servesToo: readonly string[] = [],
): Promise<Write[]> {
  const { db } = outside;
  const scores = scoresFor(definition, assessment, sheet);
  return [
    ...recordResponse(db, who, assessment, sheet, servesToo),
    insertAnswers(db, who, sheet),
    await insertVersion(db, who.at, definition),
    ...(scores.length > 0 ? [await insertScores(outside, who.at, definition, sheet, scores)] : []),
    ...recordSteps(db, who, assessment, steps),
    ...(await raiseForSheet(outside, who, definition, assessment, sheet)),
  ];
}

function recordResponse(
  db: Db,
  { by, at }: By,
  assessment: Assessment,
  sheet: KeyedSheet,
  servesToo: readonly string[],
): Write[] {
  const now = instantText(at);
  const { responseId, replaces, completedOn } = sheet;
  const response = db.insertInto("response").values({
    id: responseId,
    completed_on: completedOn,
    mode: sheet.mode,
    language: sheet.language,
    started_at: now,
    finished_at: now,
    keyed_by: by,
    late_days: daysLate(assessment.closesOn, completedOn, daysBetween),
    supersedes_id: replaces?.responseId ?? null,
    correction_reason: replaces?.reason ?? null,
    created_at: now,
    created_by: by,
  });
  const ids = [assessment.id, ...servesToo];
  const serves = db
    .insertInto("response_assessment")
    .values(ids.map((id) => ({ response_id: responseId, assessment_id: id })));
  if (!replaces) return [response, serves];
  const replaced = db
    .updateTable("response_assessment")
    .set({ superseded_at: now })
    .where("assessment_id", "in", ids)
    .where("response_id", "=", replaces.responseId);
  return [response, replaced, serves];
}

function insertAnswers(db: Db, { by, at }: By, { responseId, answers }: KeyedSheet): Write {
  const insert = sql`insert into answer (response_id, item, keying, version, value, at, by)
    select ${responseId}, j.value ->> '$.item', 1, 1, j.value ->> '$.value', ${instantText(at)}, ${by}
    from json_each(${JSON.stringify(answers)}) as j`;
  return { compile: () => insert.compile(db) };
}

/**
 * The writes of what happens to an assessment, step by step: an event each, and its state. A second change of the same
 * version is refused by the table. Starting freezes its window (docs/rules/windows.md).
 */
export function recordSteps(
  db: Db,
  { by, at }: By,
  assessment: Pick<Assessment, "id" | "version">,
  steps: readonly Step[],
): Write[] {
  const now = instantText(at);
  return steps.flatMap((step, index): Write[] => {
    const version = assessment.version + index + 1;
    const started = step.verb === "started" || step.verb === "finished";
    return [
      db.insertInto("assessment_event").values({
        assessment_id: assessment.id,
        version,
        verb: step.verb,
        detail: JSON.stringify(step.detail),
        at: now,
        by,
      }),
      db
        .updateTable("assessment")
        .set({ state: step.state, version, not_collected_reason: step.notCollectedReason })
        .$if(started, (update) => update.set((eb) => ({ frozen_at: eb.fn.coalesce("frozen_at", eb.val(now)) })))
        .where("id", "=", assessment.id),
    ];
  });
}
