import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { isLockedFrom } from "../../families/index.ts";
import type { Outcome } from "./enrolment.ts";
import { enrolmentsOn } from "./enrolment-queries.ts";

/** Somebody on a run whose family the reader has locked: nothing that tells who they are. */
export type Unshown = {
  id: string;
  runId: string;
  fromOn: Day;
  toOn: Day | null;
  outcome: Outcome | null;
  word: string;
};

/** Who is on these runs and is not shown to this person: for what must count everybody (places, a finished register, a word that is taken). */
export const listUnshown = (db: Db, actor: Actor, runIds: readonly string[]): Promise<Unshown[]> =>
  enrolmentsOn(db, actor)
    .where("run.id", "in", sql<string>`(select value from json_each(${JSON.stringify(runIds)}))`)
    .where(isLockedFrom(actor, "referral.family_id"))
    .select([
      "enrolment.id",
      "run.id as runId",
      "enrolment.from_on as fromOn",
      "enrolment.to_on as toOn",
      "enrolment.outcome",
      "enrolment.recognition_word as word",
    ])
    .execute();
