import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormError, type FormProblem, typedValues } from "../../../forms/form.ts";
import type { AbsenceReason, Mark, Marking, Mode } from "../delivery/attendance.ts";
import { ABSENCE_REASONS, MARKS, MODES } from "../delivery/register-words.ts";

/** One row as typed: what to mark, and the mark that stood on the page when it was made ("" for none). */
export type TypedRow = { enrolmentId: string; seen: string; marking: Marking };

/** What a register's reader may say: a co-leader gives no reasons and is not shown any. */
export type RegisterRules = { sessionMinutes: number; withReasons: boolean };

export const rowField = (name: string, enrolmentId: string): string => `${name}-${enrolmentId}`;

const isCode = <T extends Record<string, string>>(codes: T, typed: string): typed is keyof T & string =>
  Object.hasOwn(codes, typed);

type Typed = (name: string) => string;

function readMinutes(typed: string, longest: number): Result<number, string> {
  const minutes = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return minutes >= 1 && minutes <= longest ? ok(minutes) : err(`Enter how many minutes, from 1 to ${longest}`);
}

function readReason(typed: Typed, rules: RegisterRules, kept: AbsenceReason | null): Result<AbsenceReason, string> {
  if (!rules.withReasons) return ok(kept ?? "not-told-why");
  const reason = typed("reason");
  return isCode(ABSENCE_REASONS, reason) ? ok(reason) : err("Select why they did not come");
}

const modeOf = (typed: string): Mode => (isCode(MODES, typed) ? typed : "in-person");

function markingOf(mark: Mark, typed: Typed, rules: RegisterRules, kept?: Marking): Result<Marking, [string, string]> {
  const given = { mark, mode: modeOf(typed("mode")), late: "no" as "yes" | "no", minutes: null, reason: null };
  if (mark === "none") {
    const reason = readReason(typed, rules, kept?.reason ?? null);
    if (!reason.ok) return err(["reason", reason.error]);
    const told = typed("told") === "yes" ? "yes" : "no";
    const toldInAdvance = rules.withReasons ? told : (kept?.toldInAdvance ?? "no");
    return ok({ ...given, reason: reason.value, toldInAdvance });
  }
  const late = typed("late") === "yes" ? ("yes" as const) : ("no" as const);
  if (mark === "all") return ok({ ...given, late, toldInAdvance: null });
  const minutes = readMinutes(typed("minutes"), rules.sessionMinutes);
  return minutes.ok
    ? ok({ ...given, late, minutes: minutes.value, toldInAdvance: null })
    : err(["minutes", minutes.error]);
}

export type RegisterPerson = { enrolmentId: string; name: string };

/** What a register says: the rows that are complete, and what those that are not still need, with everything typed. */
export type RegisterRead = { rows: TypedRow[]; waiting: FormProblem };

/** "All came" was pressed: whoever has no mark yet, here or in the database, came for all of it. */
const markFor = (typed: string, everybodyCame: boolean, isMarked: boolean): string =>
  typed === "" && everybodyCame && !isMarked ? "all" : typed;

/**
 * Reads the rows of a register. A row without a mark is left alone, whatever else is in it; one marked "part" needs minutes
 * and one marked "not" a reason: it waits for them, and keeps nobody else's row waiting. `standing` holds marks as they are
 * now: who may not give reasons keeps the reason that is there.
 */
export function readRegister(
  data: FormData,
  people: readonly RegisterPerson[],
  rules: RegisterRules,
  standing: ReadonlyMap<string, Marking>,
): RegisterRead {
  const values = typedValues(data);
  const everybodyCame = values.everybody === "came";
  const rows: TypedRow[] = [];
  const errors: FormError[] = [];
  for (const { enrolmentId, name } of people) {
    const typed: Typed = (field) => [values[rowField(field, enrolmentId)] ?? ""].flat()[0] ?? "";
    const mark = markFor(typed("mark"), everybodyCame, standing.has(enrolmentId));
    if (mark === "") continue;
    if (!isCode(MARKS, mark)) {
      errors.push({ field: rowField("mark", enrolmentId), text: `${name}: select all, part or not` });
      continue;
    }
    const read = markingOf(mark, typed, rules, standing.get(enrolmentId));
    if (read.ok) rows.push({ enrolmentId, seen: typed("seen"), marking: read.value });
    else errors.push({ field: rowField(read.error[0], enrolmentId), text: `${name}: ${read.error[1]}` });
  }
  return { rows, waiting: { values, errors } };
}
