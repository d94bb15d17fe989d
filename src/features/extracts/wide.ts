import type { Day } from "../../domain/calendar.ts";
import { ethnicGroup, TIMEPOINTS, type WideColumn } from "./variables.ts";

export type WideEnrolment = {
  id: string;
  carerKey: string;
  childKey: string;
  referredOn: Day;
  enrolledOn: Day;
  childBirthYear: string | null;
  carerBirthYear: string | null;
  carerEthnicity: string;
  arrangement: string | null;
  outcome: string | null;
  leftReason: string | null;
  attended: number;
  offered: number;
};

export type WideScore = {
  enrolmentId: string;
  measureId: string;
  scale: string | null;
  timepoint: string;
  form: string;
  value: number | null;
  answeredOn: Day | null;
  mode: string | null;
  lateDays: number | null;
};

type Ids = { carer: (key: string) => string; child: (key: string) => string };

/** One row of the wide file: a carer and the child that the questions were about. Blank is missing, never 0. */
export function wideRow(
  enrolment: WideEnrolment,
  scores: readonly WideScore[],
  columns: readonly WideColumn[],
  ids: Ids,
  daysFromReferral: (day: Day) => number,
): (string | number | null)[] {
  const year = Number(enrolment.referredOn.slice(0, 4));
  const age = (birthYear: string | null) => (birthYear === null ? null : year - Number(birthYear));
  const at = (measureId: string, timepoint: string) =>
    scores.filter((row) => row.measureId === measureId && row.timepoint === timepoint);
  const scored = columns.flatMap(({ measureId, scale }) =>
    TIMEPOINTS.map((timepoint) => at(measureId, timepoint).find((row) => row.scale === scale)?.value ?? null),
  );
  const occasions = [...new Set(columns.map(({ measureId }) => measureId))].flatMap((measureId) =>
    TIMEPOINTS.flatMap((timepoint) => {
      const answered = at(measureId, timepoint).find((row) => row.answeredOn !== null);
      return [
        answered?.answeredOn ? daysFromReferral(answered.answeredOn) : null,
        answered?.mode ?? null,
        answered ? (answered.lateDays ?? 0) : null,
      ];
    }),
  );
  return [
    ids.carer(enrolment.carerKey),
    ids.child(enrolment.childKey),
    daysFromReferral(enrolment.enrolledOn),
    age(enrolment.childBirthYear),
    age(enrolment.carerBirthYear),
    ethnicGroup(enrolment.carerEthnicity),
    enrolment.arrangement,
    enrolment.outcome,
    enrolment.leftReason,
    enrolment.attended,
    enrolment.offered,
    ...scored,
    ...occasions,
  ];
}
