import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { visibleFamilies, visiblePeople } from "../family/visible-queries.ts";
import type { Hold, Needs, NewHold } from "./needs.ts";

/** What the people of a family need to take part, of those for whom it has been asked. */
export const listNeeds = (db: Db, actor: Actor, familyId: string): Promise<Needs[]> =>
  visibleFamilies(db, actor)
    .innerJoin("person", "person.family_id", "family.id")
    .innerJoin("need", "need.person_id", "person.id")
    .where("family.id", "=", familyId)
    .where(visiblePeople(actor, "person.id"))
    .select([
      "need.person_id as personId",
      "need.interpreter_language as interpreterLanguage",
      "need.childcare",
      "need.transport",
      "need.access",
      "need.work_pattern as workPattern",
      "need.safe_to_call as safeToCall",
      "need.best_time_for_text as bestTimeForText",
      "need.version",
    ])
    .execute();

const columnsOf = (needs: Omit<Needs, "safeToCall">) => ({
  interpreter_language: needs.interpreterLanguage,
  childcare: needs.childcare,
  transport: needs.transport,
  access: needs.access,
  work_pattern: needs.workPattern,
  best_time_for_text: needs.bestTimeForText,
});

/** Keeps a person's needs: version 0 is the first time, which fails as a duplicate when somebody was first. */
export const recordNeeds = (db: Db, actor: Actor, needs: Omit<Needs, "safeToCall">, at: string): Write =>
  needs.version === 0
    ? db
        .insertInto("need")
        .values({ person_id: needs.personId, ...columnsOf(needs), created_at: at, created_by: actor.userId })
    : db
        .updateTable("need")
        .set({ ...columnsOf(needs), version: needs.version + 1 })
        .where("person_id", "=", needs.personId);

/** Pauses of what we ask of the people of a family that are not over and not lifted. */
export const listHolds = (db: Db, actor: Actor, familyId: string, today: Day): Promise<Hold[]> =>
  visibleFamilies(db, actor)
    .innerJoin("person", "person.family_id", "family.id")
    .innerJoin("hold", "hold.person_id", "person.id")
    .where("family.id", "=", familyId)
    .where(visiblePeople(actor, "person.id"))
    .where("hold.lifted_at", "is", null)
    .where("hold.until_on", ">=", today)
    .orderBy("hold.from_on")
    .select([
      "hold.id",
      "hold.person_id as personId",
      "hold.from_on as fromOn",
      "hold.until_on as untilOn",
      "hold.reason",
    ])
    .execute();

export const insertHold = (db: Db, actor: Actor, hold: NewHold): Write =>
  db.insertInto("hold").values({
    id: hold.id,
    person_id: hold.personId,
    from_on: hold.fromOn,
    until_on: hold.untilOn,
    reason: hold.reason,
    created_at: hold.at,
    created_by: actor.userId,
  });

export const liftHold = (db: Db, id: string, at: string): Write =>
  db.updateTable("hold").set({ lifted_at: at }).where("id", "=", id);

/** The safe times that were written beside somebody's needs stand with their number now. */
export const clearSaidBefore = (db: Db, personId: string): Write =>
  db
    .updateTable("need")
    .set((eb) => ({ safe_to_call: null, version: eb("version", "+", 1) }))
    .where("person_id", "=", personId)
    .where("safe_to_call", "is not", null);
