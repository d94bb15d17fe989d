import { longDay, longInstant } from "../../../domain/calendar.ts";
import { checkboxes, countedField, errorList } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Concern, concernPaths, kindSaid } from "../../concerns/index.ts";
import { type Family, firstNameOf, nameOf, personIn } from "../../families/index.ts";
import {
  BEHAVIOURS,
  CHALLENGE,
  CHECK_SOURCES,
  HOW_OFTEN,
  type ReportedBehaviour,
  SAFETY_QUESTIONS,
  YES_NO,
} from "../check/behaviours.ts";
import { type BehaviourCheck, unansweredOf } from "../check/check.ts";
import { checkCrumbs } from "../check/crumbs-page.ts";
import type { DecisionSummary } from "../deciding/decision.ts";
import { decisionSaid } from "../deciding/decision-said-page.ts";
import { behaviourPaths } from "../paths.ts";

export const LONGEST_DONE = 2000;

const NOT_ANSWERED = "Not answered";

const safetySaid = (item: ReportedBehaviour): string[] =>
  (["injured", "weapon", "afraid"] as const)
    .filter((question) => item[question] !== null)
    .map((question) => `${SAFETY_QUESTIONS[question]} ${YES_NO[item[question]!]}`);

const moreSaid = (item: ReportedBehaviour): string[] =>
  [
    item.since && `Since: ${item.since}`,
    item.place && `Where: ${item.place}`,
    item.tried && `Tried: ${item.tried}`,
    ...safetySaid(item),
  ].filter((text): text is string => Boolean(text));

const behaviourRow = (item: ReportedBehaviour) => [
  { text: item.ownWords ?? BEHAVIOURS[item.behaviour] },
  { text: item.howOften ? HOW_OFTEN[item.howOften] : NOT_ANSWERED },
  { text: item.challenge ? CHALLENGE[item.challenge] : NOT_ANSWERED },
  { text: moreSaid(item).join(". ") },
];

/** Concerns of this check that are still open: whoever recorded the check may close them here with what was done. */
function concernsOn(check: BehaviourCheck, concerns: readonly Concern[], userId: string, form: FormProblem) {
  const open = concerns.filter(({ state }) => state !== "closed");
  const own = open.filter(({ createdBy }) => createdBy === userId);
  const wording = Object.fromEntries(
    own.map((one) => [`${one.id}:${one.version}`, `${kindSaid(one.kind)}: ${one.summary}`]),
  );
  const typed = form.values.concern === undefined && form.errors.length === 0;
  return {
    list: open.map((one) => ({ text: `${kindSaid(one.kind)}: ${one.summary}`, href: concernPaths.show(one.id) })),
    closed: concerns.length - open.length,
    action: own.length > 0 ? behaviourPaths.closingConcerns(check.id) : null,
    choice: { ...checkboxes("concern", wording, form), ...(typed ? { values: Object.keys(wording) } : {}) },
    done: countedField("done", LONGEST_DONE, form),
  };
}

type Shown = {
  check: BehaviourCheck;
  family: Family;
  concerns: readonly Concern[];
  decisions: readonly DecisionSummary[];
};

const nameIn = (family: Family, id: string): string => {
  const person = personIn(family, id);
  return person ? nameOf(person) : "";
};

const facts = (check: BehaviourCheck, family: Family) => [
  { key: { text: "Child" }, value: { text: nameIn(family, check.childId) } },
  { key: { text: "Told by" }, value: { text: nameIn(family, check.carerId) } },
  { key: { text: "Day" }, value: { text: longDay(check.onDay) } },
  { key: { text: "Heard" }, value: { text: CHECK_SOURCES[check.source] } },
  {
    key: { text: "Recorded" },
    value: { text: `${longInstant(check.createdAt)}${check.createdByName ? ` by ${check.createdByName}` : ""}` },
  },
  ...(check.ownWords ? [{ key: { text: "The carer’s own words" }, value: { text: check.ownWords } }] : []),
  ...(check.supersedesId
    ? [
        {
          key: { text: "Corrects" },
          value: { text: "The check before it", href: behaviourPaths.showCheck(check.supersedesId) },
        },
        { key: { text: "Why it was corrected" }, value: { text: check.correctionReason } },
      ]
    : []),
];

/** One check: what was reported, what was left blank, the concerns it raised, and what was decided. */
export function checkPage({ check, family, concerns, decisions }: Shown, userId: string, form: FormProblem = BLANK) {
  const child = personIn(family, check.childId);
  const isCurrent = check.supersededById === null;
  return {
    title: `Behaviour check of ${child ? firstNameOf(child) : family.reference}, ${longDay(check.onDay)}`,
    errors: errorList(form),
    notices: {
      recorded: "Check saved",
      corrected: "Correction saved",
      closed: "Concerns closed",
      decided: "Decision saved",
    },
    breadcrumbs: checkCrumbs(family),
    facts: facts(check, family),
    items: check.items.map(behaviourRow),
    unanswered: unansweredOf(check.items),
    concerns: concernsOn(check, concerns, userId, form),
    supersededHref: check.supersededById && behaviourPaths.showCheck(check.supersededById),
    decisionHref: isCurrent ? behaviourPaths.decision(check.id) : null,
    correctingHref: isCurrent ? behaviourPaths.correcting(check.id) : null,
    decisions: decisions.map((one) => ({ text: decisionSaid(one), href: behaviourPaths.letter(one.id) })),
  };
}
