import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import {
  allMeasures,
  type CutOff,
  changeOf,
  cutOffOf,
  type Definition,
  pairOf,
  type Scale,
  type Threshold,
  thresholdsOf,
} from "../../measures/index.ts";
import { type ScaleOutcome, scaleOutcome } from "./cohort.ts";
import {
  type CohortDefinition,
  countCarersWithSeveral,
  type EnrolmentRow,
  listEnrolments,
  listScores,
} from "./cohort-queries.ts";
import { lateOf, type Pairing, recordsOf, type ScoreRow, versionsOf } from "./cohort-rows.ts";
import { outcomeCaveats } from "./outcome-caveats.ts";
import { factsOfScale } from "./scale-facts.ts";

/** One scale of one measure in one cohort: what it is, what came of it, and what must be said beside it. */
export type CohortScale = {
  definition: Definition;
  scale: Scale;
  threshold: Threshold | null;
  cutOff: CutOff | null;
  outcome: ScaleOutcome;
  caveats: string[];
};

export type CohortOutcomes = { enrolments: EnrolmentRow[]; scores: ScoreRow[]; scales: CohortScale[] };

const INFORMANT = "carer";

/** Whether two scores of a scale may be compared, by the measures feature's own rule. */
const pairingFor =
  (definition: Definition, scale: string): Pairing =>
  (before, after) => {
    const at = (row: ScoreRow) => ({
      measure: row.measureId,
      version: `${row.edition}.${row.revision ?? 0}`,
      form: row.form,
      informant: INFORMANT as "carer",
      role: row.informantId,
      value: row.value,
    });
    const change = changeOf(definition, scale, at(before), at(after));
    return change.ok ? null : change.error;
  };

/** Goals and the recount are reported apart, and our own questions never beside a standardised measure. */
const isOutcome = ({ kind, standardised }: Definition): boolean =>
  standardised && (kind === "questionnaire" || kind === "totals");

/** The cohort with every scale that was asked of it, in the registry's order: three queries, then pure work. */
export async function cohortOutcomes(
  db: Db,
  cohort: CohortDefinition,
  isGroup: boolean,
  today: Day,
): Promise<CohortOutcomes> {
  const [enrolments, scores, several] = await Promise.all([
    listEnrolments(db, cohort),
    listScores(db, cohort),
    countCarersWithSeveral(db, cohort),
  ]);
  const asked = new Set(scores.map(({ measureId }) => measureId));
  const scales = allMeasures()
    .filter((definition) => asked.has(definition.id) && isOutcome(definition))
    .flatMap((definition) =>
      definition.scales.map((scale) => cohortScale(definition, scale, enrolments, scores, { several, isGroup, today })),
    );
  return { enrolments, scores, scales };
}

function cohortScale(
  definition: Definition,
  scale: Scale,
  enrolments: readonly EnrolmentRow[],
  scores: readonly ScoreRow[],
  known: { several: number; isGroup: boolean; today: Day },
): CohortScale {
  const threshold = thresholdsOf(scale, INFORMANT)[0] ?? null;
  const cutOff = cutOffOf(scale, INFORMANT) ?? null;
  const records = recordsOf(scores, definition.id, scale.id, enrolments, pairingFor(definition, scale.id), known.today);
  const outcome = scaleOutcome(records, factsOfScale(scale, threshold, cutOff));
  return {
    definition,
    scale,
    threshold,
    cutOff,
    outcome,
    caveats: outcomeCaveats(outcome, {
      formCaveat: formCaveatOf(definition, scores),
      thresholdUnverified: threshold?.status === "unverified",
      cutOffUnverified: cutOff?.status === "unverified",
      versions: versionsOf(scores, definition.id, scale.id),
      readUnder: definition.version,
      late: lateOf(scores, definition.id, scale.id),
      severalEnrolments: known.several,
      isGroup: known.isGroup,
    }),
  };
}

/** What the definition says of the pair of forms that this cohort used. */
function formCaveatOf(definition: Definition, scores: readonly ScoreRow[]): string | null {
  const formAt = (timepoint: string) =>
    scores.find((row) => row.measureId === definition.id && row.timepoint === timepoint && row.scale !== null)?.form;
  const [first, second] = [formAt("T1"), formAt("T2")];
  return (first && second && pairOf(definition, first, second)?.caveat) || null;
}
