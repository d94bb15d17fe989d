import { type Cutoff, isCase } from "./cutoffs.ts";
import { type ReliableThreshold, type ReliableVerdict, reliableVerdict } from "./reliable-change.ts";
import { type Proportion, wilson } from "./wilson.ts";

/** One person's outcome on one scale. "harmed" is a label of the file format: on screen "reliably worse, now in the clinical range". */
export type Category = "recovered" | "improved" | "unchanged" | "deteriorated" | "harmed";

export type Classified = { verdict: ReliableVerdict; casePre: boolean; casePost: boolean; category: Category };

/**
 * Who recovered: reliably better, in the clinical range before and out of it after. Who was no case before cannot
 * recover. Source: Jacobson & Truax 1991; docs/rules/statistics.md 1.5.
 */
export function categoryOf(verdict: ReliableVerdict, casePre: boolean, casePost: boolean): Category {
  if (verdict === "improved" && casePre && !casePost) return "recovered";
  return verdict === "deteriorated" && !casePre && casePost ? "harmed" : verdict;
}

/** Classifies one matched pair by a threshold of reliable change and a cut-off. */
export function classify(
  pre: number,
  post: number,
  improvement: number,
  threshold: ReliableThreshold,
  cutoff: Cutoff,
): Classified {
  const verdict = reliableVerdict(improvement, threshold);
  const casePre = isCase(pre, cutoff);
  const casePost = isCase(post, cutoff);
  return { verdict, casePre, casePost, category: categoryOf(verdict, casePre, casePost) };
}

export type ClinicalChange = Record<Category, number>;

/** How many fall in each category; every pair is in exactly one. */
export function clinicalChange(people: readonly Classified[]): ClinicalChange {
  const tally: ClinicalChange = { recovered: 0, improved: 0, unchanged: 0, deteriorated: 0, harmed: 0 };
  for (const { category } of people) tally[category]++;
  return tally;
}

export type FourIndices = {
  n_case_at_pre: number;
  recovery: Proportion;
  reliable_improvement: Proportion;
  reliable_recovery: Proportion;
  reliable_deterioration: Proportion;
  no_reliable_change: Proportion;
};

/**
 * The four indices of the NHS, shown together or not at all: recovery and reliable recovery out of those who were cases
 * before, reliable improvement and deterioration out of everybody matched (docs/rules/statistics.md 1.6, decision 8).
 */
export function fourIndices(people: readonly Classified[]): FourIndices {
  const n = people.length;
  const count = (is: (person: Classified) => boolean) => people.filter(is).length;
  const cases = count((p) => p.casePre);
  const recovered = (p: Classified) => p.casePre && !p.casePost;
  return {
    n_case_at_pre: cases,
    recovery: wilson(count(recovered), cases),
    reliable_improvement: wilson(
      count((p) => p.verdict === "improved"),
      n,
    ),
    reliable_recovery: wilson(
      count((p) => recovered(p) && p.verdict === "improved"),
      cases,
    ),
    reliable_deterioration: wilson(
      count((p) => p.verdict === "deteriorated"),
      n,
    ),
    no_reliable_change: wilson(
      count((p) => p.verdict === "unchanged"),
      n,
    ),
  };
}
