import { normalDensity, normalUpper } from "./numerics/normal.ts";

/**
 * The improvement to expect with no programme at all when only scores beyond `cut` are taken from a normal population:
 * SD (1 - r) phi(z) / (1 - Phi(z)), z = |cut - mean| / SD (Barnett 2005, eq. 1). For teaching and planning; never taken
 * off a real mean, since mean and r of our population are unknown (docs/rules/statistics.md 2.9).
 */
export function expectedRegression(population: { mean: number; sd: number }, cut: number, r: number): number {
  const z = Math.abs(cut - population.mean) / population.sd;
  return (population.sd * (1 - r) * normalDensity(z)) / normalUpper(z);
}
