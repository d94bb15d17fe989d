/** How much of something may be asked: `most` at once by one, and one more after each `everySeconds`. */
export type Limit = { most: number; everySeconds: number };

/**
 * Everything that is limited, by its name (docs/rules/limits.md). Sign-in is not among it: guesses of passwords have a rule of their own, that
 * slows down and never shuts out (docs/rules/sign-in.md).
 */
export const LIMITS = {
  /** A carer's link is pressed open, from one address. Wide enough for a group that opens theirs in one room on one network. */
  "link-opened": { most: 30, everySeconds: 20 },
  /** A new link is asked for, for one link. */
  "link-new": { most: 2, everySeconds: 3600 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

/** What a bucket adds for one that is asked, and the most that it holds, in milliseconds. */
export const measureOf = ({ most, everySeconds }: Limit) => {
  const each = everySeconds * 1000;
  return { each, depth: most * each };
};
