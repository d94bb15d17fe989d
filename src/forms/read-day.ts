import { err, ok, type Result } from "../domain/result.ts";

const MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const monthNumber = (text: string): number =>
  /^\d{1,2}$/.test(text) ? Number(text) : MONTH_NAMES.indexOf(text.toLowerCase().slice(0, 3)) + 1;

/** Turns "3/3/2026", "3/march/2026" or "2026-03-03" into YYYY-MM-DD, or says in the label's words what is wrong. */
export function readDay(typed: string, label: string): Result<string, string> {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed.trim());
  const [day = "", month = "", year = ""] = iso
    ? [iso[3], iso[2], iso[1]]
    : typed.split("/").map((part) => part.trim());
  const missing = [day === "" && "a day", month === "" && "a month", year === "" && "a year"].filter(Boolean);
  if (missing.length > 0) return err(`${label} must include ${missing.join(" and ")}`);
  const [d, m, y] = [
    /^\d{1,2}$/.test(day) ? Number(day) : 0,
    monthNumber(month),
    /^\d{4}$/.test(year) ? Number(year) : 0,
  ];
  if (y === 0) return err(`${label} must have a year of 4 numbers`);
  const lengths = [
    31,
    y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  if (m < 1 || m > 12 || d < 1 || d > lengths[m - 1]!) return err(`${label} must be a real date`);
  return ok(`${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`);
}
