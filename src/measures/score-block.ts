import { defaultBandSystem } from "./bands.ts";
import type { CompiledScale } from "./compile.ts";
import type { Scorer } from "./scorer.ts";

/** Many rows of answer bytes side by side: row r, column c stands at `answers[r * columns + c]`. */
export type Block = { answers: Uint8Array; rows: number; columns: number };

function addItems(keys: Int32Array, block: Block, column: number, adds: Int32Array): void {
  const { answers, rows, columns } = block;
  for (let row = 0, at = column; row < rows; row++, at += columns) keys[row] = keys[row]! + adds[answers[at]!]!;
}

function addScale(keys: Int32Array, rows: number, from: Int32Array, adds: Int32Array): void {
  for (let row = 0; row < rows; row++) keys[row] = keys[row]! + adds[from[row]!]!;
}

function closeGates(keys: Int32Array, block: Block, gate: NonNullable<CompiledScale["gate"]>): void {
  const { answers, rows, columns } = block;
  for (let row = 0, at = gate.column; row < rows; row++, at += columns) {
    if (gate.closes[answers[at]!]) keys[row] = gate.key;
  }
}

/** The keys of every scale for every row: `keys[scale][row]`. A column at a time: sums of table look-ups. */
export function keysOfBlock(scorer: Scorer, block: Block, keys: readonly Int32Array[]): void {
  scorer.scales.forEach(({ terms, gate }, at) => {
    const own = keys[at]!;
    own.fill(0, 0, block.rows);
    for (const { from, index, adds } of terms) {
      if (from === "item") addItems(own, block, index, adds);
      else addScale(own, block.rows, keys[index]!, adds);
    }
    if (gate) closeGates(own, block, gate);
  });
}

/** Scores of one scale as columns: score (NaN where there is none), answered, and the band as 1, 2, ... or 0. */
export type ScoreColumns = { score: Float64Array; answered: Uint16Array; band: Uint8Array };

/** The names behind the band codes 1, 2, ... of a scale in the default band system. */
export function bandNames(scorer: Scorer, compiled: CompiledScale): string[] {
  const system = defaultBandSystem(scorer.definition);
  return (compiled.scale.bands.find((set) => set.system === system)?.bands ?? []).map((band) => band.name);
}

/** Score, answered and band code of every key of a scale, so that reading a column out is one look-up a row. */
export function tablesOf(scorer: Scorer, compiled: CompiledScale): ScoreColumns {
  const system = defaultBandSystem(scorer.definition);
  const names = bandNames(scorer, compiled);
  const { keys } = compiled;
  const tables = { score: new Float64Array(keys), answered: new Uint16Array(keys), band: new Uint8Array(keys) };
  for (let key = 0; key < keys; key++) {
    const outcome = compiled.outcome(key);
    tables.answered[key] = outcome.answered;
    tables.score[key] = outcome.kind === "scored" ? outcome.value : Number.NaN;
    const band = outcome.kind === "scored" ? outcome.bands.find((one) => one.system === system) : undefined;
    tables.band[key] = band ? 1 + names.indexOf(band.name) : 0;
  }
  return tables;
}

/** Reads the keys of one scale's rows out into columns, by the tables of that scale. */
export function readColumns(tables: ScoreColumns, keys: Int32Array, rows: number, into: ScoreColumns): void {
  for (let row = 0; row < rows; row++) {
    const key = keys[row]!;
    into.score[row] = tables.score[key]!;
    into.answered[row] = tables.answered[key]!;
    into.band[row] = tables.band[key]!;
  }
}
