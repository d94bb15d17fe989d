import { addDays, type Day, longDay } from "../../../domain/calendar.ts";
import { NOT_OFFERED_TO_CARER, SUPPORT_CODES, SUPPORTS_TO_CARER, type Support } from "../../../domain/support.ts";
import type { ReportedBehaviour } from "../check/behaviours.ts";
import { BEHAVIOURS_TO_CARER, HOW_OFTEN_TO_CARER, QUESTIONS_TO_CARER } from "../check/carer-words.ts";
import { isHarmTold } from "../check/harm.ts";
import type { Answer, RuleResult } from "../rule/route-rule.ts";
import type { RouteDecision } from "./decision.ts";

/** The letter of a decision as it was written that day: whole sentences, kept with the decision and never made again. */
export type Letter = {
  from: string;
  day: string;
  to: string;
  opening: string;
  /** What already works and whom the carer has, in their words; left out in letters from before it was asked. */
  strengths?: string[];
  talkedAbout: string[];
  recommendation: string[];
  offers: string[];
  notNow: string[];
  elseThere: string[];
  /** The way in to what else there is; left out in older letters. */
  wayIn?: string;
  lookAgain: string | null;
  /** Where to get help now, where harm was told. */
  help?: string[];
  ring: string;
  askAgain: string;
};

export type LetterFacts = {
  organisation: { name: string; telephone: string; email: string };
  /** Whom the carer asks for: whoever works with the family, else whoever decided. */
  worker: string;
  carer: string;
  child: string;
  checkDay: Day;
  today: Day;
  strengths: { worksAlready: string | null; whoHelps: string | null };
  items: readonly ReportedBehaviour[];
  result: RuleResult;
  decision: RouteDecision;
  /** Support of this carer that is offered or taken up already. */
  open: readonly Support[];
};

const COURSE = "a parenting course";
const CBT = SUPPORTS_TO_CARER.cbt;

const RECOMMENDATION: Record<Answer, string> = {
  parenting: `From what you told us, we think ${COURSE} could help.`,
  cbt: `From what you told us, we think ${CBT}, could help.`,
  "parenting-and-cbt": `From what you told us, we think two things could help: ${COURSE}, and ${CBT}.`,
  "not-enough-information": "We did not hear enough that day to say which programme could help.",
  "below-the-rule":
    "From what you told us, we would not suggest a programme today. That does not mean that things are not hard.",
};

/** The carer waits at most so long to be asked what they think of an offer, or to hear from a course. */
const DAYS_TO_HEAR = 14;

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const behaviourLine = (item: ReportedBehaviour): string => {
  const name = item.ownWords ?? sentence(BEHAVIOURS_TO_CARER[item.behaviour]);
  return item.howOften === null || item.howOften === "not-known"
    ? name
    : `${name}: ${HOW_OFTEN_TO_CARER[item.howOften]}`;
};

const stillToKnow = ({ missing }: RuleResult): string[] =>
  missing.map(
    ({ question, behaviour }) =>
      `What we would still like to know: ${QUESTIONS_TO_CARER[question]} (${BEHAVIOURS_TO_CARER[behaviour]}).`,
  );

function notNowLines({ decision }: LetterFacts): string[] {
  const why = decision.whyOtherwise ? NOT_OFFERED_TO_CARER[decision.whyOtherwise] : "";
  const lines = decision.notOffered.map((route) => `Not now: ${SUPPORTS_TO_CARER[route]}. ${why}`);
  if (lines.length === 0 && decision.decided !== "offer")
    lines.push(why ? `Nothing new for now. ${why}` : "We agreed on nothing new for now.");
  return lines;
}

/** What the worker wrote stands with what it explains: what is not offered now, else what we think could help. */
const withNote = (lines: string[], { decision }: LetterFacts, isHere: boolean): string[] =>
  decision.note && isHere ? [...lines, decision.note] : lines;

const strengthLines = ({ strengths: { worksAlready, whoHelps } }: LetterFacts): string[] => [
  ...(worksAlready ? [`What already works: ${worksAlready}`] : []),
  ...(whoHelps ? [`Who you have: ${whoHelps}`] : []),
];

/** There is always a next day: to look again, to say what one thinks, or to ring if nobody has. */
function nextDay({ decision, today }: LetterFacts): string {
  if (decision.lookAgainOn) return `We will look at this with you again by ${longDay(decision.lookAgainOn)}.`;
  const by = longDay(addDays(today, DAYS_TO_HEAR));
  const isWaitingForCarer = decision.routes.some((route) => !decision.accepted.includes(route));
  if (isWaitingForCarer) return `We will ask you what you think by ${by}. You can take your time.`;
  if (decision.accepted.length > 0) return `If you have not heard from anybody by ${by}, please ring us.`;
  return `We will ask you how things are by ${by}.`;
}

const HELP = [
  "If somebody is in danger now, ring 999.",
  "When it all gets too much, for you or for a child: ring NHS 111 and choose option 2, or Samaritans on 116 123, day and night.",
  "You can ring us and talk about being hurt or frightened at home. It is not your fault.",
];

/**
 * Writes the half-page letter of a decision (docs/rules/main-job.md 3): what already works, what we talked about, what we can offer,
 * what not now and why, what else there is and the way in, the next day, who to ring by name, where to get help where harm was
 * told, and that one can ask again. In the words to the carer alone.
 */
export function writeLetter(facts: LetterFacts): Letter {
  const { organisation, decision, result, worker } = facts;
  const offered = decision.routes;
  const mentioned: readonly Support[] = [...offered, ...decision.notOffered, ...facts.open];
  const notNow = notNowLines(facts);
  const recommendation = [RECOMMENDATION[result.answer], ...stillToKnow(result), ...alsoCbt(result)];
  return {
    from: organisation.name,
    day: longDay(facts.today),
    to: facts.carer,
    opening: `On ${longDay(facts.checkDay)} we talked about what things are like at home with ${facts.child}.`,
    strengths: strengthLines(facts),
    talkedAbout: facts.items.map(behaviourLine),
    recommendation: withNote(recommendation, facts, notNow.length === 0),
    offers: offered.map((support) => SUPPORTS_TO_CARER[support]),
    notNow: withNote(notNow, facts, notNow.length > 0),
    elseThere: SUPPORT_CODES.filter((support) => !mentioned.includes(support)).map(
      (support) => SUPPORTS_TO_CARER[support],
    ),
    wayIn: `To hear more about any of these, ring ${organisation.telephone}, ask for ${worker}, and say which one.`,
    lookAgain: nextDay(facts),
    help: isHarmTold(facts.items) ? HELP : [],
    ring: `Ask for ${worker}. Ring ${organisation.name} on ${organisation.telephone}, or write to ${organisation.email}.`,
    askAgain: "You can ask again at any time, or ask someone else to look at it.",
  };
}

const alsoCbt = (result: RuleResult): string[] =>
  result.answer === "not-enough-information" && result.routes.includes("cbt")
    ? [`Whatever the answer is, we think ${CBT}, could help.`]
    : [];
