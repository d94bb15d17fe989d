import { sql } from "kysely";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { isLockedFrom } from "../../families/index.ts";
import { seenFullName } from "../../sharing/index.ts";
import { among } from "../assessment/answer-queries.ts";
import { ABOUT } from "../assessment/column-queries.ts";
import type { Held } from "./rescoring.ts";

/** Scores of an organisation's runs that were made again, each beside the one before it. Only sheets that are in use. */
const madeAgain = (db: Db, actor: Actor, moved: "yes" | "no") =>
  db
    .selectFrom("score_again as g")
    .crossJoin("score as s")
    .whereRef("s.id", "=", "g.score_id")
    .innerJoin("score as p", "p.id", "s.made_again_of")
    .where("g.organisation_id", "=", actor.organisationId)
    .where("g.moved", "=", moved)
    .innerJoin("assessment as a", (join) => join.on("a.id", "=", servedBy))
    .innerJoin("referral as f", "f.id", "a.referral_id")
    .innerJoin("person as about", "about.id", "a.about_id")
    .where(sql<boolean>`not ${isLockedFrom(actor, "about.family_id")}`);

/** What a sheet in use was filled in for. Where that are two assessments, either will do: they are about the same person. */
const servedBy = sql<string>`(
  select ra.assessment_id from response_assessment ra join assessment o on o.id = ra.assessment_id
  where ra.response_id = s.response_id and ra.superseded_at is null and o.replaced_at is null limit 1)`;

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

/** Of how many values the key of a line is made: when it was scored again, and its id. */
export const MOVED_KEY = 2;

/** Scales of an organisation's runs that say something else since they were scored again, the newest first, one page. */
export async function listMoved(db: Db, actor: Actor, place: Place): Promise<Page<MovedLine>> {
  const found = await pageOf<Line>(
    place,
    ({ at, id }) => [at, id],
    (walk) =>
      walked(madeAgain(db, actor, "yes"), { by: ["g.at", "g.score_id"], down: true }, walk)
        .select([
          ...COLUMNS,
          "a.id as assessmentId",
          "a.measure_id as measureId",
          "a.timepoint",
          seenFullName(actor, ABOUT).as("aboutName"),
          "about.family_id as familyId",
        ])
        .execute(),
  );
  return { ...found, rows: found.rows.map(lineOf) };
}

type Line = Pair & Pick<MovedLine, "assessmentId" | "measureId" | "timepoint" | "aboutName" | "familyId">;

const lineOf = (row: Line): MovedLine => ({
  ...pairOf(row),
  assessmentId: row.assessmentId,
  measureId: row.measureId,
  timepoint: row.timepoint,
  aboutName: row.aboutName,
  familyId: row.familyId,
});

/** How many such scales there are, and how many that were scored again say the same: of each as far as is counted. */
export async function countMoved(db: Db, actor: Actor, most?: number): Promise<{ moved: number; same: number }> {
  const [moved, same] = await Promise.all([
    countUpTo(db, madeAgain(db, actor, "yes"), most),
    countUpTo(db, madeAgain(db, actor, "no"), most),
  ]);
  return { moved, same };
}

/** Was any score of an organisation's runs made again? */
export async function hasMadeAgain(db: Db, actor: Actor): Promise<boolean> {
  const { moved, same } = await countMoved(db, actor, 0);
  return moved + same > 0;
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
