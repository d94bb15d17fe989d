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
  parenting: "a parenting programme, about what things are like at home and what can help",
  cbt: "a course for you, about the strain this puts on you",
  navigator: "somebody to help you find and get the support you are entitled to",
  "financial-allowance": "an allowance, or a look at whether you can have one",
  "peer-support": "meeting other kinship carers",
  "self-care": "a course on looking after yourself",
  "family-group-conference": "a family group conference, where your family makes its own plan",
};

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
