import { z } from "zod";
import { sha256 } from "./fingerprint.ts";

/** The setting "second-keying": which share of keyed forms is keyed again, drawn by this seed. Off while it is not set. */
export const secondKeyingSetting = z.object({
  share: z.number().min(0).max(1),
  seed: z.string().min(1).max(100),
});
export type SecondKeyingSetting = z.output<typeof secondKeyingSetting>;

const HEX_DIGITS = 13;

/**
 * Is this response in the sample? The first 52 bits of SHA-256 of "seed:response" as a fraction, below the share: anybody
 * with the seed and the ids draws the same sample again (features.md, X16). Ids are given after the first keying.
 */
export async function isDrawn({ share, seed }: SecondKeyingSetting, responseId: string): Promise<boolean> {
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
