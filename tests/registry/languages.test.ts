import { expect, test } from "vitest";
import { canonicalLanguage, isEnglish, languageSaid } from "../../src/domain/language.ts";
import { formLanguage } from "../../src/features/questionnaires/sheet/form-language.ts";
import { readQuestionnaire } from "../../src/features/registry/wording/questionnaire.ts";

test("a language is told in English with its code; a code without a name is told as it is", () => {
  expect(["cy", "en", "en-GB", "pa-Arab"].map(languageSaid)).toEqual([
    "Welsh (cy)",
    "English (en)",
    "British English (en-GB)",
    "Punjabi (Arabic) (pa-Arab)",
  ]);
  for (const code of ["zz", "x", "cy-", "qqq", "a-language-of-nobody", ""]) expect(languageSaid(code)).toBe(code);
});

test("any English is English, and nothing else", () => {
  expect(["en", "en-GB", "eng", "cy"].map(isEnglish)).toEqual([true, true, false, false]);
});

test("every spelling of a code that is taken in is one code, and what is none is refused", () => {
  const file = (language: string) =>
    readQuestionnaire(
      new TextEncoder().encode(JSON.stringify({ resourceType: "Questionnaire", language, item: [{ linkId: "1" }] })),
    );
  for (const spelling of ["cy-GB", "cy-gb", "cy-Gb"])
    expect(file(spelling)).toMatchObject({ value: { language: "cy-GB" } });
  expect(file("pa-arab")).toMatchObject({ value: { language: "pa-Arab" } });
  expect([file("CY").ok, file("a-language").ok, file("en-a1b2-x").ok, canonicalLanguage("en--gb")]).toEqual([
    false,
    false,
    false,
    null,
  ]);
});

test("a form counts as filled in in the language that its page is shown in, else as it was kept, else in English", () => {
  const cases: [string | undefined, string | undefined, string | null, string][] = [
    [undefined, undefined, null, "en"],
    [undefined, "cy", null, "en"],
    ["en-GB", undefined, null, "en"],
    ["cy", "cy", null, "cy"],
    ["cy", undefined, null, "cy"],
    ["cy", undefined, "cy", "cy"],
    ["en", undefined, "cy", "cy"],
    ["en", "en", "cy", "en"],
    [undefined, undefined, "cy", "cy"],
    ["en", "cy", "pl", "pl"],
  ];
  for (const [shown, wanted, kept, language] of cases) expect(formLanguage(shown, wanted, kept)).toBe(language);
});
