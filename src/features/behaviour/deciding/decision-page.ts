import { type Day, longDay } from "../../../domain/calendar.ts";
import { NOT_OFFERED_REASONS, SUPPORTS, type Support } from "../../../domain/support.ts";
import { checkboxes, countedField, dateField, errorList, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Family, firstNameOf, personIn } from "../../families/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { checkCrumbs } from "../check/crumbs-page.ts";
import { behaviourPaths } from "../paths.ts";
import { ANSWERS, type RuleResult } from "../rule/route-rule.ts";
import type { RouteRule } from "../rule/rule-definition.ts";
import { DECIDED, type DecisionSummary, lookAgainFrom, seenOf } from "./decision.ts";
import { LONGEST_NOTE } from "./decision-form.ts";
import { decisionSaid } from "./decision-said-page.ts";

/** Everything that a decision on a check stands on today. */
export type Outlook = {
  check: BehaviourCheck;
  family: Family;
  rule: RouteRule;
  result: RuleResult;
  needId: string | null;
  decisions: readonly DecisionSummary[];
  open: readonly Support[];
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const evidence = ({ rule, result }: Outlook): string[] =>
  result.routes.map((route) => `${SUPPORTS[route]}: ${rule.definition.evidence[route]} evidence`);

const whatTheRuleSays = (outlook: Outlook) => ({
  answer: ANSWERS[outlook.result.answer],
  evidence: evidence(outlook),
  missing: outlook.result.missing.map(({ text }) => sentence(text)),
  reasons: outlook.result.reasons.map(({ text }) => text),
  also:
    outlook.result.answer === "not-enough-information" && outlook.result.routes.includes("cbt") ? ANSWERS.cbt : null,
});

const rulePanel = ({ rule }: Outlook) => ({
  name: `Rule ${rule.version}, from ${longDay(rule.effectiveFrom)}`,
  confirmed:
    rule.confirmedAt === null ? "Not yet confirmed by the partnership’s lead" : "Confirmed by the partnership’s lead",
  text: rule.definition.text,
});

const decisionFields = (form: FormProblem) => ({
  decided: radios("decided", DECIDED, form),
  routes: checkboxes("routes", SUPPORTS, form),
  lookAgainOn: dateField("lookAgainOn", form),
  whyOtherwise: select("whyOtherwise", NOT_OFFERED_REASONS, form, "No reason needed"),
  note: countedField("note", LONGEST_NOTE, form),
});

/** The route page: what the rule says of a check, why, by which version, and the form on which a person decides. */
export function decisionPage(outlook: Outlook, today: Day, problem?: FormProblem) {
  const { check, family, rule, result, needId, decisions, open } = outlook;
  const child = personIn(family, check.childId);
  const form = problem ?? { ...BLANK, values: { lookAgainOn: lookAgainFrom(rule, today) } };
  return {
    title: `Which support for ${child ? firstNameOf(child) : family.reference}?`,
    errors: errorList(form),
    breadcrumbs: checkCrumbs(family),
    checkHref: behaviourPaths.showCheck(check.id),
    checkDay: longDay(check.onDay),
    correctingHref: behaviourPaths.correcting(check.id),
    needHref: behaviourPaths.newNeedAssessment(family.id, check.carerId),
    says: whatTheRuleSays(outlook),
    rule: rulePanel(outlook),
    open: open.map((support) => SUPPORTS[support]),
    decisions: decisions.map((one) => ({ text: decisionSaid(one), href: behaviourPaths.letter(one.id) })),
    supersededHref: check.supersededById && behaviourPaths.decision(check.supersededById),
    version: decisions.length,
    seen: seenOf(rule, needId, result),
    cancelHref: behaviourPaths.showCheck(check.id),
    ...decisionFields(form),
  };
}
