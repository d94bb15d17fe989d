import { addDays, type Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { NotOfferedReason, Support } from "../../../domain/support.ts";
import type { Answer, Reason, RecommendedRoute, RuleResult } from "../rule/route-rule.ts";
import type { RouteRule } from "../rule/rule-definition.ts";

export const DECIDED = {
  offer: "Offer support",
  "not-now": "Not now",
  "look-again": "Look at it again on a day",
} as const;
export type Decided = keyof typeof DECIDED;

/** A decision as the lists and the other features see it. */
export type DecisionSummary = {
  id: string;
  checkId: string;
  childId: string;
  carerId: string;
  answer: Answer;
  decided: Decided;
  routes: Support[];
  differsFromRule: "yes" | "no";
  whyOtherwise: NotOfferedReason | null;
  lookAgainOn: Day | null;
  ruleVersion: number;
  version: number;
  at: string;
  byName: string | null;
};

/** A child's latest check on which nobody has decided, with what the rule says of it today. */
export type Undecided = {
  checkId: string;
  familyId: string;
  childId: string;
  givenName: string;
  familyName: string | null;
  onDay: Day;
  answer: Answer;
};

/** An open family that nobody has asked for a while; `checkedOn` is the day of the last check, if there was one. */
export type NotAsked = {
  familyId: string;
  reference: string;
  openedOn: Day;
  checkedOn: Day | null;
  carers: string | null;
};

/** After so many calendar months a family is asked again what things are like at home. */
export const MONTHS_BEFORE_ASKING_AGAIN = 6;

/** What a worker chose on the route page. */
export type Choosing = {
  version: number;
  seen: string;
  decided: Decided;
  routes: Support[];
  /** What the carer said yes to in the room. */
  accepted: Support[];
  /** The programme that was chosen with the yes. */
  programmes: Record<RecommendedRoute, string | null>;
  whyOtherwise: NotOfferedReason | null;
  note: string | null;
  lookAgainOn: Day | null;
};

/** The field of the route page in which the programme of a route is chosen. */
export const PROGRAMME_FIELDS = { parenting: "programmeParenting", cbt: "programmeCbt" } as const;

export type RouteDecision = Choosing & {
  answer: Answer;
  reasons: Reason[];
  ruleVersion: number;
  needAssessmentId: string | null;
  differsFromRule: boolean;
  /** Recommended by the rule, and neither offered now nor open already. */
  notOffered: RecommendedRoute[];
};

/** The day on which a family is looked at again unless another is chosen: 8 weeks on, by rule 1. */
export const lookAgainFrom = (rule: RouteRule, today: Day): Day => addDays(today, rule.definition.lookAgainWeeks * 7);

/** Names what a page showed of the rule, so that a decision made on something else is noticed. */
export const seenOf = (rule: RouteRule, needId: string | null, result: RuleResult): string =>
  `${rule.version}/${result.answer}/${needId ?? "none"}`;

export type DecisionProblem =
  | "changed-since"
  | "nothing-to-offer"
  | "offers-ticked"
  | "needs-reason"
  | "needs-day"
  | "programme-without-yes"
  | "no-such-programme";

type Standing = {
  rule: RouteRule;
  result: RuleResult;
  needId: string | null;
  /** How many decisions there are on this check. */
  decisions: number;
  /** Kinds of support that are offered to this carer already, or taken up. */
  open: readonly Support[];
  /** The programmes that can be chosen, by route. */
  programmes: Record<RecommendedRoute, readonly { id: string }[]>;
};

const ROUTES = ["parenting", "cbt"] as const;

/** A programme is chosen for a carer who said yes to its kind, and from the catalogue. */
function programmeProblem(chosen: Choosing, now: Standing): DecisionProblem | null {
  for (const route of ROUTES) {
    const id = chosen.programmes[route];
    if (id === null) continue;
    if (!chosen.accepted.includes(route)) return "programme-without-yes";
    if (!now.programmes[route].some((one) => one.id === id)) return "no-such-programme";
  }
  return null;
}

/**
 * A worker decides on a route. Offering more than the rule recommends needs no reason; not offering what it recommends
 * does (docs/rules/main-job.md 3). Decided on what the page showed: if a new assessment or decision came since, it is refused.
 */
export function decide(chosen: Choosing, now: Standing): Result<RouteDecision, DecisionProblem> {
  const { rule, result, needId } = now;
  if (chosen.version !== now.decisions || chosen.seen !== seenOf(rule, needId, result)) return err("changed-since");
  if (chosen.decided === "offer" && chosen.routes.length === 0) return err("nothing-to-offer");
  if (chosen.decided !== "offer" && chosen.routes.length > 0) return err("offers-ticked");
  if (chosen.decided === "look-again" && chosen.lookAgainOn === null) return err("needs-day");
  const wrong = programmeProblem(chosen, now);
  if (wrong) return err(wrong);
  const covered = [...chosen.routes, ...now.open];
  const notOffered = result.routes.filter((route) => !covered.includes(route));
  if (notOffered.length > 0 && chosen.whyOtherwise === null) return err("needs-reason");
  return ok({
    ...chosen,
    lookAgainOn: chosen.decided === "offer" ? null : chosen.lookAgainOn,
    answer: result.answer,
    reasons: result.reasons,
    ruleVersion: rule.version,
    needAssessmentId: needId,
    differsFromRule: notOffered.length > 0,
    notOffered,
  });
}
