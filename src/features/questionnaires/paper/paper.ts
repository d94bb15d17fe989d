import { err, ok, type Result } from "../../../domain/result.ts";

/**
 * Damm's table: a quasigroup of order 10 in which every single wrong digit and every two neighbours that changed places
 * give another end (H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004).
 */
const DAMM = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

const DIGITS = 7;

/** The digit after which the whole number ends at 0. */
export const checkDigit = (digits: string): string =>
  [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.[Number(digit)] ?? "0", "0");

/** The number on every sheet of a printed pack: "0001234-" and its check digit. It says nothing of the person. */
export function paperId(number: number): string {
  const digits = String(number).padStart(DIGITS, "0");
  return `${digits}-${checkDigit(digits)}`;
}

/** Reads a number off a sheet, with or without the dash and leading zeros; the sentence says what is wrong with it. */
export function readPaperId(typed: string): Result<number, string> {
  const digits = typed.replaceAll(/[\s-]/g, "");
  if (digits === "") return err("Enter the number on the pack");
  if (!/^\d{2,12}$/.test(digits)) return err("The number on the pack is digits and a dash only, such as 0000001-3");
  const number = digits.slice(0, -1);
  if (checkDigit(number.padStart(DIGITS, "0")) !== digits.slice(-1))
    return err("The last digit does not fit the others. Look at the number on the pack again");
  return ok(Number(number));
}
