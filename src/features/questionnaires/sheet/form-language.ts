import { isEnglish } from "../../../domain/language.ts";

const ENGLISH = "en";

/**
 * The language in which a form counts as filled in: that of the wording beside its items, "en" for any English and where
 * no wording is shown. What was kept before stays, unless another language was asked for on the page.
 */
export function formLanguage(shown: string | undefined, wanted: string | undefined, kept: string | null): string {
  const isChosen = shown !== undefined && (kept === null || shown === wanted);
  const language = isChosen ? shown : (kept ?? ENGLISH);
  return isEnglish(language) ? ENGLISH : language;
}
