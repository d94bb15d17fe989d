import { COMMON_WORDS } from "./common-words.ts";

/** Length over complexity, no composition rules, no forced change (docs/rules/sign-in.md; NCSC; ASVS 6.2). */
export const MINIMUM_LENGTH = 12;
export const MAXIMUM_LENGTH = 128;

/** Beside the words that anybody could guess, this many letters or numbers of one's own must remain. */
const OWN_CHARACTERS = 5;
const DIFFERENT_CHARACTERS = 6;

const SIGNS_FOR_LETTERS: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
};

const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"].flatMap((row) => [
  row,
  [...row].reverse().join(""),
]);

const folded = (text: string): string => text.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");

const plain = (text: string): string => folded(text).replace(/[^\p{L}\p{N}]/gu, "");

/** "P4ssw0rd!2026" as "password", with the signs that people put for letters read, and "2026" that hangs on it apart. */
function unmasked(text: string): [inner: string, ends: string] {
  const [, before = "", inner = "", after = ""] = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su.exec(folded(text)) ?? [];
  const letters = [...inner].map((character) => SIGNS_FOR_LETTERS[character] ?? character).join("");
  return [plain(letters), `${plain(before)} ${plain(after)}`];
}

/** Takes out runs of the alphabet, of numbers and of a keyboard's rows, of 3 or more, and one character 3 times over. */
function withoutRuns(text: string): string {
  let left = text.replace(/(.)\1{2,}/gu, " ");
  for (const row of ROWS)
    for (let length = row.length; length >= 3; length--)
      for (let from = 0; from + length <= row.length; from++)
        left = left.replaceAll(row.slice(from, from + length), " ");
  return left;
}

function ownCharacters(text: string, guessable: readonly string[]): number {
  let left = text;
  for (const word of guessable) left = left.replaceAll(word, " ");
  return withoutRuns(left)
    .split(" ")
    .join("")
    .replace(/(19|20)\d\d/g, "").length;
}

/** One piece said over and over: "abcdabcdabcd". */
const isRepeated = (text: string): boolean => /^(.{1,6})\1+.{0,5}$/u.test(text);

const LONGEST_FIRST = [...new Set(COMMON_WORDS)].sort((a, b) => b.length - a.length);

type About = { name: string; email: string };

/** The parts of a name and an e-mail address that are long enough to be a word. */
const personal = ({ name, email }: About): string[] =>
  [...name.split(/\s+/), ...email.split(/[@.+_-]/)]
    .map(plain)
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);

/**
 * Why a password can't be used, as a sentence; null when it can. It needs 12 to 128 characters (any, spaces too), and more
 * than common words, this person's own name or e-mail address, sequences and repeats.
 */
export function passwordProblem(password: string, about: About): string | null {
  const length = [...password].length;
  if (length === 0) return "Enter a password";
  if (length < MINIMUM_LENGTH)
    return `Password must be ${MINIMUM_LENGTH} characters or more. Three random words make a good one`;
  if (length > MAXIMUM_LENGTH) return `Password must be ${MAXIMUM_LENGTH} characters or fewer`;
  const text = plain(password);
  if (new Set(text).size < DIFFERENT_CHARACTERS || isRepeated(text))
    return "Password must not be the same few characters over and over. Three random words make a good one";
  const own = personal(about);
  const words = [...own, ...LONGEST_FIRST];
  const [inner, ends] = unmasked(password);
  const left = Math.min(ownCharacters(text, words), ownCharacters(inner, words) + ownCharacters(ends, words));
  if (left >= OWN_CHARACTERS) return null;
  return own.some((word) => text.includes(word))
    ? "Password must not be made of your name or email address. Three random words make a good one"
    : "Password is too easy to guess: it is made of common words, sequences or repeats. Three random words make a good one";
}
