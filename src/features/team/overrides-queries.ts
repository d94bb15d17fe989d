import { sql } from "kysely";
import { countUpTo } from "../../db/keyset.ts";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { addMonths, type Day, instantText, startsAt } from "../../domain/calendar.ts";
import { COUNTED_TO } from "../../domain/paging.ts";
import type { ANSWERS } from "../behaviour/index.ts";
import { isOwnToOpen } from "../families/index.ts";

/** A decision that is not what the rule says: what the rule said, what was decided, and why. */
export type Override = {
  checkId: string;
  familyId: string;
  familyReference: string;
  answer: keyof typeof ANSWERS;
  decided: "offer" | "not-now" | "look-again";
  routes: string;
  whyOtherwise: string | null;
  at: string;
  byName: string | null;
};

const MONTHS_BACK = 12;

/** Decisions of the last twelve months that differ from the rule, on families of the actor's own organisation: read from the decisions on, which are few. */
const overrides = (db: Db, actor: Actor, today: Day) =>
  db
    .selectFrom("route_decision as d")
    .crossJoin("family")
    .whereRef("family.id", "=", "d.family_id")
    // Written out, as the index of what differs has it in its condition.
    .where(sql<boolean>`d.differs_from_rule = 'yes'`)
    .where("d.at", ">=", instantText(startsAt(addMonths(today, -MONTHS_BACK), "00:00")))
    .where(isOwnToOpen(actor));

/** How many there are, as far as is counted. */
export const countOverrides = (db: Db, actor: Actor, today: Day): Promise<number> =>
  countUpTo(db, overrides(db, actor, today));

/** The latest first. */
export const listOverrides = (db: Db, actor: Actor, today: Day): Promise<Override[]> =>
  overrides(db, actor, today)
    .leftJoin("user", "user.id", "d.by")
    .orderBy("d.at", "desc")
    .limit(COUNTED_TO + 1)
    .select([
      "d.check_id as checkId",
      "d.family_id as familyId",
      "family.reference as familyReference",
      "d.answer",
      "d.decided",
      "d.routes",
      "d.why_otherwise as whyOtherwise",
      "d.at",
      "user.name as byName",
    ])
    .execute();
