import type { Day } from "../../../domain/calendar.ts";
import { readDay } from "../../../forms/read-day.ts";
import { emailKey, postcodeKey, postcodeStart, telephoneKey, telephoneStarts } from "../contacts/contact-keys.ts";
import { readFamilyReference } from "../family/family-reference.ts";
import { foldedWords, inFull } from "./name-fold.ts";
import { soundsOf } from "./name-sound.ts";
import { otherNamesOf } from "./short-names.ts";

/** A word to look for, or a word that starts so: `after` is the first text beyond all that do. */
export type NamePart = {
  part: string;
  after: string;
  sounds: string[];
  /** Other names that stand for the same one: "Bridie" for Bridget. */
  others: readonly string[];
  /** The beginning of what may stand inside a name: "bidie" in Obidiegwu. Empty where it is too short to tell names apart. */
  inside: string;
};

/** What a search looks for. Each group is one way to read the typed name; all parts of a group must be found in one person. */
export type SearchTerms = {
  groups: NamePart[][];
  birthdays: Day[];
  swappedBirthdays: Day[];
  /** Folded telephone numbers, postcodes and email addresses, or how they start. */
  contacts: string[];
  /** The last digits of a telephone number: four or more. */
  endings: string[];
  reference: string | null;
};

const HONORIFICS = new Set("mr mrs ms miss mx dr rev prof sir dame lady mst mosammat mohtarma sri smt shri".split(" "));
const PARTICLES = new Set(
  "o mc mac d de di du da la le el al ul bin ibn ben bint van von der st san abd abdul".split(" "),
);
const MOST_WORDS = 6;
const MOST_TYPED = 300;
const MOST_CONTACTS = 8;
const LAST_LETTER = "\u{10ffff}";

/** From this many letters on a piece is looked for inside names too. */
export const LEAST_INSIDE = 4;

export const startsWith = (part: string): NamePart => ({
  part,
  after: part + LAST_LETTER,
  sounds: soundsOf(part),
  others: otherNamesOf(part),
  inside: [...part].length >= LEAST_INSIDE ? part : "",
});

/** As it is typed, and no longer name that begins or goes on so: for telling whether two are one person. */
export const exactly = (part: string): NamePart => ({
  part,
  after: `${part}\u0001`,
  sounds: soundsOf(part),
  others: otherNamesOf(part),
  inside: "",
});

/** Puts "o" and "neill", "al" and "hassan", "mac" and "leod" together, as they may be written on file. */
function joinParticles(words: readonly string[]): string[] {
  const joined: string[] = [];
  let held = "";
  for (const word of words) {
    held += word;
    if (PARTICLES.has(word)) continue;
    joined.push(held);
    held = "";
  }
  return held === "" ? joined : [...joined, held];
}

/** The ways to read a typed name: word by word, with particles joined, and as one word. */
export function readNames(typed: string): NamePart[][] {
  const all = foldedWords(typed).slice(0, MOST_WORDS).map(inFull);
  const plain = all.filter((word) => !HONORIFICS.has(word));
  const words = plain.length > 0 ? plain : all;
  if (words.length === 0) return [];
  const readings = [words, joinParticles(words), ...(words.length <= 3 ? [[words.join("")]] : [])];
  const distinct = new Map(readings.map((reading) => [reading.join(" "), reading]));
  return [...distinct.values()].map((reading) => reading.map(startsWith));
}

const DATE = /\b(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{4}|\d{1,2}\s+[A-Za-z]{3,9}\s+\d{4})\b/g;
const EMAIL = /[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]*[^\s@<>()[\]\\,;:".]/g;
const REFERENCE = /\bf[\s\p{Pd}]*(?=[a-z]*\d)[0-9a-z]{5}\b/giu;
/** "FK94AA" may be a postcode too. A reference of letters alone may be a name ("Farhan"), and is looked for as both. */
const REFERENCE_OR_NAME = /\bf[\s\p{Pd}]*[a-z]{5}\b/giu;
/** A reference as it is said without its letter, alone in the box or with a figure in it. It may be a name or a postcode too. */
const BARE_REFERENCE = /^\s*[0-9a-z]{5}\s*$|\b(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{5}\b/giu;
/** The end of a telephone number, as somebody reads it from a display. */
const ENDING = /(?<![\d./-])\d{4,10}(?![\d./-])/g;
const TELEPHONE =
  /\(?\+?\s*\(?\d[\d\s()./\p{Pd}\p{Cf}]{4,38}\d(?:\s*[,;]?\s*(?:extension|extn|ext|x|#)[\s.:]*\d{1,6}\b)?/giu;
const JOINT = "[\\s.\\p{Pd}]*";
const WHOLE_POSTCODE = new RegExp(`\\b[a-z]{1,2}${JOINT}\\d[a-z\\d]?${JOINT}\\d[a-z]{2}\\b`, "giu");
const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]?(?:\s*\d(?:[a-z]{2})?)?\b/gi;

/** A day with day and month changed over, where that is a day too and another one. */
export function swapped(day: Day): Day | null {
  const [year, month, date] = day.split("-") as [string, string, string];
  return month !== date && Number(date) <= 12 ? `${year}-${date}-${month}` : null;
}

function readBirthday(typed: string): { day: Day | null; swapped: Day | null } {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed);
  const [date, month, year] = iso
    ? [iso[3]!, iso[2]!, iso[1]!]
    : (typed.split(/\s*[./-]\s*|\s+/) as [string, string, string]);
  const read = readDay(`${date}/${month}/${year}`, "Birth date");
  if (read.ok) return { day: read.value, swapped: swapped(read.value) };
  const other = readDay(`${month}/${date}/${year}`, "Birth date");
  return { day: null, swapped: other.ok ? other.value : null };
}

const isThere = <T>(value: T | null): value is T => value !== null;

/**
 * Reads what was typed into one search box: names, a family's reference, birth dates, a postcode, a telephone number or an
 * email address, in any order. Null when there is nothing in it to look for. Never throws, whatever was typed.
 */
export function readSearch(typed: string): SearchTerms | null {
  let rest = typed
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .slice(0, MOST_TYPED);
  /** Takes out what `read` makes something of, each piece once; what it makes nothing of stays to be read in another way. */
  const take = <T>(pattern: RegExp, read: (piece: string) => T | null): T[] => {
    const found: T[] = [];
    rest = rest.replace(pattern, (piece) => {
      const made = read(piece);
      if (made !== null) found.push(made);
      return made === null ? piece : " ";
    });
    return found;
  };
  const bare = (rest.match(BARE_REFERENCE) ?? [])
    .map((piece) => readFamilyReference(`f${piece.trim()}`))
    .filter(isThere);
  const emails = take(EMAIL, (piece) => emailKey(piece) ?? piece.toLowerCase());
  const numbers = take(TELEPHONE, telephoneKey);
  const birthdays = take(DATE, readBirthday);
  const both = (rest.match(REFERENCE) ?? []).map(postcodeKey).filter(isThere);
  const references = take(REFERENCE, readFamilyReference);
  references.push(...(rest.match(REFERENCE_OR_NAME) ?? []).map(readFamilyReference).filter(isThere));
  const endings = (rest.match(ENDING) ?? []).slice(0, MOST_CONTACTS);
  const parts = take(TELEPHONE, telephoneStarts).flat();
  const postcodes = [...both, ...take(WHOLE_POSTCODE, postcodeStart), ...take(POSTCODE, postcodeStart)];
  const groups = readNames(rest.replace(/\p{N}+/gu, " "));
  const reference = references[0] ?? bare[0] ?? null;
  const contacts = [...emails, ...numbers, ...parts, ...postcodes].slice(0, MOST_CONTACTS);
  if (groups.length + birthdays.length + contacts.length + endings.length === 0 && reference === null) return null;
  return {
    groups,
    birthdays: birthdays.map((one) => one.day).filter(isThere),
    swappedBirthdays: birthdays.map((one) => one.swapped).filter(isThere),
    contacts,
    endings,
    reference,
  };
}
