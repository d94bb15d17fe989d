import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import type { Definition } from "../../../measures/index.ts";
import type { Assessment, Mode } from "../assessment/assessment.ts";
import type { KeyedSheet } from "../assessment/keyed.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import { raiseForSheet } from "../scoring/raising-queries.ts";
import { insertScores, insertVersion, scoresFor } from "../scoring/scoring-queries.ts";
import { recordSteps } from "../sheet/recording-queries.ts";
import { recordStepsToo, servedBesides } from "../sheet/serving-queries.ts";
import { setRight } from "../sheet/step.ts";
import { changedBy, type Judged } from "./second-keying.ts";

export type Keying = { item: string; keying: 1 | 2; version: number; value: string };

/** Every answer of a response as it was keyed, first and second, each with its version. */
export const keyingsOf = async (db: Db, responseId: string): Promise<Keying[]> => {
  const found = await db
    .selectFrom("answer")
    .where("response_id", "=", responseId)
    .orderBy("version")
    .select(["item", "keying", "version", "value"])
    .execute();
  return found.map(({ keying, ...answer }) => ({ ...answer, keying: keying === 2 ? 2 : 1 }));
};

/** The sheet that is in use: its answers as they stand, and the latest version of each, blanks included. */
export type InUse = {
  responseId: string;
  answers: ReadonlyMap<string, string>;
  versions: ReadonlyMap<string, number>;
};

type By = { by: string; at: Temporal.Instant };

export type Judgment = {
  definition: Definition;
  assessment: Assessment;
  /** The first keying, which was drawn. */
  responseId: string;
  judged: readonly Judged[];
  reason: string;
  inUse: InUse;
};

/**
 * The writes of a judgment: what was found for each difference; where the first keying was wrong and nobody corrected it
 * since, another version of that answer on the sheet in use; and, if there is any, scores beside those that were there,
 * and a line in the history. A risk answer that nobody was told of, or that is worse than they were told, raises a concern.
 */
export async function recordJudgment(
  outside: Pick<Deps, "db" | "newId">,
  who: By,
  { definition, assessment, responseId, judged, reason, inUse }: Judgment,
): Promise<Write[]> {
  const { db } = outside;
  const now = instantText(who.at);
  const checks = judged.map(({ item, first, second, adjudicated }) =>
    db
      .insertInto("keying_check")
      .values({ response_id: responseId, item, first, second, adjudicated, reason, at: now, by: who.by }),
  );
  // A correction to typed totals left no answer that could be set right.
  const changed = totalsIn(inUse.answers).size > 0 ? [] : changedBy(judged, inUse.answers);
  if (changed.length === 0) return checks;
  const sheet = sheetAfter(assessment, inUse, changed, reason);
  return [
    ...checks,
    insertVersions(db, now, who.by, inUse, changed),
    await insertVersion(db, who.at, definition),
    await insertScores(outside, who.at, definition, sheet, scoresFor(definition, assessment, sheet)),
    // A correction that is under way at the same moment is told, as of any other change.
    ...recordSteps(db, who, assessment, setRight(inUse.responseId, reason)),
    ...recordStepsToo(db, who, await servedBesides(db, assessment), setRight(inUse.responseId, reason)),
    ...(await raiseForSheet(outside, who, definition, assessment, sheet)),
  ];
}

function sheetAfter(
  assessment: Assessment,
  { responseId, answers: before }: InUse,
  changed: readonly Judged[],
  reason: string,
): KeyedSheet {
  const answers = new Map(before);
  for (const { item, adjudicated } of changed)
    if (adjudicated === null) answers.delete(item);
    else answers.set(item, adjudicated);
  return {
    responseId,
    completedOn: assessment.completedOn ?? "",
    mode: assessment.mode as Mode,
    language: assessment.language ?? "en",
    asked: [],
    answers: [...answers].map(([item, value]) => ({ item, value })),
    replaces: { responseId, reason, answers: before },
  };
}

/** An answer that turned out to be left blank is kept as an empty text: the versions before it stay. */
function insertVersions(
  db: Db,
  now: string,
  by: string,
  { responseId, versions }: InUse,
  changed: readonly Judged[],
): Write {
  const rows = changed.map(({ item, adjudicated }) => ({
    item,
    value: adjudicated ?? "",
    version: (versions.get(item) ?? 0) + 1,
  }));
  const insert = sql`insert into answer (response_id, item, keying, version, value, at, by)
    select ${responseId}, j.value ->> '$.item', 1, j.value ->> '$.version', j.value ->> '$.value', ${now}, ${by}
    from json_each(${JSON.stringify(rows)}) as j`;
  return { compile: () => insert.compile(db) };
}
