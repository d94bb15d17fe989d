import { Temporal } from "temporal-polyfill";
import { pairedLinesChart } from "../../charts/paired-lines-chart.ts";
import type { ScatterChart } from "../../charts/scatter-chart.ts";
import { scatterChart } from "../../charts/scatter-chart.ts";
import { HIDDEN, isTooClose, suppressed, suppressLine } from "../../disclosure/suppression.ts";
import { dayOf, longDay } from "../../domain/calendar.ts";
import { decimalsFor, shown } from "../../statistics/display.ts";
import type { CohortScale } from "./cohort-outcomes-queries.ts";
import type { ProgrammeFacts } from "./cohort-queries.ts";
import type { MadeAgain } from "./made-again-queries.ts";
import { countLines, crossingLines, effectLine, type Line, meanLines, reliableLines } from "./outcome-words.ts";
import { outcomePaths } from "./paths.ts";

type Marked = { source: readonly string[]; status: "verified" | "unverified" };

const row = ({ said, value }: Line) => [{ text: said }, { text: value }];
const verified = ({ status }: Marked): string => (status === "verified" ? "" : ", not verified");

/** Where the numbers of one scale come from: definition, threshold and cut-off, each with its source and mark. */
function method({ definition, scale, threshold, cutOff }: CohortScale) {
  const named = (fact: Marked) =>
    fact.source.map((id) => (definition.references[id]?.text ?? id).replace(/\.$/, "")).join("; ");
  return [
    { key: { text: "Measure" }, value: { text: `${definition.title}, version ${definition.version}` } },
    {
      key: { text: "Direction" },
      value: {
        text: `${scale.direction === "higher-is-better" ? "Higher is better" : "Higher is more difficulty"}. Improvement is always shown as positive.`,
      },
    },
    ...(scale.status === "unverified"
      ? [{ key: { text: "Scoring" }, value: { text: "Which items make this scale and how: not verified" } }]
      : []),
    { key: { text: "Range" }, value: { text: `${scale.range.min} to ${scale.range.max}` } },
    {
      key: { text: "Reliable change" },
      value: {
        text: threshold
          ? `${threshold.counts === "reached" ? "at least" : "more than"} ${shown(threshold.points, threshold.counts === "reached" ? 0 : 1)} points (${named(threshold)})${verified(threshold)}`
          : "No threshold available",
      },
    },
    {
      key: { text: "Cut-off" },
      value: { text: cutOff ? `${cutOff.label} (${named(cutOff)})${verified(cutOff)}` : "None" },
    },
    {
      key: { text: "Interval" },
      value: {
        text: "95%, paired t. Effect size: mean improvement by the spread before, corrected for small samples (g, SMCRH).",
      },
    },
    {
      key: { text: "Counted" },
      value: { text: "People with both scores answered in their windows, by the same carer, on forms that pair." },
    },
  ];
}

/** The finding where it would name a count that the table hides: only as much of it as may be told. Null where all may be. */
function shownFinding({ better, same, worse, pairs }: CohortScale["outcome"]): string | null {
  const [shownBetter, ...others] = suppressLine([better, same, worse]);
  if (shownBetter === HIDDEN) return `Before and after, ${pairs.length} people`;
  return others.includes(HIDDEN) ? `${better} of ${pairs.length} people scored better after than before` : null;
}

/** The charts of one scale; from ten pairs, without ids (docs/rules/statistics.md, decision 10). */
function charts({
  definition,
  scale,
  threshold,
  cutOff,
  outcome,
}: CohortScale): { scatter: ScatterChart; lines: ReturnType<typeof pairedLinesChart> } | null {
  if (!outcome.tier.individualCharts || outcome.pairs.length === 0) return null;
  const name = `${definition.acronym} ${scale.title.toLowerCase()}`;
  const dir = scale.direction === "higher-is-better" ? (1 as const) : (-1 as const);
  const decimals = decimalsFor(outcome.pairs.flatMap(({ pre, post }) => [pre, post]));
  const scatter = scatterChart({
    id: "scatter",
    pairs: outcome.pairs,
    dir,
    scale: name,
    reliablePoints: threshold?.points ?? null,
    cutoff: cutOff?.value ?? null,
  });
  return {
    scatter: { ...scatter, title: shownFinding(outcome) ?? scatter.title },
    lines: pairedLinesChart({ id: "lines", pairs: outcome.pairs, dir, scale: name, decimals }),
  };
}

/** Those who never came back, beside those who did: did they begin at another level? */
function lostLine({ outcome }: CohortScale): Line[] {
  const { before, beforeOfLost, tier } = outcome;
  if (!tier.means || beforeOfLost.n < 10) return [];
  const decimals = 1;
  return [
    {
      said: "Mean before, of those with a first score only",
      value: `${shown(beforeOfLost.mean, decimals)}, beside ${shown(before.mean, decimals)} of those with both`,
    },
  ];
}

/** "60, the last on 3 March 2026": suppressed as every count is, also where the rest would tell of a few. No row where none was. */
function madeAgainRow({ again, scored, lastAt }: MadeAgain) {
  if (lastAt === null) return [];
  const count = again === scored ? "All of them" : isTooClose(again, scored) ? HIDDEN : suppressed(again);
  const day = longDay(dayOf(Temporal.Instant.from(lastAt)));
  return [{ key: { text: "Scores made again" }, value: { text: `${count}, the last on ${day}` } }];
}

export function scalePage(programme: ProgrammeFacts, found: CohortScale, madeAgain: MadeAgain) {
  const { definition, scale, outcome } = found;
  return {
    title: `${definition.acronym} ${scale.title.toLowerCase()}`,
    caption: programme.name,
    breadcrumbs: [
      { text: "Outcomes", href: outcomePaths.cohorts() },
      { text: programme.name, href: outcomePaths.cohort(programme.id) },
      { text: `${definition.acronym} ${scale.title.toLowerCase()}` },
    ],
    badge: outcome.tier.badge,
    caveats: found.caveats,
    counts: countLines(outcome).map(row),
    results: [
      ...meanLines(outcome),
      effectLine(outcome),
      ...reliableLines(outcome),
      ...crossingLines(outcome),
      ...lostLine(found),
    ].map(row),
    more:
      outcome.tier.moreFrom === null
        ? ""
        : `More can be said from ${outcome.tier.moreFrom} people with both questionnaires.`,
    charts: charts(found),
    method: [...method(found), ...madeAgainRow(madeAgain)],
  };
}
