import { z } from "zod";
import type { Write } from "../../../deps.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { moveOnLeaving } from "../../questionnaires/index.ts";
import { mayBe, moveReferral } from "../../referrals/index.ts";
import { complete, type Ending, leave } from "../delivery/enrolment.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import { insertNote } from "../delivery/note-queries.ts";
import { type LeavingForm, parseLeaving } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import { completingPage, completionOfPerson, leavingPage } from "../person/person-page.ts";
import { parseVersion } from "../planning/run-form.ts";
import { ABSENCE_TASKS } from "../register/absence-tasks.ts";
import { closeTasks } from "../register/task-queries.ts";
import { recordEnding } from "./ending-queries.ts";

export const endings = factory.createApp();

const one = params(z.object({ id }));

const REFUSED = {
  "changed-since": "Somebody changed this while you had the page open. Read what is there now, then save again.",
  ended: "How this ended is already recorded: it is on the person’s page.",
  "before-joining": "That day is before they joined",
  "not-met": "They have not attended enough core sessions to have completed. Record leaving early instead.",
  "not-started": "Nobody is completed who has not come to a session.",
} as const;

/** What every ending does: the enrolment ends and its place is free, the referral moves, and nobody need ring about absences. */
function endingWrites(
  c: AppContext,
  enrolment: Enrolment,
  ending: Ending,
  form: Pick<LeavingForm, "leftOn"> & Partial<LeavingForm>,
): Write[] {
  const { deps, actor, now } = c.var;
  const referral = { id: enrolment.referralId, version: enrolment.referralVersion, state: enrolment.referralState };
  const made = { by: actor.userId, at: instantText(now) };
  return [
    ...recordEnding(deps.db, enrolment, ending, {
      on: form.leftOn,
      reason: form.reason ?? null,
      decidedBy: form.decidedBy ?? null,
    }),
    ...(mayBe(ending.verb, referral.state)
      ? moveReferral(deps.db, actor, referral, ending.verb, now, { reason: form.reason ?? null })
      : []),
    closeTasks(deps.db, enrolment.id, Object.keys(ABSENCE_TASKS), made),
  ];
}

endings.get(
  "/:id/leaving",
  reading("run:write", { id }, askedPerson, lookAtPerson, (c, facts) =>
    page(c, "@runs/endings/leaving", leavingPage(facts)),
  ),
);

endings.post("/:id/leaving", can("run:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const facts = await askedPerson(c, c.req.valid("param"));
  if (!facts) return c.notFound();
  const { enrolment } = facts;
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/endings/leaving", leavingPage(facts, form), status);
  const form = parseLeaving(data, facts.today);
  if (!form.ok) return again(form.error, 422);
  const attendedAny = facts.marks.some(({ mark }) => mark !== "none");
  const days = facts.sessions
    .filter(({ kind, status }) => kind === "planned" && status !== "cancelled")
    .map(({ day }) => day);
  const left = leave(enrolment, form.value, attendedAny, days);
  if (!left.ok && left.error === "before-joining")
    return again(problem(typedValues(data), "leftOn", REFUSED[left.error]), 422);
  if (!left.ok) return again(problem(typedValues(data), "form", REFUSED[left.error]), 409);
  const text = form.value.note;
  const written = {
    id: deps.newId(),
    enrolmentId: enrolment.id,
    sessionId: null,
    text: text ?? "",
    supersedesId: null,
  };
  return save(
    c,
    wrote(
      actor,
      "enrolment",
      enrolment.id,
      { outcome: left.value.outcome, left_reason: form.value.reason },
      { familyId: enrolment.familyId },
    ),
    [
      ...endingWrites(c, enrolment, left.value, form.value),
      ...(text === null ? [] : [insertNote(deps.db, written, { by: actor.userId, at: instantText(now) })]),
      ...(await moveOnLeaving(deps, actor.userId, enrolment.id, form.value.leftOn)),
    ],
    `${enrolmentPaths.show(enrolment.id)}?did=left`,
  );
});

endings.get(
  "/:id/completing",
  reading("run:write", { id }, askedPerson, lookAtPerson, (c, facts) =>
    page(c, "@runs/endings/completing", completingPage(facts)),
  ),
);

endings.post("/:id/completing", can("run:write"), one, once(), async (c) => {
  const facts = await askedPerson(c, c.req.valid("param"));
  if (!facts) return c.notFound();
  const { enrolment } = facts;
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/endings/completing", completingPage(facts, form), status);
  const form = parseVersion(data);
  if (!form.ok) return again(form.error, 422);
  const done = complete(enrolment, form.value.version, completionOfPerson(facts).isMet);
  if (!done.ok) return again(problem(typedValues(data), "form", REFUSED[done.error]), 409);
  if (!mayBe("complete", enrolment.referralState))
    return again(problem(typedValues(data), "form", REFUSED["not-started"]), 409);
  return save(
    c,
    wrote(c.var.actor, "enrolment", enrolment.id, { outcome: "completed" }, { familyId: enrolment.familyId }),
    endingWrites(c, enrolment, done.value, { leftOn: facts.today }),
    `${enrolmentPaths.show(enrolment.id)}?did=completed`,
  );
});
