import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { instantText } from "../../../domain/calendar.ts";
import { seenGivenName } from "../../sharing/index.ts";
import { visibleTo } from "../assessment/assessment-queries.ts";
import { ABOUT } from "../assessment/column-queries.ts";

type By = { by: string; at: Temporal.Instant };
export type ClarificationState = "asked" | "answered" | "corrected";

/** An answer that somebody doubts, with everything said about it, the earliest first. */
export type Clarification = {
  id: string;
  responseId: string;
  item: string;
  state: ClarificationState;
  version: number;
  events: { verb: ClarificationState; note: string; at: string; byName: string | null }[];
};

/** The clarifications of an assessment that somebody may see already, the newest first. */
export async function clarificationsOf(db: Db, assessmentId: string): Promise<Clarification[]> {
  const rows = await db
    .selectFrom("clarification as q")
    .innerJoin("clarification_event as v", "v.clarification_id", "q.id")
    .leftJoin("user as u", "u.id", "v.by")
    .where("q.assessment_id", "=", assessmentId)
    .orderBy("q.created_at", "desc")
    .orderBy("q.id", "desc")
    .orderBy("v.version")
    .select([
      "q.id",
      "q.response_id as responseId",
      "q.item",
      "q.state",
      "q.version",
      "v.verb",
      "v.note",
      "v.at",
      "u.name as byName",
    ])
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((events) => {
    const { id, responseId, item, state, version } = events[0]!;
    return { id, responseId, item, state, version, events };
  });
}

/** Written out, as the index of open clarifications has it in its condition. */
const ASKED = sql.lit("asked" as const);

/** Open clarifications on the runs of an organisation, the oldest first, at most 50. */
export const listOpenClarifications = (db: Db, actor: Actor) =>
  visibleTo(db, actor)
    .innerJoin("clarification as q", "q.assessment_id", "a.id")
    .innerJoin("clarification_event as v", (join) =>
      join.onRef("v.clarification_id", "=", "q.id").on("v.version", "=", 1),
    )
    .where("q.organisation_id", "=", actor.organisationId)
    .where("q.state", "=", ASKED)
    .orderBy("q.created_at")
    .orderBy("q.id")
    .limit(50)
    .select([
      "a.id as assessmentId",
      "a.measure_id as measureId",
      "a.timepoint",
      seenGivenName(actor, ABOUT).as("aboutGiven"),
      "about.family_id as familyId",
      "q.item",
      "v.note",
    ])
    .execute();

export async function countOpenClarifications(db: Db, actor: Actor): Promise<number> {
  const row = await visibleTo(db, actor)
    .innerJoin("clarification as q", "q.assessment_id", "a.id")
    .where("q.organisation_id", "=", actor.organisationId)
    .where("q.state", "=", ASKED)
    .select(({ fn }) => fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

type NewClarification = {
  id: string;
  assessmentId: string;
  responseId: string;
  organisationId: string;
  item: string;
  note: string;
};

/** Asks about an answer. The table refuses a second open clarification on the same answer. */
export function recordClarification(db: Db, { by, at }: By, given: NewClarification): Write[] {
  const now = instantText(at);
  return [
    db.insertInto("clarification").values({
      id: given.id,
      assessment_id: given.assessmentId,
      response_id: given.responseId,
      item: given.item,
      organisation_id: given.organisationId,
      state: "asked",
      created_at: now,
      created_by: by,
    }),
    db
      .insertInto("clarification_event")
      .values({ clarification_id: given.id, version: 1, verb: "asked", note: given.note, at: now, by }),
  ];
}

type Seen = Pick<Clarification, "id" | "version">;

/** Ends a clarification, with what was found. A second end of the same version is refused by the table. */
export function recordClarificationEnd(
  db: Db,
  { by, at }: By,
  seen: Seen,
  verb: "answered" | "corrected",
  note: string,
): Write[] {
  const version = seen.version + 1;
  return [
    db
      .insertInto("clarification_event")
      .values({ clarification_id: seen.id, version, verb, note, at: instantText(at), by }),
    db.updateTable("clarification").set({ state: verb, version }).where("id", "=", seen.id),
  ];
}

/** A correction that changes an answer in doubt settles its clarification, in the same commit. */
export async function recordCorrectedClarifications(
  db: Db,
  who: By,
  assessmentIds: readonly string[],
  changed: (item: string) => boolean,
  reason: string,
): Promise<Write[]> {
  const all = await Promise.all(assessmentIds.map((id) => clarificationsOf(db, id)));
  const open = all.flat().filter(({ state, item }) => state === "asked" && changed(item));
  return open.flatMap((clarification) => recordClarificationEnd(db, who, clarification, "corrected", reason));
}
