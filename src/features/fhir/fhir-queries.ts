import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Day } from "../../domain/calendar.ts";
import {
  type Definition,
  measureById,
  parseDefinition,
  provenanceLine,
  reasonWords,
  type ScaleScore,
  type UnscoredReason,
} from "../../measures/index.ts";
import { BEHAVIOURS } from "../behaviour/index.ts";
import { type Assessment, answersOf, findAssessment, totalsIn } from "../questionnaires/index.ts";
import type { Export } from "./bundle.ts";
import type { AskedBehaviour } from "./measure.ts";
import type { KeptScore } from "./observation.ts";
import type { KeptSheet } from "./questionnaire-response.ts";
import { licensedWording } from "./wording-queries.ts";

/** What a recount may ask about: the behaviours of the check. */
export const BEHAVIOURS_ASKED: readonly AskedBehaviour[] = Object.entries(BEHAVIOURS).map(([code, said]) => ({
  code,
  said,
}));

const scoresOfSheet = (db: Db, responseId: string) =>
  db.selectFrom("v_score").selectAll().where("response_id", "=", responseId).execute();

type ScoreRow = Awaited<ReturnType<typeof scoresOfSheet>>[number];

/** The definition that scored a sheet: the installed one, or the one of that version that was kept when it was used. */
async function definitionOf(db: Db, { measureId, edition }: Assessment, scored: ScoreRow | undefined) {
  const installed = measureById(measureId);
  const [wanted, revision] = [scored?.edition ?? edition, scored?.revision];
  const prefix = revision === undefined ? `${wanted}.` : `${wanted}.${revision}`;
  const isIt = revision === undefined ? installed?.version.startsWith(prefix) : installed?.version === prefix;
  if (isIt) return installed;
  const kept = await db
    .selectFrom("measure_version")
    .where("measure_id", "=", measureId)
    .where("edition", "=", wanted)
    .$if(revision !== undefined, (query) => query.where("revision", "=", revision!))
    .orderBy("revision", "desc")
    .select("definition")
    .executeTakeFirst();
  const read = kept && parseDefinition(kept.definition);
  return read?.ok ? read.value : undefined;
}

const asScaleScore = (row: ScoreRow): ScaleScore => {
  const counts = { scale: row.scale, answered: row.answered, items: row.items };
  if (row.value === null) return { ...counts, kind: "unscored", reason: row.reason as UnscoredReason };
  const raw = row.raw ?? row.value;
  return { ...counts, kind: "scored", value: row.value, raw, prorated: row.prorated === "yes", bands: [] };
};

function keptScore(definition: Definition, row: ScoreRow, isTyped: boolean): KeptScore {
  const version = `${row.edition}.${row.revision}`;
  return {
    id: row.score_id,
    scale: row.scale,
    version,
    scorerVersion: row.scorer_version,
    value: row.value,
    reason: row.reason,
    reasonSaid: row.reason === null ? null : reasonWords(row.reason as UnscoredReason),
    provenance: provenanceLine({ ...definition, version }, asScaleScore(row), isTyped),
    bands: JSON.parse(row.bands),
    at: row.at,
  };
}

async function keptSheet(db: Db, assessment: Assessment, responseId: string): Promise<KeptSheet> {
  const kept = (await answersOf(db, [responseId])).get(responseId) ?? new Map<string, string>();
  const totals = totalsIn(kept);
  const corrected = await db
    .selectFrom("response")
    .where("id", "=", responseId)
    .where("supersedes_id", "is not", null)
    .select("id")
    .executeTakeFirst();
  const { aboutId, informantId, completedOn, mode, timepoint, form } = assessment;
  return {
    id: responseId,
    aboutId,
    informantId,
    completedOn: completedOn ?? "",
    mode: mode ?? "",
    timepoint,
    form,
    isCorrection: corrected !== undefined,
    // A questionnaire of totals asks by scale; one of items has no place for them, and its scores say them.
    answers: totals.size > 0 ? new Map([...totals].map(([scale, total]) => [scale, String(total)])) : kept,
  };
}

export type Exported = Export & { assessmentId: string; familyId: string };

/**
 * Everything that goes out of one answered assessment that this person may see. Undefined where they may not, where it has
 * no answers, and where the definition that it was keyed by is nowhere.
 */
export async function findExport(db: Db, actor: Actor, id: string, today: Day): Promise<Exported | undefined> {
  const assessment = await findAssessment(db, actor, id);
  if (!assessment || assessment.responseId === null) return undefined;
  const rows = await scoresOfSheet(db, assessment.responseId);
  const definition = await definitionOf(db, assessment, rows[0]);
  if (!definition) return undefined;
  const order = definition.scales.map((scale) => scale.id);
  rows.sort((a, b) => order.indexOf(a.scale) - order.indexOf(b.scale));
  const answers = (await answersOf(db, [assessment.responseId])).get(assessment.responseId) ?? new Map();
  const isTyped = totalsIn(answers).size > 0;
  return {
    assessmentId: assessment.id,
    familyId: assessment.familyId,
    measure: definition,
    behaviours: BEHAVIOURS_ASKED,
    wording: await licensedWording(db, definition, today),
    sheet: await keptSheet(db, assessment, assessment.responseId),
    scores: rows.map((row) => keptScore(definition, row, isTyped)),
  };
}
