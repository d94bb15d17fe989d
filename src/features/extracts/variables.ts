/** One variable of a file: its name, what it means, its values, and what it was made from. */
export type Variable = {
  name: string;
  label: string;
  type: "text" | "number" | "code";
  values: string;
  source: string;
};

export type WideColumn = {
  measureId: string;
  scale: string;
  label: string;
  direction: string;
  range: string;
  version: string;
};

export const TIMEPOINTS = ["T1", "T2", "T3"] as const;

export const columnName = (measureId: string, scale: string, timepoint: string) =>
  `${measureId}_${scale}_${timepoint}`.toLowerCase().replaceAll("-", "_");

/** The first columns: who (under a new random id), from where, on what footing, and what became of it. No date is a calendar date. */
const FIXED: readonly Variable[] = [
  {
    name: "carer_id",
    label: "Carer, a new random id in each file",
    type: "text",
    values: "c1, c2, ...",
    source: "made for this file",
  },
  {
    name: "child_id",
    label: "Index child, a new random id in each file",
    type: "text",
    values: "k1, k2, ...",
    source: "made for this file",
  },
  {
    name: "days_to_enrolment",
    label: "Days from referral to enrolment",
    type: "number",
    values: "0 and up",
    source: "referral, enrolment",
  },
  {
    name: "child_age",
    label: "Child's age in years, in the year of referral",
    type: "number",
    values: "blank: not known",
    source: "person",
  },
  {
    name: "carer_age",
    label: "Carer's age in years, in the year of referral",
    type: "number",
    values: "blank: not known",
    source: "person",
  },
  {
    name: "carer_ethnicity",
    label: "Carer's ethnicity, in five groups",
    type: "code",
    values: "white, mixed, asian, black, other, not_known",
    source: "DfE code, grouped",
  },
  {
    name: "arrangement",
    label: "Care arrangement at enrolment",
    type: "code",
    values: "as in the product's list; blank: none recorded",
    source: "care arrangement",
  },
  {
    name: "outcome",
    label: "How the enrolment ended",
    type: "code",
    values: "completed, left_early, did_not_start; blank: still on it",
    source: "enrolment",
  },
  {
    name: "left_reason",
    label: "Why they left early",
    type: "code",
    values: "coded; blank: did not",
    source: "enrolment",
  },
  {
    name: "sessions_attended",
    label: "Core sessions attended, catch-ups counted",
    type: "number",
    values: "0 and up",
    source: "register",
  },
  {
    name: "sessions_held",
    label: "Core sessions held",
    type: "number",
    values: "0 and up; cancelled by the service left out",
    source: "register",
  },
];

const ETHNIC_GROUPS: Record<string, string> = {
  W: "white",
  M: "mixed",
  A: "asian",
  C: "asian",
  B: "black",
  O: "other",
};
const NOT_KNOWN_ETHNICITY = new Set(["REFU", "NOBT"]);

/** DfE's eighteen codes in the five groups of the census (WOTH is white, MOTH mixed; CHNE stands under Asian, docs/rules/codes.md). */
export const ethnicGroup = (code: string): string =>
  NOT_KNOWN_ETHNICITY.has(code) ? "not_known" : (ETHNIC_GROUPS[code.charAt(0)] ?? "not_known");

/** Every variable of the wide file for these scales, in the order of its columns: the file's codebook. */
export function wideVariables(columns: readonly WideColumn[]): Variable[] {
  const asked = columns.flatMap(({ measureId, scale, label, direction, range, version }) =>
    TIMEPOINTS.map(
      (timepoint): Variable => ({
        name: columnName(measureId, scale, timepoint),
        label: `${label}, ${SAID[timepoint]}`,
        type: "number",
        values: `${range}; ${direction}; blank: no score`,
        source: `${measureId} ${version}`,
      }),
    ),
  );
  const occasions = [...new Set(columns.map(({ measureId }) => measureId))].flatMap((measureId) =>
    TIMEPOINTS.flatMap((timepoint): Variable[] => [
      {
        name: columnName(measureId, "day", timepoint),
        label: `Day answered, in days from referral, ${SAID[timepoint]}`,
        type: "number",
        values: "blank: not answered",
        source: measureId,
      },
      {
        name: columnName(measureId, "mode", timepoint),
        label: `How it was answered, ${SAID[timepoint]}`,
        type: "code",
        values: "paper, in-session, read-aloud, telephone, interpreter, totals (not known: only totals came)",
        source: measureId,
      },
      {
        name: columnName(measureId, "late", timepoint),
        label: `Days after the window closed, ${SAID[timepoint]}`,
        type: "number",
        values: "0: in the window; blank: not answered",
        source: measureId,
      },
    ]),
  );
  return [...FIXED, ...asked, ...occasions];
}

const SAID: Record<(typeof TIMEPOINTS)[number], string> = { T1: "before", T2: "after", T3: "at follow-up" };
