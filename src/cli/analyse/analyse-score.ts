import { err, ok, type Result } from "../../domain/result.ts";
import { quoted } from "../plain-text.ts";

/** Scores of questionnaires are small; beyond this a typing error is certain and squares would lose their digits. */
const LARGEST_SCORE = 1e12;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const tooLarge = (shown: string) => err(`${shown} is too large for a score`);

/** A score from a cell: blank is missing, anything but a plain decimal number is refused. */
export function scoreFromCell(cell: string): Result<number | null, string> {
  const text = cell.trim();
  if (text === "") return ok(null);
  if (!NUMBER.test(text)) return err(`${quoted(text)} is not a number`);
  const score = Number(text);
  return Math.abs(score) > LARGEST_SCORE ? tooLarge(quoted(text)) : ok(score + 0);
}

/** A score from a study file: a number, or null for missing. */
export function scoreFromJson(value: unknown): Result<number | null, string> {
  if (value === null) return ok(null);
  if (typeof value !== "number") return err(`${quoted(JSON.stringify(value) ?? "nothing")} is not a number or null`);
  return Math.abs(value) > LARGEST_SCORE ? tooLarge(String(value)) : ok(value + 0);
}
