/**
 * Birds and flowers that a carer can tell our texts by (docs/rules/asking-again.md): short, easy to say and to read out, no two
 * alike on the telephone, none that is also a common first name.
 */
export const RECOGNITION_WORDS = [
  "blackbird",
  "bluebell",
  "bullfinch",
  "buttercup",
  "cornflower",
  "cowslip",
  "curlew",
  "daffodil",
  "dandelion",
  "foxglove",
  "goldfinch",
  "harebell",
  "heron",
  "honeysuckle",
  "kingfisher",
  "lapwing",
  "lavender",
  "magpie",
  "marigold",
  "nightingale",
  "osprey",
  "peony",
  "puffin",
  "skylark",
  "snowdrop",
  "sparrow",
  "sunflower",
  "swallow",
  "thistle",
  "tulip",
  "wagtail",
  "woodpecker",
] as const;

/** The words that nobody on these runs has yet, in order. */
export const wordsLeft = (taken: readonly string[]): string[] =>
  RECOGNITION_WORDS.filter((word) => !taken.includes(word));
