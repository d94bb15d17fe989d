import { soundOf } from "./name-sound.ts";

const LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ə: "e",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

/** Latin, Greek, Hebrew and Arabic marks; those of Indian scripts are vowels and stay. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0640]/g;
/** Zero-width and direction signs: nobody sees them, so nobody types them. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const APOSTROPHES = /['’‘ʼʻ`´′＇]/g;
const NOT_LETTERS = /[^\p{L}\p{M}]+/u;

const LONGEST_PART = 60;
const MOST_KEYS = 24;

/** Lower case without accents: "Zoë" is "zoe", "Łukasz" is "lukasz". What is not a letter stays. */
export const foldText = (text: string): string =>
  text
    .replace(UNSEEN, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(LETTER, (letter) => LETTERS[letter]!)
    .normalize("NFC");

const cut = (folded: string): string[] =>
  folded
    .split(NOT_LETTERS)
    .filter((part) => part !== "")
    .map((part) => [...part].slice(0, LONGEST_PART).join(""));

/** The words of a name as typed, folded; an apostrophe joins: "O'Neill" is one word, "Smith-Jones" two. */
export const foldedWords = (text: string): string[] => cut(foldText(text).replace(APOSTROPHES, ""));

/** A whole name as one word: "O'Neill", "ONeill" and "o neill" are all "oneill". */
export const foldedWhole = (text: string): string => foldedWords(text).join("").slice(0, LONGEST_PART);

/** Short forms that stand for one name on many papers. */
const IN_FULL = new Map(["md", "mohd", "muhd", "mhd"].map((short) => [short, "mohammed"]));

export const inFull = (word: string): string => IN_FULL.get(word) ?? word;

export type NameKey = { part: string; sound: string };

/**
 * What a person is found by: each word of each name, also the pieces around an apostrophe, and each name as one word,
 * with how each sounds. Written with the person, in the same commit.
 */
export function nameKeys(names: readonly (string | null)[]): NameKey[] {
  const parts = new Set<string>();
  for (const name of names) {
    if (!name) continue;
    for (const word of foldedWords(name)) parts.add(inFull(word));
    for (const piece of cut(foldText(name).replace(APOSTROPHES, " "))) if (piece.length > 1) parts.add(piece);
    const whole = foldedWhole(name);
    if (whole !== "") parts.add(whole);
  }
  return [...parts].slice(0, MOST_KEYS).map((part) => ({ part, sound: soundOf(part) }));
}
