import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import { allMeasures, type Definition, editionOf, SCORER_VERSION } from "../../../measures/index.ts";
import type { InformantRole } from "../assessment/assessment.ts";
import type { MadeBy } from "./rescoring.ts";
import { revisionOf } from "./scoring-queries.ts";

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

/** Some of the texts in `response.scored_by` that say that something else made the scores of a measure than what is installed. */
type Range = { measureId: string; above: string; below: string };

/**
 * What other revisions and scorers of the same edition are called, below and above the installed one: "sdq 1.2 3" is revision 2
 * of edition 1, by scorer 3. Sheets that are as they should be lie between two ranges and are not looked at.
 */
function rangesOf(installed: readonly Installed[]): Range[] {
  const ranges = installed.flatMap(({ definition: { id: measureId }, made }) => {
    const edition = `${measureId} ${made.edition}.`;
    const now = `${edition}${made.revision} ${made.scorer}`;
    return [
      { measureId, above: edition, below: now },
      { measureId, above: now, below: `${edition}~` },
    ];
  });
  return ranges.sort((a, b) => (a.above < b.above ? -1 : 1));
}

const inRanges = (ranges: readonly Range[]) => sql`(
  select value ->> '$.measureId' as measure_id, value ->> '$.above' as above, value ->> '$.below' as below
  from json_each(${JSON.stringify(ranges)}))`;

const IN_USE = sql`
  from response re
  cross join response_assessment ra on ra.response_id = re.id and ra.superseded_at is null
  cross join assessment a on a.id = ra.assessment_id and a.replaced_at is null`;

/** How many answer sheets wait to be scored again, a row a measure that has any; past `most` of a measure one more than that. */
export async function countWaiting(
  db: Db,
  installed: readonly Installed[],
  most: number,
): Promise<{ measureId: string; sheets: number }[]> {
  const { rows } = await sql<{ measureId: string; sheets: number }>`
    select i.measure_id as "measureId", (select count(distinct id) from (
      select re.id ${IN_USE} where re.scored_by > i.above and re.scored_by < i.below limit ${most + 1})) as sheets
    from ${inRanges(rangesOf(installed))} i`.execute(db);
  const byMeasure = [...Map.groupBy(rows, ({ measureId }) => measureId)].map(([measureId, counts]) => ({
    measureId,
    sheets: Math.min(
      most + 1,
      counts.reduce((sum, { sheets }) => sum + Number(sheets), 0),
    ),
  }));
  return byMeasure.filter(({ sheets }) => sheets > 0);
}

/** Where the next chunk begins: behind a text of `scored_by` and a response of it. */
export type Reached = readonly [scoredBy: string, responseId: string];

/** An answer sheet that waits, with what scoring needs of it and its newest score. */
export type Waiting = {
  scoredBy: string;
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

/** The ranges, from what was reached on, in which there is any sheet. */
async function rangesWithAny(db: Db, installed: readonly Installed[], [reached]: Reached): Promise<Range[]> {
  const left = rangesOf(installed).filter(({ below }) => below > reached);
  const { rows } = await sql<Range>`select i.measure_id as "measureId", i.above, i.below from ${inRanges(left)} i
    where exists (select 1 from response re where re.scored_by > i.above and re.scored_by < i.below)`.execute(db);
  return rows;
}

/** The next of them behind what was reached, as many as one commit takes. */
export async function listWaiting(db: Db, installed: readonly Installed[], after: Reached): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const range of await rangesWithAny(db, installed, after)) {
    if (found.length < CHUNK) found.push(...(await waitingIn(db, range, after, CHUNK - found.length)));
  }
  // A sheet that serves two assessments is scored once.
  return found.filter(({ responseId }, index) => found[index - 1]?.responseId !== responseId);
}

async function waitingIn(db: Db, { above, below }: Range, after: Reached, most: number): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select re.scored_by as "scoredBy", re.id as "responseId", a.id as "assessmentId", a.measure_id as "measureId",
      a.timepoint, a.form, a.informant_role as "informantRole", about.birth_on as "aboutBirthOn",
      about.family_id as "familyId", re.completed_on as "completedOn", newest.id as "newestId", newest.edition,
      newest.revision, newest.scorer_version as scorer, newest.at
    ${IN_USE}
    cross join score newest on newest.id = (
      select x.id from score x where x.response_id = re.id order by x.at desc, x.id desc limit 1)
    cross join person about on about.id = a.about_id
    where re.scored_by > ${above} and re.scored_by < ${below} and (re.scored_by, re.id) > (${after[0]}, ${after[1]})
    order by re.scored_by, re.id limit ${most}`.execute(db);
  return rows;
}
