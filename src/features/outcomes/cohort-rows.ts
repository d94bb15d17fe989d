import type { Day } from "../../domain/calendar.ts";
import type { ScaleRecord } from "./cohort.ts";

/** One scale's score on one occasion of one enrolment, as the views have it. No name, no contact, no words. */
export type ScoreRow = {
  enrolmentId: string;
  carerId: string;
  measureId: string;
  edition: number;
  revision: number | null;
  scorer: string | null;
  form: string;
  timepoint: string;
  aboutId: string;
  informantId: string;
  mode: string | null;
  lateDays: number | null;
  unpairedReason: string | null;
  closesOn: Day;
  scale: string | null;
  value: number | null;
};

/** Decides whether two scores may be compared; the measures feature's rule, handed in so that this stays pure. */
export type Pairing = (before: ScoreRow, after: ScoreRow) => string | null;

/** Headline scores are those answered in their window by the person asked first (docs/rules/statistics.md, decision 4). */
const counts = (row: ScoreRow | undefined): row is ScoreRow & { value: number } =>
  row !== undefined && row.value !== null && (row.lateDays ?? 0) === 0 && row.unpairedReason === null;

/**
 * The records of one scale: one a person asked about. A carer on two runs answers about themselves once here, from the first
 * enrolment, so that nobody counts twice (docs/rules/statistics.md 2.11).
 */
export function recordsOf(
  rows: readonly ScoreRow[],
  measureId: string,
  scale: string,
  enrolments: readonly { id: string }[],
  pairing: Pairing,
  today: Day,
): ScaleRecord[] {
  const own = rows.filter((row) => row.measureId === measureId && (row.scale === scale || row.scale === null));
  const byEnrolment = Map.groupBy(own, ({ enrolmentId }) => enrolmentId);
  const seen = new Set<string>();
  return enrolments.flatMap(({ id }): ScaleRecord[] => {
    const asked = byEnrolment.get(id) ?? [];
    const about = asked[0]?.aboutId;
    if (about === undefined || seen.has(about)) return [];
    seen.add(about);
    return [recordOf(asked, scale, pairing, today)];
  });
}

function recordOf(asked: readonly ScoreRow[], scale: string, pairing: Pairing, today: Day): ScaleRecord {
  const at = (timepoint: string) =>
    asked.filter((row) => row.timepoint === timepoint && row.scale === scale).find(counts);
  const [before, after] = [at("T1"), at("T2")];
  return {
    pre: before?.value ?? null,
    post: after?.value ?? null,
    refused: before && after ? pairing(before, after) : null,
    pending: after === undefined && asked.some((row) => row.timepoint === "T2" && row.closesOn >= today),
    modeChanged: before !== undefined && after !== undefined && before.mode !== after.mode,
  };
}

/** What made the scores of one scale: "1.0, scorer 1". More than one where some were not made again by what is installed. */
export const versionsOf = (rows: readonly ScoreRow[], measureId: string, scale: string): string[] => {
  const own = rows.filter((row) => row.measureId === measureId && row.scale === scale && row.value !== null);
  return [...new Set(own.map(({ edition, revision, scorer }) => `${edition}.${revision}, scorer ${scorer}`))].sort();
};

/** How many answered after the window closed: kept, and left out of the headline. */
export const lateOf = (rows: readonly ScoreRow[], measureId: string, scale: string): number =>
  rows.filter(
    (row) => row.measureId === measureId && row.scale === scale && (row.lateDays ?? 0) > 0 && row.value !== null,
  ).length;
