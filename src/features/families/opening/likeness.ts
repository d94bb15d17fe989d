import type { Day } from "../../../domain/calendar.ts";
import { foldedWhole, foldedWords, inFull } from "../finding/name-fold.ts";
import { soundsOf } from "../finding/name-sound.ts";
import { swapped } from "../finding/search-terms.ts";
import { otherNamesOf } from "../finding/short-names.ts";

/** Somebody typed in, or on file, as far as it helps to tell whether two are one person. */
export type Likely = {
  givenName: string;
  familyName: string | null;
  birthOn: Day | null;
  birthCertainty: "exact" | "estimated" | "not-known";
  /** Folded: see contact.ts. */
  telephones: readonly string[];
  emails: readonly string[];
  postcodes: readonly string[];
};

export type Reason = { text: string; points: number };
export type Likeness = { points: number; reasons: Reason[] };

/** From here on two people are shown as perhaps the same one; from `VERY_LIKELY` on as very likely. */
export const LIKELY = 45;
export const VERY_LIKELY = 75;

/** A telephone is a household's: whoever gives the same number is shown, whatever their name. */
const SAME_TELEPHONE = "Same telephone number";

/** Without a birth date to tell them apart, a family name and a given name that are near are enough. */
const NEAR_NAMES = 32;

/**
 * Are two people to be shown as perhaps the same? By what all reasons add up to; by the same telephone alone; by names that are near
 * where one of the two has no birth date. It warns, and a person decides.
 */
export const isLikely = (
  a: Pick<Likely, "birthOn">,
  b: Pick<Likely, "birthOn">,
  { points, reasons }: Likeness,
): boolean =>
  points >= LIKELY ||
  reasons.some(({ text }) => text === SAME_TELEPHONE) ||
  ((a.birthOn === null || b.birthOn === null) && points >= NEAR_NAMES);

const wordsOf = (name: string): string[] => foldedWords(name).map(inFull);
const soundAlike = (a: string, b: string): boolean => {
  const sounds = new Set(soundsOf(a));
  return soundsOf(b).some((sound) => sounds.has(sound));
};

function nameLikeness(
  a: string,
  b: string,
  what: string,
  points: readonly [same: number, part: number, sound: number],
) {
  const [first, second] = [wordsOf(a).join(""), wordsOf(b).join("")];
  if (first === "" || second === "") return null;
  if (first === second) return { text: `Same ${what}`, points: points[0] };
  const others = new Set(wordsOf(b));
  const shared = wordsOf(a).some((word) => word.length > 2 && others.has(word));
  if (shared) return { text: `Part of the ${what} is the same`, points: points[1] };
  const forms = new Set(wordsOf(a).flatMap(otherNamesOf));
  if (wordsOf(b).some((word) => forms.has(word))) return { text: `Another form of the ${what}`, points: points[1] };
  if (soundAlike(first, second)) return { text: `The ${what} sounds the same`, points: points[2] };
  return null;
}

function nameReasons(a: Likely, b: Likely): Reason[] {
  const crossed =
    a.familyName &&
    b.familyName &&
    foldedWhole(a.familyName) === foldedWhole(b.givenName) &&
    foldedWhole(a.givenName) === foldedWhole(b.familyName);
  if (crossed) return [{ text: "Same names in the other order", points: 45 }];
  if (!a.familyName || !b.familyName) {
    const one = nameLikeness(
      `${a.givenName} ${a.familyName ?? ""}`,
      `${b.givenName} ${b.familyName ?? ""}`,
      "name",
      [50, 25, 25],
    );
    return one ? [one] : [];
  }
  const family = nameLikeness(a.familyName, b.familyName, "family name", [30, 18, 20]);
  const given = nameLikeness(a.givenName, b.givenName, "given name", [20, 12, 12]);
  return [family, given].filter((reason) => reason !== null);
}

function birthReason(a: Likely, b: Likely): Reason | null {
  if (a.birthOn === null || b.birthOn === null) return null;
  if (a.birthOn === b.birthOn) return { text: "Same birth date", points: 40 };
  if (swapped(a.birthOn) === b.birthOn) return { text: "Same birth date with day and month changed over", points: 25 };
  const certain = a.birthCertainty === "exact" && b.birthCertainty === "exact";
  return certain ? { text: "Another birth date", points: -20 } : null;
}

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => one !== "" && b.includes(one));

/**
 * How alike two people are, in points up to 100, each reason with what it adds: names the same or sounding the same, the
 * birth date also with day and month changed over, postcode, telephone, email (feature U7). The points only order what a
 * person then looks at; nothing is ever joined by them.
 */
export function likeness(a: Likely, b: Likely): Likeness {
  const reasons = [
    ...nameReasons(a, b),
    birthReason(a, b),
    share(a.telephones, b.telephones) ? { text: SAME_TELEPHONE, points: 30 } : null,
    share(a.emails, b.emails) ? { text: "Same email address", points: 30 } : null,
    share(a.postcodes, b.postcodes) ? { text: "Same postcode", points: 15 } : null,
  ].filter((reason) => reason !== null);
  const sum = reasons.reduce((points, reason) => points + reason.points, 0);
  return { points: Math.max(0, Math.min(100, sum)), reasons };
}
