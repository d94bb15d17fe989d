import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { ownFamilies } from "../../families/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import type { DecisionSummary, RouteDecision } from "./decision.ts";
import type { Letter } from "./letter.ts";

/** Decisions about families that are the actor's own organisation's. */
const visibleTo = (db: Db, actor: Actor) =>
  ownFamilies(db, actor)
    .innerJoin("route_decision as d", "d.family_id", "family.id")
    .leftJoin("user", "user.id", "d.by");

const columns = [
  "d.id",
  "d.check_id as checkId",
  "d.child_id as childId",
  "d.carer_id as carerId",
  "d.answer",
  "d.decided",
  "d.routes",
  "d.differs_from_rule as differsFromRule",
  "d.why_otherwise as whyOtherwise",
  "d.look_again_on as lookAgainOn",
  "d.rule_version as ruleVersion",
  "d.version",
  "d.at",
  "user.name as byName",
] as const;

type Row = Omit<DecisionSummary, "routes"> & { routes: string };

const fromRow = (row: Row): DecisionSummary => ({ ...row, routes: JSON.parse(row.routes) });

/** All decisions of a family, the newest first. */
export async function listDecisions(db: Db, actor: Actor, familyId: string): Promise<DecisionSummary[]> {
  const rows = await visibleTo(db, actor)
    .where("d.family_id", "=", familyId)
    .orderBy("d.at", "desc")
    .orderBy("d.id", "desc")
    .select(columns)
    .execute();
  return rows.map(fromRow);
}

/** The decisions on one check, the newest first. */
export async function listDecisionsOn(db: Db, actor: Actor, checkId: string): Promise<DecisionSummary[]> {
  const rows = await visibleTo(db, actor)
    .where("d.check_id", "=", checkId)
    .orderBy("d.version", "desc")
    .select(columns)
    .execute();
  return rows.map(fromRow);
}

/** The letter of a decision, as it was kept. */
export async function findLetter(
  db: Db,
  actor: Actor,
  id: string,
): Promise<{ letter: Letter; familyId: string; carerId: string; checkId: string } | undefined> {
  const row = await visibleTo(db, actor)
    .where("d.id", "=", id)
    .select(["d.letter", "d.family_id as familyId", "d.carer_id as carerId", "d.check_id as checkId"])
    .executeTakeFirst();
  return row && { ...row, letter: JSON.parse(row.letter) };
}

/** Who to ring about a decision: the actor's organisation. */
export const getOrganisationContact = (db: Db, actor: Actor) =>
  db
    .selectFrom("organisation")
    .where("id", "=", actor.organisationId)
    .select(["name", "telephone", "email"])
    .executeTakeFirstOrThrow();

export type DecisionToKeep = { id: string; check: BehaviourCheck; decision: RouteDecision; letter: Letter; at: string };

/** The write of a decision. A second one on the same check with the same turn is refused by the table. */
export const insertDecision = (db: Db, actor: Actor, { id, check, decision, letter, at }: DecisionToKeep): Write[] => [
  db.insertInto("route_decision").values({
    id,
    family_id: check.familyId,
    carer_id: check.carerId,
    child_id: check.childId,
    check_id: check.id,
    need_assessment_id: decision.needAssessmentId,
    rule_version: decision.ruleVersion,
    answer: decision.answer,
    reasons: JSON.stringify(decision.reasons),
    decided: decision.decided,
    routes: JSON.stringify(decision.routes),
    differs_from_rule: decision.differsFromRule ? "yes" : "no",
    why_otherwise: decision.whyOtherwise,
    note: decision.note,
    look_again_on: decision.lookAgainOn,
    letter: JSON.stringify(letter),
    version: decision.version + 1,
    at,
    by: actor.userId,
  }),
];
