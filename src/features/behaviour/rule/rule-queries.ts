import type { Db } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import { type RouteRule, readRuleDefinition } from "./rule-definition.ts";

const rules = (db: Db) =>
  db
    .selectFrom("route_rule")
    .select(["version", "definition", "effective_from as effectiveFrom", "confirmed_at as confirmedAt"])
    .orderBy("version", "desc")
    .limit(1);

/** The version of the route rule in force on a day. Throws when there is none: nothing may be recommended without a rule. */
export async function getRuleInForce(db: Db, today: Day): Promise<RouteRule> {
  const row = await rules(db).where("effective_from", "<=", today).executeTakeFirstOrThrow();
  return { ...row, definition: readRuleDefinition(row.definition) };
}
