import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../deps.ts";
import { instantText } from "../../domain/calendar.ts";
import { type Definition, riskOf } from "../measures/index.ts";
import type { Assessment, Mode } from "./assessment.ts";
import type { KeyedSheet } from "./keyed.ts";
import { answersByNumber, insertScores, insertVersion, raiseRisk, scoresFor } from "./scoring-queries.ts";
import type { Difference } from "./second-keying.ts";

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

/** The items that somebody has judged already. */
export const judgedItems = async (db: Db, responseId: string): Promise<Set<string>> => {
  const found = await db.selectFrom("keying_check").where("response_id", "=", responseId).select("item").execute();
  return new Set(found.map(({ item }) => item));
};

/** What the paper form says where two keyings differ; null is left blank. */
export type Judged = Difference & { adjudicated: string | null; version: number };

type By = { by: string; at: Temporal.Instant };

/**
 * The writes of a judgment: what was found for each difference; where the first keying was wrong, another version of that
 * answer; and, if any was, scores beside those that were there. A risk answer that nobody was told of raises a concern.
 */
export async function recordJudgment(
  outside: Pick<Deps, "db" | "newId">,
  { by, at }: By,
  {
    definition,
    assessment,
    responseId,
    judged,
    reason,
    before,
  }: {
    definition: Definition;
    assessment: Assessment;
    responseId: string;
    judged: readonly Judged[];
    reason: string;
    before: ReadonlyMap<string, string>;
  },
): Promise<Write[]> {
  const { db } = outside;
  const now = instantText(at);
  const checks = judged.map(({ item, first, second, adjudicated }) =>
    db
      .insertInto("keying_check")
      .values({ response_id: responseId, item, first, second, adjudicated, reason, at: now, by }),
  );
  const wrong = judged.filter(({ first, adjudicated }) => first !== adjudicated);
  if (wrong.length === 0) return checks;
  const sheet = sheetAfter(assessment, responseId, before, wrong, reason);
  const isKnown = riskOf(definition, answersByNumber(before)).length > 0;
  return [
    ...checks,
    insertVersions(db, now, by, responseId, wrong),
    await insertVersion(db, at, definition),
    await insertScores(outside, at, definition, sheet, scoresFor(definition, assessment, sheet)),
    // One concern stands for a sheet: a risk that somebody was told of is not raised again.
    ...(isKnown ? [] : raiseRisk(outside, { by, at }, definition, assessment, sheet)),
  ];
}

function sheetAfter(
  assessment: Assessment,
  responseId: string,
  before: ReadonlyMap<string, string>,
  wrong: readonly Judged[],
  reason: string,
): KeyedSheet {
  const answers = new Map(before);
  for (const { item, adjudicated } of wrong)
    if (adjudicated === null) answers.delete(item);
    else answers.set(item, adjudicated);
  return {
    responseId,
    completedOn: assessment.completedOn ?? "",
    mode: assessment.mode as Mode,
    asked: [],
    answers: [...answers].map(([item, value]) => ({ item, value })),
    replaces: { responseId, reason, answers: before },
  };
}

/** An answer that turned out to be left blank is kept as an empty text: the versions before it stay. */
function insertVersions(db: Db, now: string, by: string, responseId: string, wrong: readonly Judged[]): Write {
  const rows = wrong.map(({ item, adjudicated, version }) => ({
    item,
    value: adjudicated ?? "",
    version: version + 1,
  }));
  const insert = sql`insert into answer (response_id, item, keying, version, value, at, by)
    select ${responseId}, j.value ->> '$.item', 1, j.value ->> '$.version', j.value ->> '$.value', ${now}, ${by}
    from json_each(${JSON.stringify(rows)}) as j`;
  return { compile: () => insert.compile(db) };
}
