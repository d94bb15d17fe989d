import type { Temporal } from "temporal-polyfill";
import { longDay, longInstant } from "../../../domain/calendar.ts";
import { countedField } from "../../../forms/field.ts";
import { type Concern, concernPaths, kindSaid, lookPanel } from "../../concerns/index.ts";
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
import { deciding } from "../deciding/decision-page.ts";
import { decisionSaid } from "../deciding/decision-said-page.ts";
import { stepsAfterDecision } from "../deciding/next-steps-page.ts";
import type { OutlookFound } from "../deciding/outlook-routes.ts";
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

/**
 * Concerns of this check that are still open. Whoever recorded the check may close each here, by itself, with what was done about it: one
 * sentence never closes three.
 */
function concernsOn(check: BehaviourCheck, concerns: readonly Concern[], userId: string, now: Temporal.Instant) {
  const open = concerns.filter(({ state }) => state !== "closed");
  return {
    list: lookPanel(open, now, "summary"),
    closed: concerns.length - open.length,
    own: open
      .filter(({ createdBy }) => createdBy === userId)
      .map((one) => ({
        text: `${kindSaid(one.kind)}: ${one.summary}`,
        action: concernPaths.closing(one.id),
        version: one.version,
        check: check.id,
        done: { ...countedField("done", LONGEST_DONE), id: `done-${one.id}` },
      })),
  };
}

type Shown = {
  outlook: OutlookFound;
  concerns: readonly Concern[];
  referrals: Parameters<typeof stepsAfterDecision>[0]["referrals"];
  /** May this person decide? */
  mayDecide: boolean;
  userId: string;
  today: string;
  now: Temporal.Instant;
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
  ...(check.worksAlready ? [{ key: { text: "What already works" }, value: { text: check.worksAlready } }] : []),
  ...(check.whoHelps ? [{ key: { text: "Whom the carer has" }, value: { text: check.whoHelps } }] : []),
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

/** What comes next of a check that counts: the answer and the decision, or what follows from the decision that was made. */
function whatNext({ outlook, referrals, mayDecide, today }: Shown) {
  const { check, family, decisions, offers } = outlook;
  const [decision] = decisions;
  if (check.supersededById !== null) return { deciding: null, next: [] };
  if (!decision) return { deciding: mayDecide ? deciding(outlook, today) : null, next: [] };
  const carer = personIn(family, check.carerId);
  const about = { decision, familyId: family.id, carer: carer ? firstNameOf(carer) : "the carer", offers, referrals };
  return { deciding: null, next: stepsAfterDecision(about) };
}

/**
 * One check: the concerns it raised, what the rule says and the decision on it (or what comes after the decision), then what
 * was reported and what was left blank.
 */
export function checkPage(shown: Shown) {
  const { check, family, decisions } = shown.outlook;
  const child = personIn(family, check.childId);
  const isCurrent = check.supersededById === null;
  return {
    title: `Behaviour check of ${child ? firstNameOf(child) : family.reference}, ${longDay(check.onDay)}`,
    notices: {
      recorded: "Check saved",
      corrected: "Correction saved",
      closed: "Concern closed",
      decided: "Decision saved",
    },
    breadcrumbs: checkCrumbs(family),
    facts: facts(check, family),
    items: check.items.map(behaviourRow),
    unanswered: unansweredOf(check.items),
    concerns: concernsOn(check, shown.concerns, shown.userId, shown.now),
    supersededHref: check.supersededById && behaviourPaths.showCheck(check.supersededById),
    decideAgainHref: isCurrent && shown.mayDecide && decisions.length > 0 ? behaviourPaths.decision(check.id) : null,
    correctingHref: isCurrent ? behaviourPaths.correcting(check.id) : null,
    decisions: decisions.map((one) => ({ text: decisionSaid(one), href: behaviourPaths.letter(one.id) })),
    ...whatNext(shown),
  };
}
