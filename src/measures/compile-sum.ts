import { bandsOf, type Circumstances } from "./bands.ts";
import { type CompiledScale, type Layout, remembering, type Term } from "./compile.ts";
import type { Scale } from "./scale.ts";
import type { ScaleScore } from "./scale-score.ts";

export type Part = { index: number; times: number; compiled: CompiledScale };

/** How many keys each field of the packed key can hold: parts, items and points. */
type Widths = { parts: number; items: number; points: number };

const packed = (w: Widths, f: { unscored: number; prorated: number; answered: number; value: number }): number =>
  ((f.unscored * w.parts + f.prorated) * w.items + f.answered) * w.points + f.value;

function contribution(widths: Widths, score: ScaleScore, times: number): number {
  const answered = score.answered;
  if (score.kind === "unscored") return packed(widths, { unscored: 1, prorated: 0, answered, value: 0 });
  return packed(widths, { unscored: 0, prorated: score.prorated ? 1 : 0, answered, value: score.value * times });
}

function settleSum(scale: Scale, widths: Widths, key: number, circumstances: Circumstances): ScaleScore {
  const value = key % widths.points;
  const answered = Math.floor(key / widths.points) % widths.items;
  const flags = Math.floor(key / (widths.points * widths.items));
  const counts = { scale: scale.id, answered, items: widths.items - 1 };
  if (flags >= widths.parts) return { ...counts, kind: "unscored", reason: "scale-missing" };
  const prorated = flags > 0;
  return { ...counts, kind: "scored", value, raw: value, prorated, bands: bandsOf(scale, value, circumstances) };
}

/**
 * A sum of other scales' scores, as they stand after rounding. It needs every one of them: a total of what was
 * left would look like a lower score (SDQ: the strict rule).
 */
export function compileSum({ circumstances }: Layout, scale: Scale, parts: readonly Part[]): CompiledScale {
  const add = (each: (part: Part) => number) => parts.reduce((sum, part) => sum + each(part), 0);
  const widths: Widths = {
    parts: parts.length + 1,
    items: 1 + add((part) => part.compiled.outcome(0).items),
    points: 1 + add((part) => part.compiled.scale.range.max * part.times),
  };
  const terms = parts.map(
    ({ index, times, compiled }): Term => ({
      from: "scale",
      index,
      adds: Int32Array.from({ length: compiled.keys }, (_, key) => contribution(widths, compiled.outcome(key), times)),
    }),
  );
  const keys = widths.parts * widths.parts * widths.items * widths.points;
  const settle = (key: number) => settleSum(scale, widths, key, circumstances);
  return { scale, terms, keys, outcome: remembering(keys, settle) };
}
