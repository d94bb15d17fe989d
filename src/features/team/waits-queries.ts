import { sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { COUNTED_TO } from "../../domain/paging.ts";
import { isMadeBy, isSentTo, notLockedBy } from "../referrals/index.ts";
import type { Wait } from "./waits.ts";

/** Sent, and not started or ended. Written out, as the plans of the indexes by state need it. */
const WAITS = sql<boolean>`referral.state in ('submitted', 'information-requested', 'accepted', 'waiting', 'enrolled')`;

/** The kind of care that the child is in now: of one's own families alone. */
const arrangementOf = sql<string | null>`(select a.kind from care_arrangement a
  where a.carer_id = referral.carer_id and a.child_id = referral.child_id and a.to_on is null limit 1)`;

/** Who waits for a start: a council's team of those it referred, a provider of those that were sent to it. In no order: they are counted. */
export function listWaits(db: Db, actor: Actor): Promise<Wait[]> {
  const isOurs = actor.organisationKind === "team" ? isMadeBy(actor) : isSentTo(actor);
  return notLockedBy(db, actor)
    .where(isOurs)
    .where(WAITS)
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .limit(COUNTED_TO + 1)
    .select([
      "programme.id as programmeId",
      "programme.name as programmeName",
      sql<string>`referral.submitted_at`.as("submittedAt"),
      (actor.organisationKind === "team" ? arrangementOf : sql<null>`null`).as("arrangement"),
    ])
    .execute();
}
