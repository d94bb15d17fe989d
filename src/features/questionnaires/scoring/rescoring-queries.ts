import { sql } from "kysely";
import type { Db, Deps, Write } from "../../../deps.ts";
import { type Definition, defaultBandSystem, SCORER_VERSION, type ScaleScore } from "../../../measures/index.ts";
import { among, answersOf, scoresOf } from "../assessment/answer-queries.ts";
import type { StoredScore } from "../assessment/assessment.ts";
import { inputsHash } from "../assessment/fingerprint.ts";
import { type MadeAgain, type MadeBy, type Move, scoreAgain, standingOf } from "./rescoring.ts";
import { scoreRow, scoresFor } from "./scoring-queries.ts";
import { type Installed, listWaiting, type Reached, type Waiting } from "./waiting-queries.ts";

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
export type Chunk = { after: Reached; rescored: Rescored[]; notScored: NotScored[] };

/** Scores the next answer sheets again. Undefined when none is left. Nothing is written. */
export async function nextChunk(
  db: Db,
  installed: readonly Installed[],
  after: Reached,
  now: string,
): Promise<Chunk | undefined> {
  const found = await listWaiting(db, installed, after);
  if (found.length === 0) return undefined;
  const ids = found.map(({ responseId }) => responseId);
  const [answers, scores] = await Promise.all([answersOf(db, ids), scoresOf(db, ids)]);
  const held = Map.groupBy(scores, ({ responseId }) => responseId);
  const byId = new Map(installed.map((one) => [one.definition.id, one]));
  const last = found.at(-1)!;
  const chunk: Chunk = { after: [last.scoredBy, last.responseId], rescored: [], notScored: [] };
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
 * The writes that keep the new scores of a chunk; the old ones stay. A sheet that was scored by somebody else since it was
 * read (an answer was settled, or another run came first) gets none: its newest score is the later one. What says something
 * else than before is noted for the organisation that asked.
 */
export function insertAgain({ db, newId }: Pick<Deps, "db" | "newId">, { rescored }: Chunk, at: string): Write[] {
  const rows = rescored.flatMap(({ responseId, newestId, installed: { definition, made }, scores, hash, moves }) =>
    scores.map(({ outcome, again }) => ({
      ...outcome,
      ...made,
      id: newId(),
      response: responseId,
      newest: newestId,
      measure: definition.id,
      hash,
      again: again?.id ?? null,
      moved: moves.some(({ scale }) => scale === outcome.scale) ? "yes" : "no",
    })),
  );
  const lines = sql`json_each(${JSON.stringify(rows)}) as j`;
  return [
    sql`insert into score (id, response_id, measure_id, edition, revision, scale, value, raw, reason,
      answered, items, prorated, bands, scorer_version, inputs_hash, at, made_again_of)
    select j.value ->> '$.id', j.value ->> '$.response', j.value ->> '$.measure', j.value ->> '$.edition',
      j.value ->> '$.revision', j.value ->> '$.scale', j.value ->> '$.value', j.value ->> '$.raw', j.value ->> '$.reason',
      j.value ->> '$.answered', j.value ->> '$.items', j.value ->> '$.prorated', j.value -> '$.bands',
      j.value ->> '$.scorer', j.value ->> '$.hash', ${at}, j.value ->> '$.again'
    from ${lines}
    where j.value ->> '$.newest' = (
      select x.id from score x where x.response_id = j.value ->> '$.response' order by x.at desc, x.id desc limit 1)`,
    sql`insert or ignore into score_again (score_id, organisation_id, moved, at)
    select s.id, r.organisation_id, j.value ->> '$.moved', s.at
    from ${lines}
    cross join score s on s.id = j.value ->> '$.id' and s.made_again_of is not null
    cross join response_assessment ra on ra.response_id = s.response_id and ra.superseded_at is null
    cross join assessment a on a.id = ra.assessment_id
    cross join enrolment e on e.id = a.enrolment_id
    cross join run r on r.id = e.run_id`,
  ].map((statement) => ({ compile: () => statement.compile(db) }));
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
