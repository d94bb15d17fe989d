import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import { measuresOfKind } from "../../../measures/index.ts";
import type { StoredScore } from "./assessment.ts";

/** The ids as a list that one bound value carries. */
export const among = (ids: readonly string[]) => sql<string>`(select value from json_each(${JSON.stringify(ids)}))`;

/** Was the sheet of this score one of typed totals? (typed-totals.ts) */
const isTyped = sql<number>`exists (
  select 1 from answer n where n.response_id = v_score.response_id and n.item like 'total:%')`;

/** The latest score of every scale for these responses. */
export async function scoresOf(db: Db, responseIds: readonly string[]): Promise<StoredScore[]> {
  if (responseIds.length === 0) return [];
  const found = await db
    .selectFrom("v_score")
    .selectAll()
    .select(isTyped.as("typed"))
    .where("response_id", "in", among(responseIds))
    .execute();
  return found.map((row) => ({
    id: row.score_id,
    responseId: row.response_id ?? "",
    scale: row.scale,
    edition: row.edition,
    revision: row.revision,
    value: row.value,
    raw: row.raw,
    reason: row.reason,
    answered: row.answered,
    items: row.items,
    prorated: row.prorated === "yes",
    isTyped: row.typed === 1,
    bands: JSON.parse(row.bands),
    scorer: row.scorer_version,
    at: row.at,
  }));
}

/** The answers of these responses as they stand: by response, then by item. A blank has no entry, also where it was found later. */
export async function answersOf(db: Db, responseIds: readonly string[]): Promise<Map<string, Map<string, string>>> {
  const answers = new Map(responseIds.map((id) => [id, new Map<string, string>()]));
  if (responseIds.length === 0) return answers;
  const found = await db
    .selectFrom("answer")
    .select(["response_id", "item", "value"])
    .where("response_id", "in", among(responseIds))
    .where("keying", "=", 1)
    .orderBy("version")
    .execute();
  for (const { response_id, item, value } of found)
    if (value === "") answers.get(response_id)?.delete(item);
    else answers.get(response_id)?.set(item, value);
  return answers;
}

export type GoalAsked = { number: number; shortLabel: string; words: string };

/** The goals of a referral that still stand. */
export const goalsOf = (db: Db, referralId: string): Promise<GoalAsked[]> =>
  db
    .selectFrom("goal")
    .where("referral_id", "=", referralId)
    .where("ended_on", "is", null)
    .orderBy("number")
    .select(["number", "short_label as shortLabel", "words"])
    .execute();

/** Every goal that a referral has had in its whole words, ended ones too: what a rating was about. The latest of a number rules. */
export async function goalLabels(db: Db, referralId: string): Promise<Map<number, string>> {
  const found = await db
    .selectFrom("goal")
    .where("referral_id", "=", referralId)
    .orderBy("created_at")
    .select(["number", "words"])
    .execute();
  return new Map(found.map(({ number, words }) => [number, words]));
}

/**
 * What the recount asks about: the behaviours ticked at the child's checks that still stand, and what was added to an
 * earlier recount of this referral.
 */
export async function behavioursOf(db: Db, childId: string, referralId: string): Promise<string[]> {
  const ticked = await db
    .selectFrom("behaviour_item as i")
    .innerJoin("v_check as c", "c.check_id", "i.check_id")
    .where("c.child_id", "=", childId)
    .select("i.behaviour")
    .distinct()
    .execute();
  const recounted = await db
    .selectFrom("answer as n")
    .innerJoin("response_assessment as ra", "ra.response_id", "n.response_id")
    .innerJoin("assessment as a", "a.id", "ra.assessment_id")
    .where("ra.superseded_at", "is", null)
    .where("a.referral_id", "=", referralId)
    .where("a.measure_id", "in", among(measuresOfKind("recount")))
    .select(sql<string>`substr(n.item, 1, instr(n.item, ':') - 1)`.as("behaviour"))
    .distinct()
    .execute();
  return [...new Set([...ticked, ...recounted].map(({ behaviour }) => behaviour))];
}

/** The words that somebody gave to "other" in a recount; the latest rule. */
export async function otherWords(db: Db, referralId: string): Promise<string | null> {
  const row = await db
    .selectFrom("answer as n")
    .innerJoin("response_assessment as ra", "ra.response_id", "n.response_id")
    .innerJoin("assessment as a", "a.id", "ra.assessment_id")
    .where("ra.superseded_at", "is", null)
    .where("a.referral_id", "=", referralId)
    .where("n.item", "=", "other:words")
    .orderBy("n.at", "desc")
    .select("n.value")
    .executeTakeFirst();
  return row?.value ?? null;
}

export type Happened = {
  version: number;
  verb: string;
  detail: Record<string, unknown>;
  at: string;
  byName: string | null;
};

/** Everything that happened to an assessment, the latest first, with who did it (null when it was not a user). */
export async function historyOf(db: Db, assessmentId: string): Promise<Happened[]> {
  const found = await db
    .selectFrom("assessment_event as v")
    .leftJoin("user as u", "u.id", "v.by")
    .where("v.assessment_id", "=", assessmentId)
    .orderBy("v.version", "desc")
    .select(["v.version", "v.verb", "v.detail", "v.at", "u.name as byName"])
    .execute();
  return found.map(({ detail, ...event }) => ({ ...event, detail: JSON.parse(detail) }));
}

export type Sheet = {
  id: string;
  completedOn: string;
  mode: string;
  keyedAt: string;
  keyedBy: string | null;
  correctionReason: string | null;
  supersededAt: string | null;
};

/** Every answer sheet that an assessment has had, the latest first: those that a correction replaced stay. */
export const sheetsOf = (db: Db, assessmentId: string): Promise<Sheet[]> =>
  db
    .selectFrom("response_assessment as ra")
    .innerJoin("response as r", "r.id", "ra.response_id")
    .leftJoin("user as u", "u.id", "r.keyed_by")
    .where("ra.assessment_id", "=", assessmentId)
    .orderBy("r.created_at", "desc")
    .orderBy("r.id", "desc")
    .select([
      "r.id",
      "r.completed_on as completedOn",
      "r.mode",
      "r.created_at as keyedAt",
      "u.name as keyedBy",
      "r.correction_reason as correctionReason",
      "ra.superseded_at as supersededAt",
    ])
    .execute();
