import { sql } from "kysely";
import type { TestApp } from "./app.ts";

type Row = { value?: number | null; reason?: string | null; bands?: readonly { system: string; name: string }[] };

const latestOf = (t: Pick<TestApp, "db">, responseId: string) =>
  t.db.selectFrom("v_score").selectAll().where("response_id", "=", responseId).execute();

const later = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();

/** Every scale of a response once more, a second after its latest scores, by something else; `says` is another reading of some. */
async function scoreOnce(
  t: TestApp,
  responseId: string,
  by: { revision?: number; scorer: string },
  says: Record<string, Row>,
  isAgain: boolean,
) {
  for (const row of await latestOf(t, responseId)) {
    const { score_id, prorated, scorer_version: _, ...kept } = row;
    const { value = kept.value, reason = kept.reason, bands } = says[row.scale] ?? {};
    const old = await t.db
      .selectFrom("score")
      .select("inputs_hash")
      .where("id", "=", score_id)
      .executeTakeFirstOrThrow();
    const id = t.newId();
    await t.db
      .insertInto("score")
      .values({
        ...kept,
        ...old,
        id,
        response_id: responseId,
        revision: by.revision ?? kept.revision,
        scorer_version: by.scorer,
        prorated: prorated === "yes" ? "yes" : "no",
        value,
        reason,
        bands: bands ? JSON.stringify(bands.map((band) => ({ ...band, status: "verified" }))) : kept.bands,
        at: later(row.at, 1),
        made_again_of: isAgain ? score_id : null,
      })
      .execute();
    if (isAgain)
      await sql`insert into score_again (score_id, organisation_id, moved, at)
        select s.id, r.organisation_id, iif(s.value is p.value and s.reason is p.reason and s.bands = p.bands, 'no', 'yes'), s.at
        from score s join score p on p.id = s.made_again_of
        join response_assessment ra on ra.response_id = s.response_id and ra.superseded_at is null
        join assessment a on a.id = ra.assessment_id join enrolment e on e.id = a.enrolment_id join run r on r.id = e.run_id
        where s.id = ${id}`.execute(t.db);
  }
}

/** As scored by scorer "0", before an update: its latest scores, and `says` where they said something else. */
export const scoredBefore = (t: TestApp, response: { id: string }, says: Record<string, Row> = {}) =>
  scoreOnce(t, response.id, { scorer: "0" }, says, false);

/** As `kinstep rescore` leaves it: scores made again by a later scorer, each naming the one before it. */
export const scoredAgain = (t: TestApp, response: { id: string }, says: Record<string, Row> = {}) =>
  scoreOnce(t, response.id, { scorer: "9" }, says, true);

/** How many score rows there are. */
export async function countScores(t: Pick<TestApp, "db">): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from score`.execute(t.db);
  return Number(rows[0]?.n);
}
