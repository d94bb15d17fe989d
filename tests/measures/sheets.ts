import {
  type Answer,
  type Answers,
  compileScorer,
  type Definition,
  keysOfBlock,
  measureById,
  type ScaleScore,
} from "../../src/measures/index.ts";
import type { Scores, Sheet } from "./second-scorer.ts";

/** The measure, which every test expects to be there. */
export function measure(id: string): Definition {
  const found = measureById(id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
}

/** Answers of items 1, 2, ... where null is a blank. */
export const answersOf = (sheet: Sheet): Answers =>
  new Map(sheet.map((answer, index): [number, Answer] => [index + 1, answer ?? "blank"]));

/** Scores a sheet over all items of the measure, whatever the form. */
export function scoreSheet(definition: Definition, sheet: Sheet): ScaleScore[] {
  return scoreSheets(definition, [sheet])[0]!;
}

/** Scores many sheets side by side, as the command line does. */
export function scoreSheets(definition: Definition, sheets: readonly Sheet[]): ScaleScore[][] {
  const scorer = compileScorer(definition);
  const columns = scorer.columns.length;
  const answers = Uint8Array.from(sheets.flatMap((sheet) => scorer.columns.map((item) => sheet[item - 1] ?? 255)));
  const keys = scorer.scales.map(() => new Int32Array(sheets.length));
  keysOfBlock(scorer, { answers, rows: sheets.length, columns }, keys);
  return sheets.map((_, row) => scorer.scales.map((compiled, at) => compiled.outcome(keys[at]![row]!)));
}

/** The numbers alone, by scale; null where there is no score. */
export const numbers = (scores: readonly ScaleScore[]): Scores =>
  Object.fromEntries(scores.map((score) => [score.scale, score.kind === "scored" ? score.value : null]));

/** A deterministic stream of numbers from 0 to 1 (never the machine's own randomness). */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
