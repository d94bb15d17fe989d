import type { Write } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import { followToRun, scheduleAtEnrolment } from "../../questionnaires/index.ts";
import { moveReferral } from "../../referrals/index.ts";
import { insertEnrolment, type NewEnrolment, recordComesWith } from "../delivery/enrolment-queries.ts";
import type { Run } from "../delivery/run.ts";
import { listSessions, reopenRegisters } from "../delivery/session-queries.ts";
import { anchorsOf } from "../planning/moving.ts";
import { findResting, recordEnrolledAgain } from "../stays/on-the-list-queries.ts";
import { insertRunChange } from "../stays/run-change-queries.ts";
import { ageShown, type EnrollingFacts } from "./enrolling-page.ts";
import type { EnrollingForm } from "./enrolment-form.ts";

type Resting = Awaited<ReturnType<typeof findResting>>;

/** A new enrolment; or the one that rests, of somebody who went back to the waiting list, with where they go now in its history. */
function placeOnRun(c: AppContext, resting: Resting, enrolment: NewEnrolment, today: string): Write[] {
  const { deps, actor, now } = c.var;
  const made = { by: actor.userId, at: instantText(now) };
  if (!resting) return [insertEnrolment(deps.db, enrolment, made)];
  const change = {
    id: deps.newId(),
    enrolmentId: resting.id,
    kind: "enrolled-again" as const,
    fromRunId: null,
    toRunId: enrolment.runId,
    wasFromOn: resting.fromOn,
    onDay: today,
    why: null,
  };
  return [recordEnrolledAgain(deps.db, resting, enrolment), insertRunChange(deps.db, change, made)];
}

/** Everything that enrolment fixes, but for the place: the enrolment, the referral's state, the measure plan on its dates. */
export async function enrolmentWrites(
  c: AppContext,
  { referral, today }: EnrollingFacts,
  run: Run,
  form: EnrollingForm,
): Promise<{ enrolmentId: string; writes: Write[] }> {
  const { deps, actor, now } = c.var;
  const [resting, sessions] = await Promise.all([findResting(deps.db, referral.id), listSessions(deps.db, run.id)]);
  const enrolmentId = resting?.id ?? deps.newId();
  const enrolling = {
    enrolmentId,
    referralId: referral.id,
    familyId: referral.familyId,
    carerId: referral.carerId,
    childId: referral.childId,
    childBirthOn: referral.childBirthOn,
    organisationId: actor.organisationId,
    programmeVersionId: run.versionId,
    enrolledOn: form.fromOn,
    sessions: anchorsOf(sessions),
  };
  // Who was enrolled before is asked only what they were not asked yet: no second response.
  const asked = resting
    ? (await followToRun(deps, actor.userId, enrolling)).writes
    : await scheduleAtEnrolment(deps, actor.userId, enrolling);
  const attendsWithId = form.attendsWith === "" ? null : form.attendsWith;
  const enrolment = {
    id: enrolmentId,
    referralId: referral.id,
    runId: run.id,
    fromOn: form.fromOn,
    attendsWithId,
    recognitionWord: form.word,
    childInitial: form.initial,
    childAge: ageShown(referral, form.fromOn),
    followUpOwnerId: form.owner,
  };
  const writes = [
    ...placeOnRun(c, resting, enrolment, today),
    ...moveReferral(deps.db, actor, referral, "enrol", now),
    ...(attendsWithId ? [recordComesWith(deps.db, attendsWithId, enrolmentId)] : []),
    ...(form.fromOn <= today ? [reopenRegisters(deps.db, run.id, form.fromOn)] : []),
    ...asked,
  ];
  return { enrolmentId, writes };
}
