/** One fact in which two people differ: what it is, what was typed here (null where nothing was), what is on file now. */
export type Difference = { said: string; yours: string | null; theirs: string };

/** Somebody was first: who did what and when, and each fact with both texts (E4). The model of `@components/conflict`. */
export type BothTexts = { text: string; differences: readonly Difference[] };

/** Where nothing was typed against it, what is on file now is said alone. */
export const onFileNow = (text: string, lines: readonly { said: string; theirs: string }[] = []): BothTexts => ({
  text,
  differences: lines.map(({ said, theirs }) => ({ said, yours: null, theirs })),
});
