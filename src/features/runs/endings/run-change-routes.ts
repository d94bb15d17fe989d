import type { Write } from "../../../deps.ts";
import { type AuditEntry, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { followToRun, withdrawUntouched } from "../../questionnaires/index.ts";
import { changeRun, mayBe, moveReferral } from "../../referrals/index.ts";
import type { Place } from "../delivery/enrolment.ts";
import { findChildBirthOn } from "../delivery/enrolment-queries.ts";
import { listPlaces, takePlace } from "../delivery/place-queries.ts";
import { findRun } from "../delivery/run-queries.ts";
import { listSessions, reopenRegisters } from "../delivery/session-queries.ts";
import { type MovingOn, parseBackToList, parseMovingOn } from "../joining/enrolment-form.ts";
import { listRunsWithRoom, type RunWithRoom } from "../joining/waiting-queries.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import type { PersonFacts } from "../person/person-page.ts";
import { anchorsOf } from "../planning/moving.ts";
import { ABSENCE_TASKS } from "../register/absence-tasks.ts";
import { closeTasks } from "../register/task-queries.ts";
import { recordBackOnList, recordMoved } from "../stays/on-the-list-queries.ts";
import { insertRunChange } from "../stays/run-change-queries.ts";
import { leavesOn, mayChangeRun, moveTo, RUN_CHANGE_REFUSED, type RunChangeRefusal } from "./run-change.ts";
import { backToListPage, type MovingFacts, movingPage } from "./run-change-page.ts";

export const runChanges = factory.createApp();

const refusal = (why: RunChangeRefusal): Refusal =>
  why === "not-offered"
    ? { field: "run", text: RUN_CHANGE_REFUSED[why], status: 422 }
    : { text: RUN_CHANGE_REFUSED[why] };

const barred = ({ enrolment }: PersonFacts): Refusal | undefined => {
  const why = mayChangeRun(enrolment, enrolment.version);
  return why ? refusal(why) : undefined;
};

const standsNow = ({ enrolment, run }: PersonFacts) =>
  onFileNow(
    enrolment.outcome === null
      ? `They are on ${enrolment.runName || run.name} now.`
      : "They are on no run now. What became of it is on the person’s page.",
  );

const auditOf = (
  c: AppContext,
  kind: "enrolment-moved" | "enrolment-back-on-list",
  { enrolment }: PersonFacts,
  fields: Record<string, unknown>,
): AuditEntry => wrote(c.var.actor, kind, enrolment.id, fields, { familyId: enrolment.familyId });

const referralOf = ({ enrolment }: PersonFacts) => ({
  id: enrolment.referralId,
  version: enrolment.referralVersion,
  state: enrolment.referralState,
});

/** What follows them: what they are asked, the log of the referral, and registers of that run that were finished without them. */
async function followWrites(c: AppContext, facts: MovingFacts, run: RunWithRoom, form: MovingOn): Promise<Write[]> {
  const { deps, actor, now } = c.var;
  const { enrolment } = facts;
  const [to, sessions, birthOn] = await Promise.all([
    findRun(deps.db, actor, run.id),
    listSessions(deps.db, run.id),
    findChildBirthOn(deps.db, actor, enrolment.id),
  ]);
  const followed = await followToRun(deps, actor.userId, {
    enrolmentId: enrolment.id,
    referralId: enrolment.referralId,
    familyId: enrolment.familyId,
    carerId: enrolment.carerId,
    childId: enrolment.childId,
    childBirthOn: birthOn,
    organisationId: actor.organisationId,
    programmeVersionId: to!.versionId,
    enrolledOn: form.fromOn,
    sessions: anchorsOf(sessions),
  });
  const change = { before: facts.run.name, after: run.name, why: form.why };
  return [
    ...followed.writes,
    ...changeRun(deps.db, actor, referralOf(facts), change, now),
    ...(form.fromOn <= facts.today ? [reopenRegisters(deps.db, run.id, form.fromOn)] : []),
  ];
}

type Moving = { form: MovingOn; run: RunWithRoom; place: Place };

/** Their enrolment itself: on the other run, in a place of it; the place that they had is free; and nobody need ring about absences. */
function moveWrites(
  c: AppContext,
  { enrolment, run: before, today }: MovingFacts,
  { form, run, place }: Moving,
): Write[] {
  const { deps, actor, now } = c.var;
  const made = { by: actor.userId, at: instantText(now) };
  return [
    ...recordMoved(deps.db, enrolment, { runId: run.id, fromOn: form.fromOn }),
    takePlace(deps.db, place.id, enrolment.id),
    insertRunChange(
      deps.db,
      {
        id: deps.newId(),
        enrolmentId: enrolment.id,
        kind: "moved",
        fromRunId: before.id,
        toRunId: run.id,
        wasFromOn: enrolment.fromOn,
        onDay: leavesOn(enrolment.fromOn, today),
        why: form.why,
      },
      made,
    ),
    closeTasks(deps.db, enrolment.id, Object.keys(ABSENCE_TASKS), made),
  ];
}

act(runChanges, {
  path: "/:id/moving",
  permission: "run:write",
  params: { id },
  find: async (c, asked): Promise<MovingFacts | undefined> => {
    const facts = await askedPerson(c, asked);
    if (!facts) return undefined;
    const runs = await listRunsWithRoom(c.var.deps.db, c.var.actor, facts.run.programmeId, facts.today);
    return { ...facts, runs: runs.filter((run) => run.id !== facts.run.id) };
  },
  look: lookAtPerson,
  barred: (_, facts) => barred(facts),
  parse: (data) => parseMovingOn(data),
  decide: async (form, facts, c) => {
    const why = mayChangeRun(facts.enrolment, form.version);
    if (why) return err(refusal(why));
    const to = moveTo(facts.runs, form, await listPlaces(c.var.deps.db, form.run));
    return to.ok ? ok({ form, ...to.value }) : err(refusal(to.error));
  },
  page: (facts, form) => ["@runs/endings/moving", movingPage(facts, form)],
  tells: "its-step",
  audit: ({ form, run }, facts, c) => auditOf(c, "enrolment-moved", facts, { run_id: run.id, why: form.why }),
  writes: async (moving, facts, c) => [
    ...moveWrites(c, facts, moving),
    ...(await followWrites(c, facts, moving.run, moving.form)),
  ],
  did: (_, { enrolment }) => `${enrolmentPaths.show(enrolment.id)}?did=moved`,
  conflict: (_, facts) => standsNow(facts),
});

act(runChanges, {
  path: "/:id/back-to-list",
  permission: "run:write",
  params: { id },
  find: askedPerson,
  look: lookAtPerson,
  barred: (_, facts) => barred(facts),
  parse: (data, { today }) => parseBackToList(data, today),
  decide: (form, { enrolment }) => {
    const why = mayChangeRun(enrolment, form.version);
    if (why) return err(refusal(why));
    return mayBe("wait", enrolment.referralState) ? ok(form) : err(refusal("not-on-a-run"));
  },
  page: (facts, form) => ["@runs/endings/back-to-list", backToListPage(facts, form)],
  tells: "its-step",
  audit: (form, facts, c) => auditOf(c, "enrolment-back-on-list", facts, { why: form.why }),
  writes: async (form, facts, c) => {
    const { deps, actor, now } = c.var;
    const { enrolment, run, today } = facts;
    const on = leavesOn(enrolment.fromOn, today);
    const made = { by: actor.userId, at: instantText(now) };
    const change = { fromRunId: run.id, toRunId: null, wasFromOn: enrolment.fromOn, onDay: on, why: form.why };
    const asked = await withdrawUntouched(deps, actor.userId, enrolment.referralId);
    return [
      ...recordBackOnList(deps.db, enrolment, on),
      insertRunChange(deps.db, { id: deps.newId(), enrolmentId: enrolment.id, kind: "back-on-list", ...change }, made),
      ...moveReferral(deps.db, actor, referralOf(facts), "wait", now, {
        note: form.why,
        readyFromOn: form.readyFromOn,
      }),
      ...asked.writes,
      closeTasks(deps.db, enrolment.id, Object.keys(ABSENCE_TASKS), made),
    ];
  },
  did: (_, { enrolment }) => `${enrolmentPaths.show(enrolment.id)}?did=back-on-list`,
  conflict: (_, facts) => standsNow(facts),
});
