/**
 * A second implementation of what typed totals may be, written from the sheets and not from the definitions: only for
 * tests. By scale: lowest, highest, whether whole, and on which side of the cut-off a value is clinical.
 */
export type Typed = Record<string, number | null>;
export type Verdict = Record<string, "refused" | "blank" | "clinical" | "not clinical" | "no cut-off">;

type Rule = { low: number; high: number; decimals: 0 | 1; clinical?: (value: number) => boolean };

const rule = (low: number, high: number, clinical?: Rule["clinical"]): Rule =>
  clinical ? { low, high, decimals: 0, clinical } : { low, high, decimals: 0 };

const outcome = (below: number): Rule => ({ low: 0, high: 40, decimals: 1, clinical: (value) => value < below });

export const TOTALS: Record<string, Record<string, Rule>> = {
  ecbi: { intensity: rule(36, 252, (value) => value >= 131), problem: rule(0, 36, (value) => value >= 15) },
  ors: { total: outcome(25) },
  cors: { total: outcome(28) },
  "bac-c": { total: rule(0, 40) },
  "bac-a": { total: rule(0, 40) },
  "rcads-p-47": {
    "separation-anxiety": rule(0, 21),
    "social-phobia": rule(0, 27),
    "generalised-anxiety": rule(0, 18),
    panic: rule(0, 27),
    "obsessive-compulsive": rule(0, 18),
    depression: rule(0, 30),
    "total-anxiety": rule(0, 111),
    "total-internalising": rule(0, 141),
  },
};

/** Whether RCADS totals contradict each other; a blank part contradicts nothing. */
function rcadsRefused(typed: Typed): string[] {
  const anxiety = ["separation-anxiety", "social-phobia", "generalised-anxiety", "panic", "obsessive-compulsive"];
  const unlike = (total: string, parts: string[]) => {
    const values = [total, ...parts].map((id) => typed[id] ?? null);
    if (values.includes(null)) return false;
    const [sum = 0, ...rest] = values.map(Number);
    return sum !== rest.reduce((all, one) => all + one, 0);
  };
  return [
    ...(unlike("total-anxiety", anxiety) ? ["total-anxiety"] : []),
    ...(unlike("total-internalising", ["total-anxiety", "depression"]) ? ["total-internalising"] : []),
  ];
}

/** What each typed total is: refused, left blank, or on which side of its cut-off (as rated by the carer). */
export function verdictOf(id: string, typed: Typed): Verdict {
  const unlike = id === "rcads-p-47" ? rcadsRefused(typed) : [];
  return Object.fromEntries(
    Object.entries(TOTALS[id]!).map(([scale, { low, high, decimals, clinical }]): [string, Verdict[string]] => {
      const value = typed[scale] ?? null;
      if (value === null) return [scale, "blank"];
      const isWellFormed = value.toFixed(decimals) === value.toFixed(6).replace(/\.?0+$/, "") || value % 1 === 0;
      if (value < low || value > high || !isWellFormed || unlike.includes(scale)) return [scale, "refused"];
      if (!clinical) return [scale, "no cut-off"];
      return [scale, clinical(value) ? "clinical" : "not clinical"];
    }),
  );
}
