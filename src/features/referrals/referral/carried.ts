import type { PartOfDay, Whose } from "./words.ts";

type YesNoNotKnown = "yes" | "no" | "not-known";

/** What a carer needs to be able to come, and when it is safe to ring: of families' needs, what a referral shows. Null: nothing to say. */
export type Needs = {
  /** The language of an interpreter; null when none is needed. */
  interpreterLanguage: string | null;
  childcare: YesNoNotKnown;
  transport: YesNoNotKnown;
  access: string | null;
  workPattern: string | null;
  safeToCall: string | null;
  bestTimeForText: string | null;
};

/** 1 Monday to 7 Sunday. */
export type Availability = { day: number; part: PartOfDay };

export type GoalWords = { words: string; shortLabel: string; whose: Whose };
export type Goal = GoalWords & { id: string; number: number };

/** The few words that stand for a goal on a chart: its beginning, cut at a space within 30 characters. */
export function shortLabelOf(words: string): string {
  const characters = [...words.replace(/\s+/g, " ").trim()];
  if (characters.length <= 30) return characters.join("");
  const cut = characters.slice(0, 30).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > 10 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
