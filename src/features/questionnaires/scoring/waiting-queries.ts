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

/** What is installed, a row a measure: read out of its text once, not again for each answer sheet. */
const installedNow = (installed: readonly Installed[]) => sql`
  with i(id, edition, revision, scorer) as materialized (
    select value ->> '$.id', value ->> '$.edition', value ->> '$.revision', value ->> '$.scorer'
    from json_each(${JSON.stringify(installed.map(({ definition, made }) => ({ id: definition.id, ...made })))}))`;

/**
 * Answer sheets in use whose newest score was made by another revision or scorer of the same edition. In this order of
 * joins a page reads on from where the last one ended and sorts nothing.
 */
const WAITING = sql`
  from response re
  cross join response_assessment ra on ra.response_id = re.id and ra.superseded_at is null
  cross join assessment a on a.id = ra.assessment_id and a.replaced_at is null
  cross join score newest on newest.id = (
    select x.id from score x where x.response_id = re.id order by x.at desc, x.id desc limit 1)
  cross join i on i.id = newest.measure_id and i.edition = newest.edition
    and (i.revision <> newest.revision or i.scorer <> newest.scorer_version)
  cross join person about on about.id = a.about_id`;

/** How many answer sheets wait to be scored again, a row a measure that has any. */
export async function countWaiting(
  db: Db,
  installed: readonly Installed[],
): Promise<{ measureId: string; sheets: number }[]> {
  const { rows } = await sql<{ measureId: string; sheets: number }>`${installedNow(installed)}
    select newest.measure_id as "measureId", count(distinct re.id) as sheets ${WAITING}
    group by newest.measure_id order by newest.measure_id`.execute(db);
  return rows;
}

/** An answer sheet that waits, with what scoring needs of it and its newest score. */
export type Waiting = {
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

/** The next of them behind a response, in the order of their ids. */
export async function listWaiting(db: Db, installed: readonly Installed[], after: string): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`${installedNow(installed)}
    select re.id as "responseId", a.id as "assessmentId", a.measure_id as "measureId", a.timepoint, a.form,
      a.informant_role as "informantRole", about.birth_on as "aboutBirthOn", about.family_id as "familyId",
      re.completed_on as "completedOn", newest.id as "newestId", newest.edition, newest.revision,
      newest.scorer_version as scorer, newest.at
    ${WAITING}
    where re.id > ${after} order by re.id, a.id limit ${CHUNK}`.execute(db);
  // A sheet that serves two assessments is scored once.
  return rows.filter(({ responseId }, index) => rows[index - 1]?.responseId !== responseId);
}
