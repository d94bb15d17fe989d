const ENGLISH_NAMES = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** A language in English words with its code (BCP 47): "Welsh (cy)". A code that has no name is told as it is. */
export function languageSaid(code: string): string {
  const name = nameOf(code);
  return name === undefined ? code : `${name} (${code})`;
}

/** What is no well-formed code makes the look-up throw; such a code was taken in before, and is only without a name. */
function nameOf(code: string): string | undefined {
  try {
    return ENGLISH_NAMES.of(code);
  } catch {
    return undefined;
  }
}

/** English, of any country. */
export const isEnglish = (code: string): boolean => /^en(-|$)/.test(code);

/** A code in the one spelling of BCP 47, "cy-GB" for "cy-gb"; null for what is no well-formed code. */
export function canonicalLanguage(code: string): string | null {
  try {
    return Intl.getCanonicalLocales(code)[0] ?? null;
  } catch {
    return null;
  }
}
