import { sql } from "kysely";
import { countUpTo, walked } from "../../../db/keyset.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Page, type Place, pageOf } from "../../../domain/paging.ts";
import { isLockedFrom, mayOpenFamily } from "../../families/index.ts";
import { NO_NAME, seenInFamily } from "../../sharing/index.ts";
import type { Concern, ConcernSource } from "./concern.ts";

/** Concerns of the actor's organisation; never of a family that they have locked for themselves ("I know this family"). */
export const visibleTo = (db: Db, actor: Actor) =>
  db
    .selectFrom("concern")
    .innerJoin("person", "person.id", "concern.about_id")
    .innerJoin("family", "family.id", "concern.family_id")
    .innerJoin("organisation as owner", "owner.id", "family.organisation_id")
    .leftJoin("user as holder", "holder.id", "concern.for_user_id")
    .leftJoin("user as recorder", "recorder.id", "concern.created_by")
    .where("concern.organisation_id", "=", actor.organisationId)
    .where(sql<boolean>`not ${isLockedFrom(actor, "concern.family_id")}`);

/** The person's name as the actor's organisation may see it; a provider that was never given one has its own record without. */
const aboutName = (actor: Actor) =>
  sql<string>`coalesce(trim(${seenInFamily(actor, "given_name")} || ' ' || coalesce(${seenInFamily(actor, "family_name")}, '')),
    ${NO_NAME})`.as("aboutName");

/** Is the family's own file open to this person? */
const seesFile = (actor: Actor) => sql<number>`${mayOpenFamily(actor)}`.as("seesFile");

const personVersion = sql<number>`(select max(e.version) from concern_event e
  where e.concern_id = concern.id and e.verb <> 'escalated')`.as("personVersion");

export const columns = (actor: Actor) => [...stored, personVersion, aboutName(actor), seesFile(actor)] as const;

const stored = [
  "owner.name as ownerName",
  "owner.telephone as ownerTelephone",
  "concern.id",
  "concern.family_id as familyId",
  "concern.about_id as aboutId",
  "family.reference as familyReference",
  "concern.source",
  "concern.source_id as sourceId",
  "concern.kind",
  "concern.summary",
  "concern.state",
  "concern.urgent",
  "concern.for_user_id as forUserId",
  "holder.name as forUserName",
  "concern.half_at as halfAt",
  "concern.due_at as dueAt",
  "concern.created_at as createdAt",
  "concern.created_by as createdBy",
  "recorder.name as createdByName",
  "concern.version",
] as const;

/** Written out, as the indexes of open and of closed concerns have it in their conditions. */
export const CLOSED = sql.lit("closed" as const);

/** Which concerns a list shows; `unacknowledged`: the open ones that nobody looks at yet. */
export const SHOWN = ["open", "unacknowledged", "closed"] as const;
export type ShownConcerns = (typeof SHOWN)[number];

function ofState(db: Db, actor: Actor, show: ShownConcerns) {
  const concerns = visibleTo(db, actor).where("concern.state", show === "closed" ? "=" : "<>", CLOSED);
  return show === "unacknowledged" ? concerns.where("concern.state", "<>", sql.lit("acknowledged" as const)) : concerns;
}

/** Of how many values the key of a concern is made: when it was due, and its id. */
export const CONCERN_KEY = 2;

/** A page of open concerns, the most urgent first; or of closed ones, the latest first. */
export const listConcerns = (db: Db, actor: Actor, show: ShownConcerns, place: Place): Promise<Page<Concern>> =>
  pageOf(
    place,
    ({ dueAt, id }) => [dueAt, id],
    (walk) =>
      walked(ofState(db, actor, show), { by: ["concern.due_at", "concern.id"], down: show === "closed" }, walk)
        .select(columns(actor))
        .execute(),
  );

/** How many concerns are open, or closed, as far as is counted. */
export const countConcerns = (db: Db, actor: Actor, show: ShownConcerns): Promise<number> =>
  countUpTo(db, ofState(db, actor, show));

/** How many concerns of the actor's organisation are open. */
export const countOpen = (db: Db, actor: Actor): Promise<number> => countConcerns(db, actor, "open");

export const findConcern = (db: Db, actor: Actor, id: string): Promise<Concern | undefined> =>
  visibleTo(db, actor).where("concern.id", "=", id).select(columns(actor)).executeTakeFirst();

/** Concerns about a family's people, newest first. */
export const listFamilyConcerns = (db: Db, actor: Actor, familyId: string): Promise<Concern[]> =>
  visibleTo(db, actor)
    .where("concern.family_id", "=", familyId)
    .orderBy("concern.created_at", "desc")
    .orderBy("concern.id")
    .select(columns(actor))
    .execute();

/** What some records of one kind have raised (a check and the checks that it corrects). */
export const listConcernsOf = (
  db: Db,
  actor: Actor,
  source: ConcernSource,
  sourceIds: readonly string[],
): Promise<Concern[]> =>
  visibleTo(db, actor)
    .where("concern.source", "=", source)
    .where("concern.source_id", "in", sql<string>`(select value from json_each(${JSON.stringify(sourceIds)}))`)
    .orderBy("concern.created_at")
    .orderBy("concern.id")
    .select(columns(actor))
    .execute();
