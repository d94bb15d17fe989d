import { sql } from "kysely";
import type { Db, Deps, Write } from "../../deps.ts";
import {
  allMeasures,
  type Definition,
  defaultBandSystem,
  editionOf,
  SCORER_VERSION,
  type ScaleScore,
} from "../measures/index.ts";
import { among, answersOf, scoresOf } from "./answer-queries.ts";
import type { InformantRole, StoredScore } from "./assessment.ts";
import { inputsHash } from "./fingerprint.ts";
import { type MadeAgain, type MadeBy, type Move, scoreAgain, standingOf } from "./rescoring.ts";
import { revisionOf, scoreRow, scoresFor } from "./scoring-queries.ts";

/** Responses of one commit: a few queries and one statement, well within what a D1 statement may carry. */
const CHUNK = 200;

/** A measure as it is installed now, and what a score that it makes will say of it. */
export type Installed = { definition: Definition; made: MadeBy };

/** The measures to score again by; the registry's, unless told. */
export const installedMeasures = (definitions: readonly Definition[] = allMeasures()): Installed[] =>
  definitions.map((definition) => ({ definition, made: madeNow(definition) }));

const madeNow = ({ version }: Definition): MadeBy => ({
  edition: Number(editionOf(version)),
  revision: revisionOf(version),
  scorer: SCORER_VERSION,
});

/**
 * Answer sheets in use whose newest score was made by another revision or scorer of the same edition. In this order of
 * joins a page reads on from where the last one ended and sorts nothing.
 */
const waiting = (installed: readonly Installed[]) => sql`
  from response re
  cross join response_assessment ra on ra.response_id = re.id and ra.superseded_at is null
  cross join assessment a on a.id = ra.assessment_id and a.replaced_at is null
  cross join score newest on newest.id = (
    select x.id from score x where x.response_id = re.id order by x.at desc, x.id desc limit 1)
  cross join json_each(${JSON.stringify(installed.map(({ definition, made }) => ({ id: definition.id, ...made })))}) as i
  cross join person about on about.id = a.about_id
  where i.value ->> '$.id' = newest.measure_id and i.value ->> '$.edition' = newest.edition
    and (i.value ->> '$.revision' <> newest.revision or i.value ->> '$.scorer' <> newest.scorer_version)`;

/** How many answer sheets wait to be scored again, a row a measure that has any. */
export async function countWaiting(
  db: Db,
  installed: readonly Installed[],
): Promise<{ measureId: string; sheets: number }[]> {
  const { rows } = await sql<{ measureId: string; sheets: number }>`
    select newest.measure_id as "measureId", count(distinct re.id) as sheets ${waiting(installed)}
    group by newest.measure_id order by newest.measure_id`.execute(db);
  return rows;
}

type Waiting = {
  responseId: string;
  assessmentId: string;
  measureId: string;
  timepoint: string;
  form: string;
  informantRole: InformantRole;
  aboutBirthOn: string | null;
  familyId: string;
  completedOn: string;
  newestId: string;
  edition: number;
  revision: number;
  scorer: string;
  at: string;
};

async function listWaiting(db: Db, installed: readonly Installed[], after: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select re.id as "responseId", a.id as "assessmentId", a.measure_id as "measureId", a.timepoint, a.form,
      a.informant_role as "informantRole", about.birth_on as "aboutBirthOn", about.family_id as "familyId",
      re.completed_on as "completedOn", newest.id as "newestId", newest.edition, newest.revision,
      newest.scorer_version as scorer, newest.at
    ${waiting(installed)} and re.id > ${after} order by re.id, a.id limit ${CHUNK}`.execute(db);
  // A sheet that serves two assessments is scored once.
  return rows.filter(({ responseId }, index) => rows[index - 1]?.responseId !== responseId);
}

export type MovedScore = Move & { assessmentId: string; measureId: string; timepoint: string; to: MadeBy };
export type NotScored = { assessmentId: string; measureId: string; timepoint: string; why: string };

/** One sheet scored again: its new rows, and what they say other than before. */
type Rescored = {
  responseId: string;
  familyId: string;
  newestId: string;
  installed: Installed;
  scores: MadeAgain<ReturnType<typeof scoreRow>>[];
  hash: string;
  moves: MovedScore[];
};

/** Some of the answer sheets scored again, not written yet. `after` is where the next chunk begins. */
export type Chunk = { after: string; rescored: Rescored[]; notScored: NotScored[] };

/** Scores the next answer sheets again. Undefined when none is left. Nothing is written. */
export async function nextChunk(
  db: Db,
  installed: readonly Installed[],
  after: string,
  now: string,
): Promise<Chunk | undefined> {
  const found = await listWaiting(db, installed, after);
  if (found.length === 0) return undefined;
  const ids = found.map(({ responseId }) => responseId);
  const [answers, scores] = await Promise.all([answersOf(db, ids), scoresOf(db, ids)]);
  const held = Map.groupBy(scores, ({ responseId }) => responseId);
  const byId = new Map(installed.map((one) => [one.definition.id, one]));
  const chunk: Chunk = { after: ids.at(-1) ?? after, rescored: [], notScored: [] };
  for (const one of found) {
    const { responseId, measureId } = one;
    const kept = { held: held.get(responseId) ?? [], answers: answers.get(responseId) ?? new Map<string, string>() };
    const made = await rescore(one, byId.get(measureId), kept, now);
    if (typeof made === "string") chunk.notScored.push({ ...toldOf(one), why: made });
    else chunk.rescored.push(made);
  }
  return chunk;
}

const toldOf = ({ assessmentId, measureId, timepoint }: Waiting) => ({ assessmentId, measureId, timepoint });

type Kept = { held: readonly StoredScore[]; answers: ReadonlyMap<string, string> };

/** One sheet scored again, or why it is not. */
async function rescore(
  one: Waiting,
  installed: Installed | undefined,
  { held, answers }: Kept,
  now: string,
): Promise<Rescored | string> {
  if (!installed || standingOf(one, installed.made, now) !== "again")
    return "its scores are dated after now: is this machine’s clock right?";
  const { definition, made } = installed;
  const { responseId, familyId, newestId, completedOn } = one;
  const sheet = { completedOn, asked: askedOf(definition, held), answers: listOf(answers) };
  let outcomes: ScaleScore[];
  try {
    outcomes = scoresFor(definition, one, sheet);
  } catch (error) {
    return (error as Error).message;
  }
  if (outcomes.length === 0) return "nothing is scored by what is installed";
  const { scores, moves } = scoreAgain(held, outcomes.map(scoreRow), defaultBandSystem(definition));
  const hash = await inputsHash(sheet.answers, definition.version, SCORER_VERSION);
  const told = moves.map((move) => ({ ...move, ...toldOf(one), to: made }));
  return { responseId, familyId, newestId, installed, scores, hash, moves: told };
}

const listOf = (answers: ReadonlyMap<string, string>) => [...answers].map(([item, value]) => ({ item, value }));

/** The items of the scales that were scored: which goals a family had is known from its scores. */
const askedOf = ({ scales }: Definition, held: readonly StoredScore[]): string[] =>
  scales.filter(({ id }) => held.some(({ scale }) => scale === id)).flatMap(({ items }) => items.map(String));

/**
 * The write that keeps the new scores of a chunk; the old ones stay. A sheet that was scored by somebody else since it was
 * read (an answer was settled, or another run came first) gets none: its newest score is the later one.
 */
export function insertAgain({ db, newId }: Pick<Deps, "db" | "newId">, { rescored }: Chunk, at: string): Write {
  const rows = rescored.flatMap(({ responseId, newestId, installed: { definition, made }, scores, hash }) =>
    scores.map(({ outcome, again }) => ({
      ...outcome,
      ...made,
      id: newId(),
      response: responseId,
      newest: newestId,
      measure: definition.id,
      hash,
      again: again?.id ?? null,
    })),
  );
  const insert = sql`insert into score (id, response_id, measure_id, edition, revision, scale, value, raw, reason,
      answered, items, prorated, bands, scorer_version, inputs_hash, at, made_again_of)
    select j.value ->> '$.id', j.value ->> '$.response', j.value ->> '$.measure', j.value ->> '$.edition',
      j.value ->> '$.revision', j.value ->> '$.scale', j.value ->> '$.value', j.value ->> '$.raw', j.value ->> '$.reason',
      j.value ->> '$.answered', j.value ->> '$.items', j.value ->> '$.prorated', j.value -> '$.bands',
      j.value ->> '$.scorer', j.value ->> '$.hash', ${at}, j.value ->> '$.again'
    from json_each(${JSON.stringify(rows)}) as j
    where j.value ->> '$.newest' = (
      select x.id from score x where x.response_id = j.value ->> '$.response' order by x.at desc, x.id desc limit 1)`;
  return { compile: () => insert.compile(db) };
}

/** Which of these responses have scores of this very moment: those that nobody was faster with. */
export async function keptAt(db: Db, responseIds: readonly string[], at: string): Promise<Set<string>> {
  const found = await db
    .selectFrom("score")
    .where("response_id", "in", among(responseIds))
    .where("at", "=", at)
    .select("response_id")
    .distinct()
    .execute();
  return new Set(found.map(({ response_id }) => response_id));
}
