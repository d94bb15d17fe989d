import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { seenFullName } from "../../sharing/index.ts";
import { among } from "../assessment/answer-queries.ts";
import { visibleTo } from "../assessment/assessment-queries.ts";
import { ABOUT } from "../assessment/column-queries.ts";
import type { Held } from "./rescoring.ts";

export const MADE_AGAIN_PAGE = 50;

/** The same decision as `moveOf` makes, for the database to count and page by. */
const isMoved = sql<boolean>`(
  (s.value is null) <> (p.value is null) or abs(coalesce(s.value, 0) - coalesce(p.value, 0)) >= 1e-9
  or s.reason is not p.reason
  or coalesce((
    select max(o.value ->> '$.name' <> n.value ->> '$.name') from json_each(s.bands) as n
    join json_each(p.bands) as o on o.value ->> '$.system' = n.value ->> '$.system'
  ), json_array_length(s.bands) + json_array_length(p.bands) > 0))`;

/** Asked once and before anything else, so that a list costs nothing where no score was ever made again. */
const anyMadeAgain = sql<boolean>`exists (select 1 from score g where g.made_again_of is not null)`;

/** Scores of an organisation's runs that were made again, each beside the one before it. Only sheets that are in use. */
const madeAgain = (db: Db, actor: Actor) =>
  visibleTo(db, actor)
    .innerJoin("score as s", "s.response_id", "ra.response_id")
    .innerJoin("score as p", "p.id", "s.made_again_of")
    .where("s.made_again_of", "is not", null)
    .where(anyMadeAgain);

const COLUMNS = [
  "s.id",
  "s.scale",
  "s.value",
  "s.reason",
  "s.bands",
  "s.edition",
  "s.revision",
  "s.scorer_version as scorer",
  "s.at",
  "p.id as before_id",
  "p.value as before_value",
  "p.reason as before_reason",
  "p.bands as before_bands",
  "p.edition as before_edition",
  "p.revision as before_revision",
  "p.scorer_version as before_scorer",
  "p.at as before_at",
] as const;

type Pair = {
  id: string;
  scale: string;
  value: number | null;
  reason: string | null;
  bands: string;
  edition: number;
  revision: number;
  scorer: string;
  at: string;
  before_id: string;
  before_value: number | null;
  before_reason: string | null;
  before_bands: string;
  before_edition: number;
  before_revision: number;
  before_scorer: string;
  before_at: string;
};

export type MadeAgainPair = { before: Held; after: Held };

const pairOf = (row: Pair): MadeAgainPair => {
  const { id, scale, value, reason, edition, revision, scorer, at } = row;
  return {
    after: { id, scale, value, reason, bands: JSON.parse(row.bands), edition, revision, scorer, at },
    before: {
      id: row.before_id,
      scale,
      value: row.before_value,
      reason: row.before_reason,
      bands: JSON.parse(row.before_bands),
      edition: row.before_edition,
      revision: row.before_revision,
      scorer: row.before_scorer,
      at: row.before_at,
    },
  };
};

export type MovedLine = MadeAgainPair & {
  assessmentId: string;
  measureId: string;
  timepoint: string;
  aboutName: string;
  familyId: string;
};

/** Scales of an organisation's runs that say something else since they were scored again, the newest first, one page. */
export async function listMoved(db: Db, actor: Actor, page: number): Promise<MovedLine[]> {
  const found = await madeAgain(db, actor)
    .where(isMoved)
    .orderBy("s.at", "desc")
    .orderBy("s.id", "desc")
    .limit(MADE_AGAIN_PAGE)
    .offset((page - 1) * MADE_AGAIN_PAGE)
    .select([
      ...COLUMNS,
      "a.id as assessmentId",
      "a.measure_id as measureId",
      "a.timepoint",
      seenFullName(actor, ABOUT).as("aboutName"),
      "about.family_id as familyId",
    ])
    .execute();
  return found.map((row) => ({
    ...pairOf(row),
    assessmentId: row.assessmentId,
    measureId: row.measureId,
    timepoint: row.timepoint,
    aboutName: row.aboutName,
    familyId: row.familyId,
  }));
}

/** How many such scales there are, of how many that were scored again. */
export async function countMoved(db: Db, actor: Actor): Promise<{ moved: number; again: number }> {
  const row = await madeAgain(db, actor)
    .select(({ fn }) => [fn.countAll<number>().as("again"), fn.sum<number | null>(isMoved).as("moved")])
    .executeTakeFirstOrThrow();
  return { moved: Number(row.moved ?? 0), again: Number(row.again) };
}

/** Was any score of an organisation's runs made again? */
export async function hasMadeAgain(db: Db, actor: Actor): Promise<boolean> {
  return (await madeAgain(db, actor).select("s.id").limit(1).executeTakeFirst()) !== undefined;
}

/** Every score of these responses that was made again, beside the one before it: the newest first, then as they were scored. */
export async function madeAgainOf(db: Db, responseIds: readonly string[]): Promise<MadeAgainPair[]> {
  if (responseIds.length === 0) return [];
  const found = await db
    .selectFrom("score as s")
    .innerJoin("score as p", "p.id", "s.made_again_of")
    .where("s.response_id", "in", among(responseIds))
    .orderBy("s.at", "desc")
    .orderBy("s.id")
    .select(COLUMNS)
    .execute();
  return found.map(pairOf);
}
