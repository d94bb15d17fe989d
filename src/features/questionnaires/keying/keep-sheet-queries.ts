import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { type Acting, type AuditEntry, wrote } from "../../../domain/audit-entry.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { Definition } from "../../../measures/index.ts";
import { answersOf } from "../assessment/answer-queries.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { KeptAnswer, KeyedSheet } from "../assessment/keyed.ts";
import { recordCorrectedClarifications } from "../doubts/clarification-queries.ts";
import { drawResponse } from "../doubts/second-keying-queries.ts";
import { askOnceOf } from "../schedule/asked-once-queries.ts";
import { type By, recordSheet } from "../sheet/recording-queries.ts";
import { type Companion, recordStepsToo, servedToo } from "../sheet/serving-queries.ts";
import { finish, type Refusal } from "../sheet/step.ts";

/**
 * An answer sheet that came in: `version` is the assessment's as whoever filled it in saw it, `reason` why it corrects the one that
 * is there, `facts` what the trail keeps beside when and how it was answered. `isDrawn`: it may be drawn for a second keying.
 */
export type ArrivedSheet = Pick<KeyedSheet, "completedOn" | "mode" | "language" | "asked"> & {
  version: number;
  reason: string | null;
  answers: readonly KeptAnswer[];
  facts?: Readonly<Record<string, string | number>>;
  isDrawn: boolean;
};

/** What keeps a sheet, for one commit; `did` says whether it was the first of its assessment or corrected another. */
export type Keeping = { audit: AuditEntry; writes: Write[]; did: "keyed" | "corrected" };

/** The answers on the sheet in use, by item; none where nothing came in yet. */
export async function liveAnswers(
  { db }: Pick<Deps, "db">,
  { responseId }: Pick<Assessment, "responseId">,
): Promise<ReadonlyMap<string, string>> {
  if (responseId === null) return new Map();
  return (await answersOf(db, [responseId])).get(responseId) ?? new Map();
}

/**
 * The one way in which an answer sheet is kept, whichever door it came by: the response with its answers and scores, what happens to
 * the assessment, a concern where an answer is about risk, the draw for a second keying, and the end of every doubt that a
 * correction settles. Refused where the assessment moved on since it was seen, or the carer preferred not to be asked
 * (`finish`); who comes second in the same moment is refused by the tables.
 */
export async function keepSheet(
  deps: Pick<Deps, "db" | "newId">,
  { actor, now }: { actor: Acting; now: Temporal.Instant },
  assessment: Assessment,
  definition: Definition,
  sheet: ArrivedSheet,
): Promise<Result<Keeping, Refusal>> {
  const responseId = deps.newId();
  const steps = finish(assessment, sheet.version, { id: responseId, reason: sheet.reason });
  if (!steps.ok) return steps;
  const who = { by: actor.userId, at: now };
  const before = await liveAnswers(deps, assessment);
  const replaced = assessment.responseId;
  const replaces = replaced === null ? null : { responseId: replaced, reason: sheet.reason ?? "", answers: before };
  const { completedOn, mode, language, asked, answers } = sheet;
  const too = await servedToo(deps.db, assessment, completedOn);
  const all = [assessment, ...too].map(({ id }) => id);
  const kept: KeyedSheet = { responseId, completedOn, mode, language, asked, answers, replaces };
  const after = new Map(answers.map(({ item, value }) => [item, value]));
  const changed = (item: string) => after.get(item) !== before.get(item);
  const writes = [
    ...(await recordSheet(deps, who, definition, assessment, kept, steps.value, all.slice(1))),
    ...stepsToo(deps.db, who, too, { id: responseId, reason: sheet.reason }),
    ...(sheet.isDrawn && replaces === null ? await drawResponse(deps.db, who, responseId) : []),
    ...(replaces ? await recordCorrectedClarifications(deps.db, who, all, changed, replaces.reason) : []),
    ...askOnceOf(deps.db, [assessment.id]),
  ];
  const facts = { state: "done", completedOn, mode, ...sheet.facts };
  const audit = wrote(actor, "assessment", assessment.id, facts, { familyId: assessment.familyId });
  return ok({ audit, writes, did: replaces ? "corrected" : "keyed" });
}

/** The same that happens to the assessment happens to the others that the sheet serves, each from where it stands. */
const stepsToo = (db: Db, who: By, companions: readonly Companion[], response: { id: string; reason: string | null }) =>
  companions.flatMap((one) => {
    const steps = finish(one, one.version, response);
    return steps.ok ? recordStepsToo(db, who, [one], steps.value) : [];
  });
