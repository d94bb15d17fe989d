/**
 * What a contact is found by: one key for every spelling that is accepted, and null for what is not accepted. Entry, search and
 * the look for people alike all use these, so that whatever is let in is found again.
 */

/** Zero-width and direction signs: nobody sees them, but copied numbers carry them. */
const UNSEEN = /\p{Cf}/gu;

/** The longest that any of these may be written: an address of 254 characters (RFC 5321). What is longer is read no further. */
const LONGEST_WRITTEN = 254;

const plain = (typed: string): string =>
  typed
    .slice(0, LONGEST_WRITTEN + 1)
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .trim();

/** Written with whatever stands between its figures: as much as a search reads as one. */
const LONGEST = 40;
const EXTENSION = /\s*[,;]?\s*(?:extension|extn|ext|x|#)[\s.:]*(\d{1,6})$/i;
const WRITTEN = /^(?:tel:)?(\(?\+?\s*\(?\d[\d\s()./\p{Pd}]*\d)$/iu;
const FOREIGN_TRUNK = /^(\(?(?:\+|00)[\d\s.)\p{Pd}]+)\(0\)/u;
/** Ten or eleven figures, of a mobile always eleven: Ofcom's National Telephone Numbering Plan. */
const BRITISH = /^0(?:7\d{9}|[123589]\d{8,9})$/;
const FOREIGN = /^\+(?!44)[1-9]\d{7,14}$/;
const BRITISH_WITHOUT_ZERO = /^[1235789]\d{9}$/;

/** Figures with a leading "+" where a country's code was given: "+44" and "0044" are gone, their number begins with 0. */
function figuresOf(written: string): string {
  const figures = written.replace(FOREIGN_TRUNK, "$1").replace(/[^\d+]/g, "");
  return figures.replace(/^00/, "+").replace(/^\+440?/, "0");
}

/** A number and its extension, as typed; null where something stands between them that belongs to no number. */
function partsOf(typed: string): { written: string; extension: string } | null {
  const text = plain(typed);
  const extension = EXTENSION.exec(text);
  const written = WRITTEN.exec(extension ? text.slice(0, extension.index) : text)?.[1];
  return written === undefined || written.length > LONGEST
    ? null
    : { written, extension: extension ? `x${extension[1]}` : "" };
}

/** "44 7700 900123" and "7700 900123" as the numbers that they are meant to be; all else as it is. */
function meant(figures: string): string {
  if (/^44\d/.test(figures) && BRITISH.test(figures.replace(/^440?/, "0"))) return figures.replace(/^440?/, "0");
  return BRITISH_WITHOUT_ZERO.test(figures) ? `0${figures}` : figures;
}

/**
 * A telephone number: a British one in its national form, another with "+" and its country, and an extension ("07700900123",
 * "+35316771234", "01632960001x12"). Null for what is no whole number.
 */
export function telephoneKey(typed: string): string | null {
  const parts = partsOf(typed);
  const number = parts && meant(figuresOf(parts.written));
  return number && (BRITISH.test(number) || FOREIGN.test(number)) ? number + parts.extension : null;
}

/** How the keys of the numbers begin that a search may mean: of a whole number its key, of a part what it may be a part of. */
export function telephoneStarts(typed: string): string[] {
  const whole = telephoneKey(typed);
  if (whole !== null) return [whole];
  const figures = figuresOf(plain(typed));
  if (figures.startsWith("0") || figures.startsWith("+")) return [figures];
  return figures.startsWith("44") ? [`0${figures.slice(2)}`, `0${figures}`] : [`0${figures}`, `+${figures}`];
}

const POSTCODE = /^([A-Z]{1,2})[\s.\p{Pd}]*(\d[A-Z\d]?)[\s.\p{Pd}]*(\d[A-Z]{2})$/u;

/** "ls6 2ab" and "LS6-2AB" are one postcode, "LS62AB". Null for what is no whole one. */
export function postcodeKey(typed: string): string | null {
  const read = POSTCODE.exec(plain(typed).toUpperCase());
  return read ? `${read[1]}${read[2]}${read[3]}` : null;
}

/** A postcode as it is written: "LS6 2AB", however it was typed; what is no whole one stays as it is. */
export function postcodeText(typed: string): string {
  const key = postcodeKey(typed);
  return key === null ? typed : `${key.slice(0, -3)} ${key.slice(-3)}`;
}

/** How the key of a postcode begins that may not be whole: "ls6 2" is "LS62". */
export const postcodeStart = (typed: string): string =>
  plain(typed)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");

const EMAIL = /^[^\s@<>()[\]\\,;:"]+@(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}]{2,}$/u;

/** An email address in small letters. Null for what is none. */
export function emailKey(typed: string): string | null {
  const address = plain(typed).toLowerCase();
  return EMAIL.test(address) ? address : null;
}
