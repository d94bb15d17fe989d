import type { MaybeInterval } from "./paired-t.ts";
import type { Proportion } from "./wilson.ts";

/** What is printed where there is no number. */
export const NO_NUMBER = "not available";

/** From this many on, a percentage is shown with one decimal. */
const FEWEST_FOR_DECIMAL_PERCENT = 200;

/**
 * A number with fixed decimals, rounded once, half away from zero, as a reader of the decimal number expects (1.005
 * gives 1.01); "0.0", never "-0.0"; null gives "not available". Source: docs/rules/statistics.md 0, Display rounding.
 */
export function shown(x: number | null, decimals: number): string {
  if (x === null) return NO_NUMBER;
  const scale = 10 ** decimals;
  const scaled = Math.abs(x) * scale;
  const whole = scaled < Number.MAX_SAFE_INTEGER / 4 ? Math.floor(scaled * (1 + 1e-13) + 0.5) : scaled;
  return ((Math.sign(x) * whole) / scale).toFixed(decimals);
}

/** Decimals for means, SDs and their intervals: 1 on scales scored in whole points, 2 on others. */
export const decimalsFor = (scores: readonly number[]): 1 | 2 => (scores.every(Number.isInteger) ? 1 : 2);

/** "1.4 to 5.0": with "to", because a dash reads as a minus. */
export const shownInterval = ([low, high]: readonly [number | null, number | null], decimals: number): string =>
  `${shown(low, decimals)} to ${shown(high, decimals)}`;

/** "3.2 (95% CI 1.4 to 5.0)"; where there is no interval it says so. */
export function shownEstimate(estimate: number | null, interval: MaybeInterval, decimals: number): string {
  if (estimate === null) return NO_NUMBER;
  const within = interval[0] === null ? "no 95% CI" : `95% CI ${shownInterval(interval, decimals)}`;
  return `${shown(estimate, decimals)} (${within})`;
}

/** p with three decimals; "<0.001" below that, never "0.000". */
export function shownP(p: number | null): string {
  if (p === null) return NO_NUMBER;
  return p < 0.001 ? "<0.001" : shown(p, 3);
}

/** "31 of 52 (60%, 95% CI 46% to 72%)": never without its denominator. One decimal from 200 on. */
export function shownProportion({ x, n, estimate, low, high }: Proportion): string {
  const percent = (share: number | null) =>
    share === null ? NO_NUMBER : `${shown(share * 100, n >= FEWEST_FOR_DECIMAL_PERCENT ? 1 : 0)}%`;
  return n === 0 ? "0 of 0" : `${x} of ${n} (${percent(estimate)}, 95% CI ${percent(low)} to ${percent(high)})`;
}
