import { type Day, longDay } from "../../../domain/calendar.ts";
import { NOT_OFFERED_REASONS, SUPPORT_CODES, SUPPORTS_TO_CARER, type Support } from "../../../domain/support.ts";
import { BEHAVIOURS, howOftenSaid, type ReportedBehaviour } from "../check/behaviours.ts";
import type { Answer, RuleResult } from "../rule/route-rule.ts";
import type { RouteDecision } from "./decision.ts";

/** The letter of a decision as it was written that day: whole sentences, kept with the decision and never made again. */
export type Letter = {
  from: string;
  day: string;
  to: string;
  opening: string;
  talkedAbout: string[];
  recommendation: string[];
  offers: string[];
  notNow: string[];
  elseThere: string[];
  lookAgain: string | null;
  ring: string;
  askAgain: string;
};

export type LetterFacts = {
  organisation: { name: string; telephone: string; email: string };
  carer: string;
  child: string;
  checkDay: Day;
  today: Day;
  items: readonly ReportedBehaviour[];
  result: RuleResult;
  decision: RouteDecision;
  /** Support of this carer that is offered or taken up already. */
  open: readonly Support[];
};

const COURSE = "a parenting programme";
const CBT = SUPPORTS_TO_CARER.cbt;

const RECOMMENDATION: Record<Answer, string> = {
  parenting: `From what you told us, we think ${COURSE} could help.`,
  cbt: `From what you told us, we think ${CBT}, could help.`,
  "parenting-and-cbt": `From what you told us, we think two things could help: ${COURSE}, and ${CBT}.`,
  "not-enough-information": "We did not have enough information that day to say which programme could help.",
  "below-the-rule":
    "From what you told us, we would not recommend a programme today. That does not mean that things are not hard.",
};

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const behaviourLine = (item: ReportedBehaviour): string => {
  const name = item.ownWords ?? BEHAVIOURS[item.behaviour];
  return item.howOften === null || item.howOften === "not-known" ? name : `${name}: ${howOftenSaid(item.howOften)}`;
};

const stillToKnow = (result: RuleResult): string[] =>
  result.missing.map(({ text }) => `What we still need to know: ${text.replace(", and it could change this", "")}.`);

function notNowLines({ decision }: LetterFacts): string[] {
  const why = decision.whyOtherwise ? lowerFirst(NOT_OFFERED_REASONS[decision.whyOtherwise]) : null;
  const lines = decision.notOffered.map((route) => `Not now: ${SUPPORTS_TO_CARER[route]}. The reason: ${why}.`);
  if (lines.length === 0 && decision.decided !== "offer")
    lines.push(why ? `Nothing new for now. The reason: ${why}.` : "We agreed on nothing new for now.");
  return lines;
}

/** What the worker wrote stands with what it explains: what is not offered now, else what we think could help. */
const withNote = (lines: string[], { decision }: LetterFacts, isHere: boolean): string[] =>
  decision.note && isHere ? [...lines, decision.note] : lines;

/**
 * Writes the half-page letter of a decision (docs/rules/main-job.md 3; docs/rules/main-job.md 3): what we talked about, what we can
 * offer, what not now and why, what else there is, who to ring, and that one can ask again.
 */
export function writeLetter(facts: LetterFacts): Letter {
  const { organisation, decision, result } = facts;
  const offered = decision.routes;
  const mentioned: readonly Support[] = [...offered, ...decision.notOffered, ...facts.open];
  const notNow = notNowLines(facts);
  const recommendation = [RECOMMENDATION[result.answer], ...stillToKnow(result), ...alsoCbt(result)];
  return {
    from: organisation.name,
    day: longDay(facts.today),
    to: facts.carer,
    opening: `On ${longDay(facts.checkDay)} we talked about what things are like at home with ${facts.child}.`,
    talkedAbout: facts.items.map(behaviourLine),
    recommendation: withNote(recommendation, facts, notNow.length === 0),
    offers: offered.map((support) => SUPPORTS_TO_CARER[support]),
    notNow: withNote(notNow, facts, notNow.length > 0),
    elseThere: SUPPORT_CODES.filter((support) => !mentioned.includes(support)).map(
      (support) => SUPPORTS_TO_CARER[support],
    ),
    lookAgain: decision.lookAgainOn ? `We will look at this with you again by ${longDay(decision.lookAgainOn)}.` : null,
    ring: `Ring ${organisation.name} on ${organisation.telephone}, or write to ${organisation.email}.`,
    askAgain: "You can ask again at any time, or ask someone else to look at it.",
  };
}

const alsoCbt = (result: RuleResult): string[] =>
  result.answer === "not-enough-information" && result.routes.includes("cbt")
    ? [`Whatever the answer is, we think ${CBT}, could help.`]
    : [];
