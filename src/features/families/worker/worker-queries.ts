import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { tells } from "../../../tells/telling-queries.ts";
import type { Colleague, Worker, WorkerNow } from "./worker.ts";

/** Everybody who has worked with a family, the present one first. Look the family up first. */
export const listWorkers = (db: Db, familyId: string): Promise<Worker[]> =>
  db
    .selectFrom("family_worker as w")
    .innerJoin("user", "user.id", "w.user_id")
    .leftJoin("user as by", "by.id", "w.by")
    .where("w.family_id", "=", familyId)
    .orderBy("w.turn", "desc")
    .select(["w.turn", "w.user_id as userId", "user.name", "w.at as since", "by.name as byName", "w.note"])
    .execute();

/** Who works with a family now; undefined where nobody was ever named. Look the family up first. */
export const findWorker = (db: Db, familyId: string): Promise<WorkerNow | undefined> =>
  db
    .selectFrom("family_worker as w")
    .innerJoin("family", "family.id", "w.family_id")
    .innerJoin("organisation", "organisation.id", "family.organisation_id")
    .innerJoin("user", "user.id", "w.user_id")
    .where("w.family_id", "=", familyId)
    .orderBy("w.turn", "desc")
    .limit(1)
    .select(["user.name", "w.at as since", "organisation.name as organisationName", "organisation.telephone"])
    .select(
      sql<number>`exists (select 1 from member_now m where m.user_id = w.user_id and m.organisation_id = family.organisation_id)`.as(
        "isThere",
      ),
    )
    .executeTakeFirst();

/** Who works with families in the actor's organisation now, by name. */
export const listColleagues = (db: Db, actor: Pick<Actor, "organisationId">): Promise<Colleague[]> =>
  db
    .selectFrom("member_now")
    .innerJoin("user", "user.id", "member_now.user_id")
    .where("member_now.organisation_id", "=", actor.organisationId)
    .where("member_now.role", "in", ["practitioner", "team-manager", "facilitator"])
    .select(["user.id as userId", "user.name"])
    .distinct()
    .orderBy("user.name")
    .orderBy("user.id")
    .execute();

/** Somebody who has, or had, a role in the actor's organisation. */
export const findColleague = (db: Db, { organisationId }: Pick<Actor, "organisationId">, userId: string) =>
  db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where("membership.user_id", "=", userId)
    .select("user.name")
    .limit(1)
    .executeTakeFirst();

type HandOver = { familyId: string; turn: number; to: string; note: string | null; at: string };

/** The writes that hand a family over, and tell who has it now, who had it, and the providers at work. Of two at once, the second loses on the turn. */
export const handOver = (db: Db, actor: Actor, { familyId, turn, to, note, at }: HandOver): Write[] => [
  db.insertInto("family_worker").values({ family_id: familyId, turn, user_id: to, note, at, by: actor.userId }),
  ...tells(db, { verb: "family.handed-over", by: actor.userId, at, about: { familyId } }),
];
