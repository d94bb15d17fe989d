import { weekdayName } from "../../../domain/calendar.ts";
import { midSentence } from "../../../domain/mid-sentence.ts";
import type { Availability, Goal, GoalWords, Needs } from "./carried.ts";
import { PARTS_OF_DAY, WHOSE, YES_NO_NOT_KNOWN } from "./words.ts";

export type Row = { key: { text: string }; value: { text: string } | { lines: string[] } };

export const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } });
export const rowOfLines = (key: string, lines: string[], none: string): Row => ({
  key: { text: key },
  value: lines.length === 0 ? { text: none } : { lines },
});

/** The labels of needs, in the order asked; an amendment names what changed by them. */
export const NEED_LABELS: Readonly<Record<keyof Needs, string>> = {
  interpreterLanguage: "Interpreter",
  childcare: "Childcare needed",
  transport: "Help with travel needed",
  access: "Access needs",
  workPattern: "Work pattern",
  safeToCall: "When it is safe to ring",
  bestTimeForText: "Best time for a text",
};

const CODED: readonly (keyof Needs)[] = ["childcare", "transport"];

/** A need in words: "None asked for" where no interpreter's language is named, "Not said" for what was left empty. */
export function needText(name: keyof Needs, needs: Needs): string {
  const value = needs[name];
  if (CODED.includes(name)) return YES_NO_NOT_KNOWN[value as keyof typeof YES_NO_NOT_KNOWN];
  return value ?? (name === "interpreterLanguage" ? "None asked for" : "Not said");
}

export const needRows = (needs: Needs): Row[] =>
  (Object.keys(NEED_LABELS) as (keyof Needs)[])
    .filter((name) => name !== "safeToCall" || needs.safeToCall !== null)
    .map((name) => row(NEED_LABELS[name], needText(name, needs)));

/** "Tuesday: morning, evening", a line a day. */
export function availabilityLines(free: readonly Availability[]): string[] {
  const byDay = Map.groupBy(free, ({ day }) => day);
  return [...byDay.keys()]
    .sort((a, b) => a - b)
    .map((day) => {
      const parts = Object.keys(PARTS_OF_DAY).filter((part) => byDay.get(day)!.some((one) => one.part === part));
      return `${weekdayName(day)}: ${parts.join(", ")}`;
    });
}

/** "Get to school without a row (the carer’s)". */
export const goalText = ({ words, whose }: GoalWords): string => `${words} (${midSentence(WHOSE[whose])})`;

export const goalLines = (goals: readonly Goal[]): string[] => goals.map((goal) => `${goal.number}. ${goalText(goal)}`);
