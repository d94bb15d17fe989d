import { pointTable } from "./compile.ts";
import type { Definition } from "./definition.ts";
import type { Scale } from "./scale.ts";

export type Range = { min: number; max: number };

function itemRange(definition: Definition, scale: Scale): Range {
  const tables = scale.items.map((item) => [...pointTable(definition, scale, item).values()]);
  const total = (pick: (...points: number[]) => number) => tables.reduce((sum, points) => sum + pick(...points), 0);
  const { aggregate, gate } = scale;
  const factor = aggregate.kind === "mean" ? aggregate.times / tables.length : 1;
  const [min, max] = [total(Math.min) * factor, total(Math.max) * factor];
  return gate ? { min: Math.min(min, gate.score), max: Math.max(max, gate.score) } : { min, max };
}

/**
 * The lowest and highest score that a fully answered form can give. Undefined when the scale refers to a scale
 * that does not stand before it, and for a typed total, whose items are not here. Throws when its items are not all there.
 */
export function attainableRange(definition: Definition, scale: Scale): Range | undefined {
  const { aggregate } = scale;
  if (aggregate.kind === "sum" || aggregate.kind === "mean") return itemRange(definition, scale);
  const earlier = definition.scales.slice(0, definition.scales.indexOf(scale));
  if (aggregate.kind === "table") {
    const values = aggregate.values.map((row) => row[1]);
    return { min: Math.min(...values), max: Math.max(...values) };
  }
  if (aggregate.kind === "typed") return undefined;
  const parts = aggregate.terms.map(({ scale: id, times }) => {
    const part = earlier.find((one) => one.id === id);
    const range = part && attainableRange(definition, part);
    return range && { min: range.min * times, max: range.max * times };
  });
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.reduce<Range>((sum, part) => ({ min: sum.min + part!.min, max: sum.max + part!.max }), {
    min: 0,
    max: 0,
  });
}

/** The scores at which a band table is tried: those of the table, or every whole number of the range. */
export function attainableScores({ aggregate, range }: Scale): number[] {
  if (aggregate.kind === "table") return aggregate.values.map((row) => row[1]);
  return Array.from({ length: Math.floor(range.max - range.min) + 1 }, (_, i) => range.min + i);
}
