import type { Day } from "../../../domain/calendar.ts";
import { readDay } from "../../../forms/form.ts";
import { foldEmail, foldPostcode, foldTelephone } from "../contacts/contact.ts";
import { readFamilyReference } from "../family/family-reference.ts";
import { foldedWords, inFull } from "./name-fold.ts";
import { soundsOf } from "./name-sound.ts";

/** A word to look for, or a word that starts so: `after` is the first text beyond all that do. */
export type NamePart = { part: string; after: string; sounds: string[] };

/** What a search looks for. Each group is one way to read the typed name; all parts of a group must be found in one person. */
export type SearchTerms = {
  groups: NamePart[][];
  birthdays: Day[];
  swappedBirthdays: Day[];
  /** Folded telephone numbers, postcodes and email addresses, or how they start. */
  contacts: string[];
  reference: string | null;
};

const HONORIFICS = new Set("mr mrs ms miss mx dr rev prof sir dame lady mst mosammat mohtarma sri smt shri".split(" "));
const PARTICLES = new Set(
  "o mc mac d de di du da la le el al ul bin ibn ben bint van von der st san abd abdul".split(" "),
);
const MOST_WORDS = 6;
const LAST_LETTER = "\u{10ffff}";

export const startsWith = (part: string): NamePart => ({ part, after: part + LAST_LETTER, sounds: soundsOf(part) });
export const exactly = (part: string): NamePart => ({ part, after: `${part}\u0001`, sounds: soundsOf(part) });

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
const EMAIL = /\S+@\S+/g;
const REFERENCE = /\b[Ff][\s-]?[0-9A-Za-z]{5}\b/g;
const TELEPHONE = /\+?\d[\d\s()-]{4,18}\d/g;
const POSTCODE = /\b[A-Za-z]{1,2}\d[A-Za-z\d]?(?:\s*\d(?:[A-Za-z]{2})?)?\b/g;

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
  let rest = typed.normalize("NFC").slice(0, 200);
  const take = (pattern: RegExp): string[] => {
    const found = rest.match(pattern) ?? [];
    rest = rest.replace(pattern, " ");
    return found;
  };
  const emails = take(EMAIL).map(foldEmail);
  const birthdays = take(DATE).map(readBirthday);
  const reference = take(REFERENCE).map(readFamilyReference).find(isThere) ?? null;
  const telephones = take(TELEPHONE).map(foldTelephone);
  const postcodes = take(POSTCODE).map(foldPostcode);
  const groups = readNames(rest.replace(/\p{N}+/gu, " "));
  const contacts = [...emails, ...telephones, ...postcodes].slice(0, 5);
  if (groups.length + birthdays.length + contacts.length === 0 && reference === null) return null;
  return {
    groups,
    birthdays: birthdays.map((one) => one.day).filter(isThere),
    swappedBirthdays: birthdays.map((one) => one.swapped).filter(isThere),
    contacts,
    reference,
  };
}
