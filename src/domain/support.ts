/** The six kinds of support of the Kinship Care Practice Guide, and family group conference beside them. */
export const SUPPORTS = {
  parenting: "Parenting programme",
  cbt: "CBT for the carer",
  navigator: "Kinship navigator",
  "financial-allowance": "Financial allowance",
  "peer-support": "Peer support",
  "self-care": "Self-care training",
  "family-group-conference": "Family group conference",
} as const;
export type Support = keyof typeof SUPPORTS;
export const SUPPORT_CODES = Object.keys(SUPPORTS) as Support[];

/** What a kind of support is called to the carer. */
export const SUPPORTS_TO_CARER: Record<Support, string> = {
  parenting: "a parenting course, about what things are like at home and what can help",
  cbt: "a course for you, about the strain this puts on you",
  navigator: "somebody to help you find and get the support you are entitled to",
  "financial-allowance": "an allowance, or a look at whether you can have one",
  "peer-support": "meeting other kinship carers",
  "self-care": "a course on looking after yourself",
  "family-group-conference": "a family meeting, where your family makes its own plan",
};

/** Where the recommendations and what is known for each stand. */
export const GUIDE = "Kinship Care Practice Guide, Foundations, October 2024";

/**
 * How strong the evidence for each recommendation is, in the Guide's own words, shown with its source and never used to rank
 * (docs/rules/people-and-words.md). Null: beside the recommendations, not rated there.
 */
export const SUPPORT_EVIDENCE: Record<Support, string | null> = {
  parenting: "Promising",
  cbt: "Promising",
  navigator: "Good",
  "financial-allowance": "Promising",
  "peer-support": "Promising",
  "self-care": "Promising",
  "family-group-conference": null,
};

/** "Promising evidence (Kinship Care Practice Guide, Foundations, October 2024)". */
export const evidenceSaid = (support: Support): string =>
  SUPPORT_EVIDENCE[support] === null ? "Not rated in the Guide" : `${SUPPORT_EVIDENCE[support]} evidence (${GUIDE})`;

/** Why something was not offered (docs/rules/reasons.md). */
export const NOT_OFFERED_REASONS = {
  "has-it-already": "Has it already",
  "crisis-first": "Crisis first",
  "carer-asked-to-wait": "Carer asked to wait",
  "no-place": "No place for this age, language or area",
  "no-programme": "No programme",
  "other-support": "Other support fits better",
} as const;
export type NotOfferedReason = keyof typeof NOT_OFFERED_REASONS;

/** Why something is not offered now, as the carer reads it: a whole sentence, and nothing that blames them. */
export const NOT_OFFERED_TO_CARER: Record<NotOfferedReason, string> = {
  "has-it-already": "You have this already, or something very like it.",
  "crisis-first": "First we want to help with what is urgent just now.",
  "carer-asked-to-wait": "You told us that you would rather wait.",
  "no-place": "There is no course near you just now that is right for you and your child.",
  "no-programme": "There is no course of this kind here just now.",
  "other-support": "We think that something else would help you more.",
};
