import { sha256 } from "../assessment/fingerprint.ts";

/** Which share of keyed forms (0 to 1) is keyed again, drawn by this seed. It comes from the settings. */
export type Sampling = { share: number; seed: string };

const HEX_DIGITS = 13;

/**
 * Is this response in the sample? The first 52 bits of SHA-256 of "seed:response" as a fraction, below the share: anybody
 * with the seed and the ids draws the same sample again (docs/rules/scores.md). Ids are given after the first keying.
 */
export async function isDrawn({ share, seed }: Sampling, responseId: string): Promise<boolean> {
  const hash = await sha256(`${seed}:${responseId}`);
  return Number.parseInt(hash.slice(0, HEX_DIGITS), 16) / 16 ** HEX_DIGITS < share;
}

/** One item at which two keyings are not the same; null is left blank. */
export type Difference = { item: string; first: string | null; second: string | null };

type Answers = ReadonlyMap<string, string>;

/** Where two keyings of the same form differ, in the form's order. A blank and an answer differ, two blanks do not. */
export const differencesOf = (items: readonly string[], first: Answers, second: Answers): Difference[] =>
  items
    .map((item) => ({ item, first: first.get(item) ?? null, second: second.get(item) ?? null }))
    .filter((one) => one.first !== one.second);

/** A form that was drawn: `responseId` is its first keying, also where a correction has replaced that since. */
export type Drawn = {
  responseId: string;
  seed: string;
  share: number;
  drawnAt: string;
  firstBy: string | null;
  secondBy: string | null;
  secondName: string | null;
  secondAt: string | null;
  differ: number | null;
  /** Closed with why it can't be done; null while it is open, or was done. */
  ended: { reason: WhyNotAgain; note: string | null; at: string; byName: string | null } | null;
  /** Has the one who asks keyed the form, first or to correct it? */
  isKeyedByAsker: boolean;
  /** Has the one who asks opened its answers since it was drawn? */
  isSeenByAsker: boolean;
};

/** Why a drawn form is not keyed again, or its differences are not settled. */
export const WHY_NOT_AGAIN = {
  "nobody-else": "Nobody else here can key it",
  "all-have-seen": "Everybody who could has seen its answers",
  "form-gone": "The paper form is not here any more",
  other: "Another reason",
} as const;
export type WhyNotAgain = keyof typeof WHY_NOT_AGAIN;

export type NotNow =
  | "closed"
  | "you-were-first"
  | "you-corrected"
  | "you-saw-the-answers"
  | "keyed-already"
  | "not-keyed-yet"
  | "nothing-open"
  | "changed-meanwhile";

/** Why this person can't key a drawn form again: it was done, or they know what was keyed. Null is: they may. */
export function notNow(drawn: Drawn, userId: string): NotNow | null {
  const { firstBy, secondBy, isKeyedByAsker, isSeenByAsker, ended } = drawn;
  if (ended !== null) return "closed";
  if (secondBy !== null) return "keyed-already";
  if (firstBy === userId) return "you-were-first";
  if (isKeyedByAsker) return "you-corrected";
  return isSeenByAsker ? "you-saw-the-answers" : null;
}

/** What somebody found on the paper form at an item where two keyings differ; null is left blank. */
export type Judged = Difference & { adjudicated: string | null };

/**
 * What a judgment changes in the answers in use: where the first keying was wrong. An answer that a correction has changed
 * since stays as the correction has it, for a reason that somebody gave; the judgment only says what the form says.
 */
export const changedBy = (judged: readonly Judged[], inUse: Answers): Judged[] =>
  judged.filter(({ item, first, adjudicated }) => adjudicated !== first && (inUse.get(item) ?? null) === first);

/** What was found on the paper form where something else is in use. */
export const contradicted = <T extends Pick<Judged, "item" | "adjudicated">>(
  found: readonly T[],
  inUse: Answers,
): T[] => found.filter(({ item, adjudicated }) => (inUse.get(item) ?? null) !== adjudicated);

/** As many of the latest forms keyed twice tell how often keying errs. */
export const KEYINGS_COUNTED = 1000;
