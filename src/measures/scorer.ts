import { type CompiledScale, compileItems, compileTable, type Layout } from "./compile.ts";
import { compileSum } from "./compile-sum.ts";
import type { Definition } from "./definition.ts";
import type { Scale } from "./scale.ts";

/** A definition compiled for rows whose columns are these items. `scales` are those that the columns can feed. */
export type Scorer = { definition: Definition; columns: readonly number[]; scales: readonly CompiledScale[] };

const needed = (scale: Scale): number[] => [...scale.items, ...(scale.gate ? [scale.gate.item] : [])];

function compileScale(layout: Layout, scale: Scale, earlier: readonly CompiledScale[]): CompiledScale | undefined {
  const { aggregate } = scale;
  if (aggregate.kind === "sum" || aggregate.kind === "mean") {
    return needed(scale).every((item) => layout.columns.includes(item)) ? compileItems(layout, scale) : undefined;
  }
  if (aggregate.kind === "typed") return undefined;
  const wanted = aggregate.kind === "table" ? [{ scale: aggregate.of, times: 1 }] : aggregate.terms;
  const parts = wanted.flatMap(({ scale: id, times }) => {
    const index = earlier.findIndex((one) => one.scale.id === id);
    return index < 0 ? [] : [{ index, times, compiled: earlier[index]! }];
  });
  if (parts.length < wanted.length) return undefined;
  return aggregate.kind === "table"
    ? compileTable(layout, scale, parts[0]!.index, parts[0]!.compiled)
    : compileSum(layout, scale, parts);
}

/**
 * Compiles the one scorer of a measure, for rows with these columns (default: all its items). A scale whose items
 * have no column is left out, and so is a total that is typed (`scoreTotals`). The definition must have been checked: its scales refer only to earlier ones.
 */
export function compileScorer(
  definition: Definition,
  {
    columns = definition.items.map((item) => item.number),
    circumstances = {},
  }: Partial<Omit<Layout, "definition">> = {},
): Scorer {
  const scales: CompiledScale[] = [];
  for (const scale of definition.scales) {
    const compiled = compileScale({ definition, columns, circumstances }, scale, scales);
    if (compiled) scales.push(compiled);
  }
  return { definition, columns, scales };
}
