import type { PrePostConfig } from "./prepost-config.ts";

/** Why a section is absent or holds nulls, by the name of the section. */
export type NullReasons = Partial<
  Record<"attrition" | "correlation" | "t_test" | "wilcoxon" | "effect_sizes" | "rci" | "cutoff", string>
>;

/** What is looked at to see what is missing; the rest of a result does not matter here. */
type Outcome = {
  counts: { n_matched: number };
  attrition?: object;
  correlation: { pearson_r: number | null };
  t_test: { t: number | null };
  wilcoxon?: { n_used: number };
  rci?: object;
  cutoff_used?: object;
};

/** "n<2" below two pairs, else the reason given when `missing`, else nothing to explain. */
const unless = (n: number, missing: boolean, reason: string) => (n < 2 ? "n<2" : missing ? reason : undefined);

function wilcoxonReason({ wilcoxon }: Outcome): string | undefined {
  if (!wilcoxon) return "n=0";
  return wilcoxon.n_used === 0 ? "all changes are zero" : undefined;
}

/** The reason for every result that could not be computed. What was not asked for needs no reason. */
export function nullReasons(result: Outcome, config: PrePostConfig): NullReasons {
  const n = result.counts.n_matched;
  const flat = result.t_test.t === null;
  const wantsReliableChange = config.sd_rci != null || config.r != null;
  const reasons: NullReasons = {
    attrition: result.attrition ? undefined : "needs >=2 in each group and some variance",
    correlation: unless(n, result.correlation.pearson_r === null, "zero variance at pre or post"),
    t_test: unless(n, flat, "zero variance of change"),
    wilcoxon: wilcoxonReason(result),
    effect_sizes: unless(n, flat, "zero variance of change"),
    rci: n > 0 && wantsReliableChange && !result.rci ? "SD for RCI is zero or undefined" : undefined,
    cutoff: n > 0 && config.cutoff && !result.cutoff_used ? "cut-off needs norms or the SD of two pairs" : undefined,
  };
  return Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason !== undefined));
}
