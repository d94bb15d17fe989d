import type { Deps, Write } from "../../../deps.ts";
import { ageOn, type Day, instantText } from "../../../domain/calendar.ts";
import { editionOf, measureById, seriesOf } from "../../../measures/index.ts";
import { planOf } from "../../programmes/index.ts";
import { askOnceOfPerson } from "./asked-once-queries.ts";
import { held, heldDaysOf } from "./held.ts";
import { type MeasureFacts, packsOf, type Scheduled, type Subjects, scheduleOf } from "./schedule.ts";
import type { Anchors } from "./window.ts";
import { holdsOf } from "./window-now-queries.ts";

/** What enrolling somebody fixes: who is asked about whom, by which plan, on which dates. */
export type Enrolling = {
  enrolmentId: string;
  referralId: string;
  familyId: string;
  carerId: string;
  childId: string;
  childBirthOn: Day | null;
  organisationId: string;
  programmeVersionId: string;
  enrolledOn: Day;
  sessions: readonly { number: number; day: Day }[];
};

type Outside = Pick<Deps, "db" | "newId" | "clock">;

function factsOf(measureId: string): MeasureFacts | undefined {
  const definition = measureById(measureId);
  if (!definition) return undefined;
  return {
    edition: Number(editionOf(definition.version)),
    series: seriesIdOf(measureId),
    ages: definition.ages ?? null,
  };
}

const subjectsOf = ({
  carerId,
  childId,
  childBirthOn,
}: Pick<Enrolling, "carerId" | "childId" | "childBirthOn">): Subjects => ({
  carerId,
  childId,
  childAge: (day) => (childBirthOn === null ? null : ageOn(childBirthOn, day)),
});

/** The one questionnaire that a measure is, for whatever age: its own, where it has no series. */
export const seriesIdOf = (measureId: string): string => seriesOf(measureId)?.id ?? measureId;

/** A programme's measure plan on the dates of one enrolment. */
export async function plannedFor(db: Outside["db"], enrolling: Enrolling): Promise<Scheduled[]> {
  const [plan, kept] = await Promise.all([planOf(db, enrolling.programmeVersionId), holdsOf(db, enrolling.carerId)]);
  const holds = heldDaysOf(kept);
  const anchors: Anchors = {
    enrolledOn: enrolling.enrolledOn,
    sessions: enrolling.sessions,
    firstAnsweredOn: null,
    leftOn: null,
  };
  const scheduled = scheduleOf(plan, anchors, subjectsOf(enrolling), factsOf);
  return scheduled.map((line) => ({ ...line, window: held(line.window, holds) }));
}

/** The writes that schedule lines of a plan: packs, assessments and their first events. */
export const packsWrites = (
  outside: Outside,
  by: string,
  enrolling: Enrolling,
  scheduled: readonly Scheduled[],
): Write[] =>
  scheduled.length === 0
    ? []
    : [
        ...packsOf(scheduled).flatMap((asked) => packWrites(outside, by, enrolling, asked)),
        ...askOnceOfPerson(outside.db, enrolling.carerId),
      ];

/** The writes that schedule a programme's measure plan for one new enrolment. */
export const scheduleAtEnrolment = async (outside: Outside, by: string, enrolling: Enrolling): Promise<Write[]> =>
  packsWrites(outside, by, enrolling, await plannedFor(outside.db, enrolling));

function packWrites(
  { db, newId, clock }: Outside,
  by: string,
  enrolling: Enrolling,
  asked: readonly [Scheduled, ...Scheduled[]],
): Write[] {
  const at = instantText(clock.now());
  const packId = newId();
  const { timepoint, window } = asked[0];
  const { opensOn, dueOn, closesOn } = window;
  const pack = db.insertInto("pack").values({
    id: packId,
    person_id: enrolling.carerId,
    family_id: enrolling.familyId,
    organisation_id: enrolling.organisationId,
    timepoint,
    opens_on: opensOn,
    due_on: dueOn,
    closes_on: closesOn,
    created_at: at,
    created_by: by,
  });
  const assessments = asked.flatMap((one, index) => {
    const id = newId();
    return [
      db.insertInto("assessment").values({
        id,
        referral_id: enrolling.referralId,
        enrolment_id: enrolling.enrolmentId,
        pack_id: packId,
        pack_position: index + 1,
        about_id: one.aboutId,
        informant_id: one.informantId,
        informant_role: "carer",
        measure_id: one.measureId,
        edition: one.edition,
        form: one.form,
        timepoint,
        state: "scheduled",
        opens_on: one.window.opensOn,
        due_on: one.window.dueOn,
        closes_on: one.window.closesOn,
        anchor: one.window.anchor,
        held_days: one.window.heldDays ?? 0,
        unpaired_reason: one.unpairedReason,
        created_at: at,
        created_by: by,
      }),
      db.insertInto("assessment_event").values({
        assessment_id: id,
        version: 1,
        verb: "scheduled",
        detail: JSON.stringify(one.window),
        at,
        by,
      }),
    ];
  });
  return [pack, ...assessments];
}
