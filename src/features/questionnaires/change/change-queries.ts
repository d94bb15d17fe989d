import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import {
  type Answer,
  agedAcronym,
  type Change,
  changeOf,
  type Definition,
  type GoalsChange,
  goalsChange,
  measureById,
  type NotPaired,
  type RatingChange,
  type RecountDefinition,
  recountChange,
  type ScoreAt,
} from "../../../measures/index.ts";
import { answersByNumber } from "../assessment/answer-numbers.ts";
import { answersOf, goalLabels, scoresOf } from "../assessment/answer-queries.ts";
import type { Assessment, StoredScore } from "../assessment/assessment.ts";
import { listForReferrer, listOfEnrolment } from "../assessment/assessment-queries.ts";
import { madeForAgeNow } from "../assessment/older-form.ts";
import { madeBySaid } from "../scoring/rescoring.ts";
import { councilSees, forCouncil } from "./council-queries.ts";
import { type PairCaveat, type PairRefusal, pairCaveats, pairRefusal, pairsOf } from "./pairing.ts";

export type ScaleChange = {
  scale: string;
  title: string;
  before: StoredScore | undefined;
  after: StoredScore | undefined;
  change: Change | null;
  why: NotPaired | null;
};

/** One measure before and at a later occasion. `why` says why nothing is compared; else what changed, by kind of measure. */
export type MeasureChange = {
  first: Assessment | undefined;
  second: Assessment;
  definition: Definition;
  why: PairRefusal | null;
  caveats: PairCaveat[];
  scales: ScaleChange[];
  goals: (GoalsChange & { labels: ReadonlyMap<number, string> }) | null;
  recount: RatingChange[] | null;
};

type Read = {
  scores: readonly StoredScore[];
  answers: ReadonlyMap<string, ReadonlyMap<string, string>>;
  labels: ReadonlyMap<number, string>;
};

/** What changed for one enrolment: each measure at T2 and T3 against T1, in the order of the plan. */
export async function changesOf(db: Db, actor: Actor, enrolmentId: string): Promise<MeasureChange[]> {
  return changesAmong(db, await listOfEnrolment(db, actor, enrolmentId));
}

/** The same for assessments that somebody may see already. */
export async function changesAmong(db: Db, assessments: readonly Assessment[]): Promise<MeasureChange[]> {
  const pairs = pairsOf(assessments);
  const responses = [...new Set(pairs.flatMap(({ first, second }) => [first?.responseId, second.responseId]))];
  const ids = responses.filter((id) => id !== null && id !== undefined);
  const referralId = assessments[0]?.referralId;
  const [scores, answers, labels] = await Promise.all([
    scoresOf(db, ids),
    answersOf(db, ids),
    referralId ? goalLabels(db, referralId) : new Map<number, string>(),
  ]);
  return pairs.flatMap(({ first, second }) => {
    const definition = measureById(second.measureId);
    return definition ? [compare(definition, first, second, { scores, answers, labels })] : [];
  });
}

function compare(definition: Definition, first: Assessment | undefined, second: Assessment, read: Read): MeasureChange {
  const why = pairRefusal(first, second);
  const compared = { first, second, definition, why, caveats: [], scales: [], goals: null, recount: null };
  if (why !== null || !first) return { ...compared, scales: scalesOf(definition, first, second, read.scores, false) };
  const caveats = [
    ...pairCaveats(first, second),
    ...ageCaveats(definition, second),
    ...versionCaveats(definition, first, second, read.scores),
  ];
  const sheets = [first, second].map(({ responseId }) => read.answers.get(responseId ?? "") ?? new Map());
  const [before, after] = sheets as [Map<string, string>, Map<string, string>];
  if (definition.kind === "recount")
    return {
      ...compared,
      caveats,
      recount: recountChange(definition, ratings(definition, before), ratings(definition, after)),
    };
  if (definition.kind === "goals") {
    const change = goalsChange(definition, answersByNumber(before), answersByNumber(after));
    return { ...compared, caveats, goals: { ...change, labels: read.labels } };
  }
  return { ...compared, caveats, scales: scalesOf(definition, first, second, read.scores, true) };
}

function scalesOf(
  definition: Definition,
  first: Assessment | undefined,
  second: Assessment,
  scores: readonly StoredScore[],
  isPair: boolean,
): ScaleChange[] {
  if (definition.kind !== "questionnaire" && definition.kind !== "totals") return [];
  const scoreAt = (one: Assessment | undefined, scale: string) =>
    scores.find((score) => score.responseId === one?.responseId && score.scale === scale);
  return definition.scales.map(({ id, title }): ScaleChange => {
    const [before, after] = [scoreAt(first, id), scoreAt(second, id)];
    const row = { scale: id, title, before, after, change: null, why: null };
    if (!isPair || !first) return row;
    const change = changeOf(definition, id, sideOf(first, before), sideOf(second, after));
    return change.ok ? { ...row, change: change.value } : { ...row, why: change.error };
  });
}

/** The child has had a birthday since, and the form was not changed in silence. */
function ageCaveats({ acronym }: Definition, second: Assessment): PairCaveat[] {
  const made = madeForAgeNow(second, second.completedOn ?? second.dueOn);
  return made ? [{ kind: "age", asked: acronym, made: agedAcronym(made) }] : [];
}

/** Scores made by two revisions or scorers are compared, since the edition is the same, and it is said (docs/rules/scores.md). */
function versionCaveats(
  { version }: Definition,
  first: Assessment,
  second: Assessment,
  scores: readonly StoredScore[],
): PairCaveat[] {
  const [before, after] = [first, second].map(({ responseId }) => scores.find((one) => one.responseId === responseId));
  if (!before || !after || before.edition !== after.edition) return [];
  const [one, other] = [madeBySaid(before), madeBySaid(after)];
  return one === other ? [] : [{ kind: "versions", first: one, second: other, readUnder: version }];
}

/** One side of a comparison as the measure asks for it; `role` keeps two carers of a child apart. */
const sideOf = (one: Assessment, score: StoredScore | undefined): ScoreAt => ({
  measure: one.measureId,
  version: score ? `${score.edition}.${score.revision}` : `${one.edition}.0`,
  form: one.form,
  informant: one.informantRole,
  role: one.informantId,
  value: score?.value ?? null,
});

/** "refuses:how-often" is what a recount keeps; here by behaviour, then by rating. */
function ratings(definition: RecountDefinition, answers: ReadonlyMap<string, string>) {
  const found = new Map<string, Record<string, Answer | "not-known">>();
  for (const [item, value] of answers) {
    const [behaviour = "", rating = ""] = item.split(":");
    if (!definition.ratings.some(({ id }) => id === rating)) continue;
    const code = /^\d+$/.test(value) ? Number(value) : (value as Answer | "not-known");
    found.set(behaviour, { ...found.get(behaviour), [rating]: code });
  }
  return found;
}

/**
 * What the organisation that made a referral may see of its scores and goals: nothing unless the carer agreed, for each of
 * the two (docs/rules/people-and-words.md). Undefined when it may see neither, and when the referral is not theirs.
 */
export async function scoresForReferrer(
  db: Db,
  actor: Actor,
  referralId: string,
): Promise<{ assessments: Assessment[]; changes: MeasureChange[] } | undefined> {
  const all = await listForReferrer(db, actor, referralId);
  const carerId = all[0]?.informantId;
  if (carerId === undefined) return undefined;
  const assessments = forCouncil(all, await councilSees(db, carerId));
  if (assessments.length === 0) return undefined;
  return { assessments, changes: await changesAmong(db, assessments) };
}
