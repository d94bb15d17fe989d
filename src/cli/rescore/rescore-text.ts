import {
  type MovedScore,
  madeBySaid,
  type NotScored,
  sideSaid,
  timepointSaid,
} from "../../features/questionnaires/index.ts";
import { csvLine } from "../../files/csv-writing.ts";
import { measureById } from "../../measures/index.ts";

export type Format = "text" | "csv";

const COLUMNS = [
  "assessment",
  "measure",
  "timepoint",
  "scale",
  "old_value",
  "old_band",
  "new_value",
  "new_band",
  "moved_band",
  "old_version",
  "old_scorer",
  "new_version",
  "new_scorer",
];

/** What stands above the list: the columns of the CSV. */
export const heading = (format: Format): string => (format === "csv" ? csvLine(COLUMNS) : "");

const acronymOf = (measureId: string): string => measureById(measureId)?.acronym ?? measureId;

const versionOf = ({ edition, revision }: { edition: number; revision: number }): string => `${edition}.${revision}`;

/** One scale that says something else, as a line: by the assessment's id, and never by a name. */
export function lineOf(format: Format, { assessmentId, measureId, timepoint, scale, ...move }: MovedScore): string {
  const { before, after, from, to, isBand } = move;
  if (format === "text") {
    const what = `${acronymOf(measureId)} ${scale}, ${timepointSaid(timepoint).toLowerCase()}`;
    return `${assessmentId}  ${what}: ${sideSaid(before)} (${madeBySaid(from)}) -> ${sideSaid(after)} (${madeBySaid(to)})\n`;
  }
  return csvLine([
    assessmentId,
    measureId,
    timepoint,
    scale,
    before.value,
    before.band,
    after.value,
    after.band,
    isBand ? "yes" : "no",
    versionOf(from),
    from.scorer,
    versionOf(to),
    to.scorer,
  ]);
}

/** Why one answer sheet was left as it is. */
export const notScoredLine = ({ assessmentId, measureId, timepoint, why }: NotScored): string =>
  `${assessmentId}  ${acronymOf(measureId)}, ${timepointSaid(timepoint).toLowerCase()}: not scored again: ${why}\n`;

export type Tally = { again: number; scales: number; bands: number; notScored: number };

const counted = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

/** The counts at the end; with nothing left to do, that. */
export function tallySaid({ again, scales, bands, notScored }: Tally, isDry: boolean): string {
  if (again === 0 && notScored === 0) return "Nothing to score again: every score is by the installed versions\n";
  const did = isDry ? "would be scored again (nothing was scored)" : "scored again";
  const moved = scales === 0 ? "every score and band as before" : movedSaid(scales, bands);
  const left =
    notScored === 0 ? "" : `\n${counted(notScored, "answer sheet was", "answer sheets were")} left as before`;
  return `${counted(again, "answer sheet", "answer sheets")} ${did}: ${moved}${left}\n`;
}

const movedSaid = (scales: number, bands: number): string =>
  `${counted(scales, "scale says", "scales say")} something else, ${bands} of them in another band`;
