/** The behaviours that a check asks about, in the order of its rows (docs/rules/route-rule.md). */
export const BEHAVIOURS = {
  threatens: "Shouts, swears or threatens",
  "hurts-carer": "Hurts the carer or another adult",
  "hurts-children": "Hurts brothers, sisters or other children",
  "hurts-animals": "Hurts animals",
  damages: "Damages things",
  refuses: "Refuses or argues",
  "goes-missing": "Goes missing",
  "hurts-self": "Hurts themselves",
  takes: "Takes or hides things",
  food: "Eating or hoarding food",
  sexualised: "Sexualised behaviour that worries the carer",
  controlling: "Very controlling",
  clings: "Cannot let go of the carer",
  sleep: "Cannot settle or sleep",
  toileting: "Toileting",
  school: "Refuses school",
  contact: "Upset around family contact",
  online: "Online",
  other: "Other",
} as const;
export type Behaviour = keyof typeof BEHAVIOURS;
export const BEHAVIOUR_CODES = Object.keys(BEHAVIOURS) as Behaviour[];

export const HOW_OFTEN = {
  "0": "Not in the last 4 weeks",
  "1": "Once",
  "2": "Two or three times",
  "3": "About weekly",
  "4": "Several times a week",
  "5": "Every day",
  "6": "Several times a day",
  "not-known": "Don’t know",
} as const;
export type HowOften = keyof typeof HOW_OFTEN;

export const CHALLENGE = {
  "0": "Not",
  "1": "A little",
  "2": "Quite a lot",
  "3": "A great deal",
  "not-known": "Don’t know",
} as const;
export type Challenge = keyof typeof CHALLENGE;

export const YES_NO = { yes: "Yes", no: "No", "not-known": "Don’t know" } as const;
export type YesNo = keyof typeof YES_NO;

export const CHECK_SOURCES = {
  visit: "At a visit",
  telephone: "By telephone",
  office: "At the office",
  group: "At a group",
  "review-meeting": "At a review meeting",
  "carer-wrote": "The carer wrote it",
  other: "Another way",
} as const;
export type CheckSource = keyof typeof CHECK_SOURCES;

/** What is asked where somebody is hurt or threatened. */
export const SAFETY_QUESTIONS = {
  injured: "Was anybody injured?",
  weapon: "Was there a weapon?",
  afraid: "Is the carer afraid?",
} as const;
export type SafetyQuestion = keyof typeof SAFETY_QUESTIONS;

const SAFETY_ASKED: ReadonlySet<Behaviour> = new Set(["threatens", "hurts-carer", "hurts-children", "hurts-self"]);

/** Is this a behaviour by which somebody is hurt or threatened, so that injury, weapon and fear are asked? */
export const asksSafety = (behaviour: Behaviour): boolean => SAFETY_ASKED.has(behaviour);

/** One reported behaviour. Null is a question left blank (or, of the safety questions, one that is not asked); it is never zero. */
export type BehaviourItem = {
  behaviour: Behaviour;
  howOften: HowOften | null;
  challenge: Challenge | null;
  injured: YesNo | null;
  weapon: YesNo | null;
  afraid: YesNo | null;
};

/** A behaviour with the rest of what was said about it. */
export type ReportedBehaviour = BehaviourItem & {
  ownWords: string | null;
  since: string | null;
  place: string | null;
  tried: string | null;
};

const CHALLENGES_CARER: Record<Challenge, string> = {
  "0": "does not challenge the carer",
  "1": "challenges the carer a little",
  "2": "challenges the carer quite a lot",
  "3": "challenges the carer a great deal",
  "not-known": "how much it challenges the carer is not known",
};

const HOW_OFTEN_SAID: Record<HowOften, string> = {
  "0": "not in the last 4 weeks",
  "1": "once in the last 4 weeks",
  "2": "two or three times in the last 4 weeks",
  "3": "about weekly",
  "4": "several times a week",
  "5": "every day",
  "6": "several times a day",
  "not-known": "how often is not known",
};

export const howOftenSaid = (value: HowOften | null): string =>
  value === null ? "how often is not answered" : HOW_OFTEN_SAID[value];

export const challengeSaid = (value: Challenge | null): string =>
  value === null ? "how much it challenges the carer is not answered" : CHALLENGES_CARER[value];

/** "Refuses or argues, several times a week, challenges the carer a great deal". */
export const behaviourSaid = (item: Pick<BehaviourItem, "behaviour" | "howOften" | "challenge">): string =>
  `${BEHAVIOURS[item.behaviour]}, ${howOftenSaid(item.howOften)}, ${challengeSaid(item.challenge)}`;
