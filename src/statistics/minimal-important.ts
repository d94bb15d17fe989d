import { EPSILON } from "./scores.ts";
import { type Proportion, wilson } from "./wilson.ts";

export type MinimalImportant = {
  mid: number;
  n_improved_ge_mid: number;
  n_worse_ge_mid: number;
  p_improved_ge_mid: Proportion;
};

/** How many changed by at least the minimal important difference, reached to within 1e-9 (docs/rules/statistics.md 1.8). */
export function minimalImportant(improvement: readonly number[], mid: number): MinimalImportant {
  const improved = improvement.filter((d) => d >= mid - EPSILON).length;
  const worse = improvement.filter((d) => d <= -mid + EPSILON).length;
  return {
    mid,
    n_improved_ge_mid: improved,
    n_worse_ge_mid: worse,
    p_improved_ge_mid: wilson(improved, improvement.length),
  };
}
