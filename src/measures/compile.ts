import { codesOfItem } from "./answers.ts";
import type { Circumstances } from "./bands.ts";
import type { Definition } from "./definition.ts";
import type { Scale } from "./scale.ts";
import { type ScaleScore, settleClosedGate, settleItems, settleTable } from "./scale-score.ts";

/** What one input adds to a scale's key: an answer byte of an item column, or the key of an earlier scale. */
export type Term = { from: "item" | "scale"; index: number; adds: Int32Array };

/**
 * A scale as arithmetic on whole numbers. Its key is the sum of what its terms add (how many were answered and
 * their points, packed side by side), and every key has one outcome. Both are exact, and finite in number.
 */
export type CompiledScale = {
  scale: Scale;
  terms: Term[];
  gate?: { column: number; closes: Uint8Array; key: number };
  keys: number;
  outcome: (key: number) => ScaleScore;
};

/** What a scale is compiled against: the columns of a row are these items in this order. */
export type Layout = { definition: Definition; columns: readonly number[]; circumstances: Circumstances };

/** Settles each key once: outcomes are shared and must not be changed. */
export function remembering(keys: number, settle: (key: number) => ScaleScore): (key: number) => ScaleScore {
  const known: (ScaleScore | undefined)[] = new Array(keys);
  return (key) => {
    const found = known[key] ?? Object.freeze(settle(key));
    known[key] = found;
    return found;
  };
}

/** Points that an answer code gives in this scale: recoded, reversed within the item's codes, or the code itself. */
export function pointsOf(scale: Scale, item: number, codes: readonly number[], code: number): number {
  const recoded = scale.recode.find((one) => one.items.includes(item))?.points[String(code)];
  if (recoded !== undefined) return recoded;
  return scale.reversed.includes(item) ? Math.min(...codes) + Math.max(...codes) - code : code;
}

/** The points of each code of an item of this scale. */
export function pointTable(definition: Definition, scale: Scale, item: number): Map<number, number> {
  const codes = codesOfItem(definition, item);
  return new Map(codes.map((code) => [code, pointsOf(scale, item, codes, code)]));
}

function termOf(index: number, points: Map<number, number>, width: number): Term {
  const adds = new Int32Array(256);
  for (const [code, given] of points) adds[code] = width + given;
  return { from: "item", index, adds };
}

function gateOf({ columns }: Layout, scale: Scale, key: number): CompiledScale["gate"] {
  const gate = scale.gate;
  if (!gate) return undefined;
  const closes = new Uint8Array(256);
  for (const code of gate.closedBy) closes[code] = 1;
  return { column: columns.indexOf(gate.item), closes, key };
}

/** A scale of items: key = answered x width + points; one more key stands for a closed gate. */
export function compileItems(layout: Layout, scale: Scale): CompiledScale {
  const { definition, columns, circumstances } = layout;
  const items = scale.items.length;
  const tables = scale.items.map((item) => pointTable(definition, scale, item));
  const width = 1 + tables.reduce((sum, points) => sum + Math.max(...points.values()), 0);
  const closed = (items + 1) * width;
  const terms = tables.map((points, i) => termOf(columns.indexOf(scale.items[i]!), points, width));
  const settle = (key: number) =>
    scale.gate && key === closed
      ? settleClosedGate(scale, scale.gate.score, circumstances)
      : settleItems(scale, { answered: Math.floor(key / width), sum: key % width, items }, circumstances);
  const gate = gateOf(layout, scale, closed);
  return { scale, terms, ...(gate && { gate }), keys: closed + 1, outcome: remembering(closed + 1, settle) };
}

/** A scale looked up in a table: its key is that of the scale it is looked up by. */
export function compileTable({ circumstances }: Layout, scale: Scale, index: number, by: CompiledScale): CompiledScale {
  const adds = Int32Array.from({ length: by.keys }, (_, key) => key);
  const settle = (key: number) => settleTable(scale, by.outcome(key), circumstances);
  return { scale, terms: [{ from: "scale", index, adds }], keys: by.keys, outcome: remembering(by.keys, settle) };
}
