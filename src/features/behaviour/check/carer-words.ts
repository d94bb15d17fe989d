import type { Behaviour, Challenge, HowOften } from "./behaviours.ts";

/**
 * What the words of a check are to the carer: about what happens, in words that nobody minds reading about their child. A letter,
 * a form or a page for a carer uses these and never the staff's labels (docs/rules/people-and-words.md).
 */
export const BEHAVIOURS_TO_CARER: Readonly<Record<Behaviour, string>> = {
  threatens: "shouting, swearing or threats",
  "hurts-carer": "you or another grown-up being hurt",
  "hurts-children": "brothers, sisters or other children being hurt",
  "hurts-animals": "animals being hurt",
  damages: "things being broken or damaged",
  refuses: "saying no, or arguing",
  "goes-missing": "being away without you knowing where",
  "hurts-self": "hurting their own body",
  takes: "taking things, or hiding them",
  food: "worries about food and eating",
  sexualised: "sexual behaviour that worries you",
  controlling: "needing to be in charge of everything",
  clings: "finding it hard to be apart from you",
  sleep: "trouble settling down and sleeping",
  toileting: "wetting, soiling, and going to the toilet",
  school: "not wanting to go to school",
  contact: "being upset before or after seeing family",
  online: "what happens on the phone and the internet",
  other: "something else",
};

export const HOW_OFTEN_TO_CARER: Readonly<Record<HowOften, string>> = {
  "0": "not at all in the last 4 weeks",
  "1": "one time in the last 4 weeks",
  "2": "a few times in 4 weeks",
  "3": "around once a week",
  "4": "a few times in a week",
  "5": "each day",
  "6": "several times each day",
  "not-known": "hard to say how often",
};

export const CHALLENGE_TO_CARER: Readonly<Record<Challenge, string>> = {
  "0": "not hard for you",
  "1": "a bit hard for you",
  "2": "hard for you",
  "3": "very hard for you",
  "not-known": "hard to say",
};

/** What a question of the check is to the carer, where its answer is still missing. */
export const QUESTIONS_TO_CARER = {
  howOften: "how often it happens",
  challenge: "how hard it is for you",
  injured: "whether anybody was hurt",
} as const;
