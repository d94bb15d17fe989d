import { BLANK } from "../../measures/index.ts";
import { quoted } from "../plain-text.ts";
import type { Columns } from "./score-header.ts";

/** In characters. */
export const LONGEST_ID = 200;
const WHOLE = /^\d{1,4}(\.0+)?$/;

/** A row's cells as answers, or everything that is wrong with them. */
export type RowReading = { id: string; answers: number[] } | { problems: string[] };

function idProblem(id: string): string | undefined {
  if (id.trim() === "") return "id is blank";
  return id.length > LONGEST_ID ? `id has ${id.length} characters, ${LONGEST_ID} at most` : undefined;
}

/** A code as typed, also "1.0" as programs write whole numbers beside gaps; blank is missing; undefined is wrong. */
function answerOf(cell: string, codes: readonly number[]): number | undefined {
  if (cell === "") return BLANK;
  const text = cell.trim();
  if (text === "") return BLANK;
  const code = WHOLE.test(text) ? Number(text) : undefined;
  return code !== undefined && codes.includes(code) ? code : undefined;
}

/** Reads one row, as many cells as there are columns, cell by cell. */
export function readRow(columns: Columns, cells: readonly string[]): RowReading {
  const id = cells[columns.id]!;
  const answerCells = cells.filter((_, at) => at !== columns.id);
  const answers = answerCells.map((cell, at) => answerOf(cell, columns.codes[at]!));
  const wrong = answers.flatMap((answer, at) =>
    answer === undefined
      ? [`i${columns.items[at]}: ${quoted(answerCells[at]!)} is not one of ${columns.codes[at]!.join(", ")}`]
      : [],
  );
  const idWrong = idProblem(id);
  const problems = idWrong === undefined ? wrong : [idWrong, ...wrong];
  return problems.length > 0 ? { problems } : { id, answers: answers.filter((answer) => answer !== undefined) };
}
