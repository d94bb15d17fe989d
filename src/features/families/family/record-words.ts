import { longDay } from "../../../domain/calendar.ts";
import type { Wording } from "../../../forms/field.ts";
import { changesOf } from "./changes.ts";
import {
  AGREEMENT_ANSWERS,
  AGREEMENT_HOWS,
  AGREEMENT_PURPOSES,
  ARRANGEMENT_ENDINGS,
  ARRANGEMENT_KINDS,
  BIRTH_CERTAINTIES,
  CONTACT_KINDS,
  ETHNICITIES,
  ETHNICITY_STATED_BY,
  LANGUAGES,
  PARENTAL_RESPONSIBILITIES,
  RELATIONSHIPS,
  SAFE,
  SEXES,
  YES_NO_NOT_KNOWN,
} from "./family-words.ts";

type Fact = { label: string; codes?: Wording; isDay?: boolean };

/** What each fact of a record is called on the screen, and the words of its codes. */
const FACTS: Readonly<Record<string, Fact>> = {
  givenName: { label: "Given name" },
  familyName: { label: "Family name" },
  knownAs: { label: "Name they go by" },
  birthOn: { label: "Birth date", isDay: true },
  birthCertainty: { label: "How sure of the birth date", codes: BIRTH_CERTAINTIES },
  sex: { label: "Sex", codes: SEXES },
  ethnicity: { label: "Ethnicity", codes: ETHNICITIES },
  ethnicityStatedBy: { label: "Ethnicity stated by", codes: ETHNICITY_STATED_BY },
  disability: { label: "Disability", codes: YES_NO_NOT_KNOWN },
  language: { label: "Language", codes: LANGUAGES },
  interpreter: { label: "Interpreter needed", codes: YES_NO_NOT_KNOWN },
  readingHelp: { label: "Help with reading", codes: YES_NO_NOT_KNOWN },
  diedOn: { label: "Date of death", isDay: true },
  value: { label: "Contact" },
  confidential: { label: "Confidential", codes: YES_NO_NOT_KNOWN },
  safe: { label: "Safe to use", codes: SAFE },
  safeTimes: { label: "Safe times, in words" },
  safeDays: { label: "Safe days" },
  safeFrom: { label: "Safe from" },
  safeTo: { label: "Safe until" },
  schoolDays: { label: "On school days only", codes: YES_NO_NOT_KNOWN },
  shared: { label: "Shared with somebody", codes: YES_NO_NOT_KNOWN },
  doNotUseReason: { label: "Do not use" },
  endedOn: { label: "Not used since", isDay: true },
  kind: { label: "Kind", codes: { ...ARRANGEMENT_KINDS, ...CONTACT_KINDS } },
  relationship: { label: "Relationship", codes: RELATIONSHIPS },
  fromOn: { label: "From", isDay: true },
  toOn: { label: "To", isDay: true },
  endedHow: { label: "How it ended", codes: ARRANGEMENT_ENDINGS },
  parentalResponsibility: { label: "Parental responsibility", codes: PARENTAL_RESPONSIBILITIES },
  carerId: { label: "Carer" },
  childId: { label: "Child" },
  purpose: { label: "Agreement", codes: AGREEMENT_PURPOSES },
  answer: { label: "Answer", codes: AGREEMENT_ANSWERS },
  how: { label: "How", codes: AGREEMENT_HOWS },
  interpreterLanguage: { label: "Language for the interpreter" },
  childcare: { label: "Childcare", codes: YES_NO_NOT_KNOWN },
  transport: { label: "Transport", codes: YES_NO_NOT_KNOWN },
  access: { label: "Access needs" },
  workPattern: { label: "Work and caring times" },
  safeToCall: { label: "Safe times to call" },
  bestTimeForText: { label: "Best time for a text" },
  reviewDueOn: { label: "Review due", isDay: true },
  closedOn: { label: "Closed", isDay: true },
};

/** "Birth date" for birthOn; a fact that stands in no list keeps its name. */
export const factLabel = (name: string): string => FACTS[name]?.label ?? name;

/** A kept value in words: "Not given" for none, a code by its wording, a day in full. */
export function factText(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return "Not given";
  const fact = FACTS[name];
  const text = String(value);
  if (fact?.isDay) return longDay(text);
  return fact?.codes?.[text] ?? text;
}

/** Both texts of every fact in which what was typed differs from what is on file now (E4). */
export const bothTexts = <T extends object>(onFile: T, typed: T, inWords = factText) =>
  Object.keys(changesOf(onFile, typed)).map((name) => ({
    said: factLabel(name),
    yours: inWords(name, typed[name as keyof T]),
    theirs: inWords(name, onFile[name as keyof T]),
  }));
