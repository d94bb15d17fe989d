import { type Day, longDay } from "../../../domain/calendar.ts";
import { evidenceSaid, GUIDE, NOT_OFFERED_REASONS, SUPPORTS, type Support } from "../../../domain/support.ts";
import { checkboxes, countedField, dateField, errorList, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Family, firstNameOf, personIn } from "../../families/index.ts";
import { type ProgrammesOffered, programmeChoices } from "../../referrals/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { checkCrumbs } from "../check/crumbs-page.ts";
import { behaviourPaths } from "../paths.ts";
import { ANSWERS, type RecommendedRoute, type RuleResult } from "../rule/route-rule.ts";
import type { RouteRule } from "../rule/rule-definition.ts";
import { DECIDED, type DecisionSummary, lookAgainFrom, PROGRAMME_FIELDS, seenOf } from "./decision.ts";
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
  /** What can be said of the programmes of each route while the carer is there. */
  programmes: Record<RecommendedRoute, ProgrammesOffered>;
};

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const evidence = ({ rule, result }: Outlook): string[] =>
  result.routes.map((route) => `${SUPPORTS[route]}: ${rule.definition.evidence[route]} evidence (${GUIDE})`);

/** What can be done where the rule recommends nothing: it never says no. */
const STILL_CAN: Partial<Record<RuleResult["answer"], string>> = {
  "below-the-rule":
    "You can offer support all the same, tell the carer what else there is, or look at it again in a few weeks.",
  "not-enough-information":
    "Ask the carer what is missing and complete the check. You can also decide now: support may be offered whatever the answer is.",
};

const whatTheRuleSays = (outlook: Outlook) => ({
  answer: ANSWERS[outlook.result.answer],
  evidence: evidence(outlook),
  missing: outlook.result.missing.map(({ text }) => sentence(text)),
  reasons: outlook.result.reasons.map(({ text }) => text),
  stillCan: STILL_CAN[outlook.result.answer] ?? null,
  also:
    outlook.result.answer === "not-enough-information" && outlook.result.routes.includes("cbt") ? ANSWERS.cbt : null,
});

const rulePanel = ({ rule }: Outlook) => ({
  name: `Rule ${rule.version}, from ${longDay(rule.effectiveFrom)}`,
  confirmed:
    rule.confirmedAt === null ? "Not yet confirmed by the partnership’s lead" : "Confirmed by the partnership’s lead",
  text: rule.definition.text,
});

/** Under a kind of support that is offered: did the carer say yes, and to which programme? */
const repliesOf = (programmes: Outlook["programmes"], form: FormProblem) => {
  const yes = [form.values.accepted ?? []].flat();
  return Object.keys(SUPPORTS).map((support) => ({
    value: support,
    accepted: {
      idPrefix: `accepted-${support}`,
      name: "accepted",
      values: yes.includes(support) ? [support] : [],
      items: [{ value: support, text: "The carer said yes now" }],
    },
    programme:
      support === "parenting" || support === "cbt"
        ? programmeChoices(PROGRAMME_FIELDS[support], programmes[support], form)
        : null,
  }));
};

/** Each kind of support with how strong the evidence for it is: shown, never used to rank. */
const withEvidence = (question: ReturnType<typeof checkboxes>) => ({
  ...question,
  items: question.items.map((item) => ({ ...item, hint: { text: evidenceSaid(item.value as Support) } })),
});

const decisionFields = (form: FormProblem, { programmes }: Outlook) => ({
  decided: radios("decided", DECIDED, form),
  routes: withEvidence(checkboxes("routes", SUPPORTS, form)),
  replies: repliesOf(programmes, form),
  lookAgainOn: dateField("lookAgainOn", form),
  whyOtherwise: select("whyOtherwise", NOT_OFFERED_REASONS, form, "No reason needed"),
  note: countedField("note", LONGEST_NOTE, form),
});

/** What the rule says of a check, why, by which version, and the form on which a person decides: on the check's own page and on the route page. */
export function deciding(outlook: Outlook, today: Day, problem?: FormProblem) {
  const { check, family, rule, result, needId, decisions, open } = outlook;
  const form = problem ?? { ...BLANK, values: { lookAgainOn: lookAgainFrom(rule, today) } };
  return {
    action: behaviourPaths.decision(check.id),
    correctingHref: behaviourPaths.correcting(check.id),
    needHref: behaviourPaths.newNeedAssessment(family.id, check.carerId),
    says: whatTheRuleSays(outlook),
    rule: rulePanel(outlook),
    open: open.map((support) => SUPPORTS[support]),
    version: decisions.length,
    seen: seenOf(rule, needId, result),
    cancelHref: behaviourPaths.showCheck(check.id),
    ...decisionFields(form, outlook),
  };
}

/** The route page by itself: to decide again, and to put right what was refused. */
export function decisionPage(outlook: Outlook, today: Day, problem?: FormProblem) {
  const { check, family, decisions } = outlook;
  const child = personIn(family, check.childId);
  return {
    title: `Which support for ${child ? firstNameOf(child) : family.reference}?`,
    errors: errorList(problem ?? BLANK),
    breadcrumbs: checkCrumbs(family),
    checkHref: behaviourPaths.showCheck(check.id),
    checkDay: longDay(check.onDay),
    decisions: decisions.map((one) => ({ text: decisionSaid(one), href: behaviourPaths.letter(one.id) })),
    supersededHref: check.supersededById && behaviourPaths.decision(check.supersededById),
    deciding: deciding(outlook, today, problem),
  };
}
