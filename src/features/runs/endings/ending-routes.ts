import type { Write } from "../../../deps.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { moveOnLeaving } from "../../questionnaires/index.ts";
import { mayBe, moveReferral } from "../../referrals/index.ts";
import { complete, type Ending, leave } from "../delivery/enrolment.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import { insertNote } from "../delivery/note-queries.ts";
import { type LeavingForm, parseLeaving } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import { askedOfNames } from "../person/other-names.ts";
import { completionOfPerson, type PersonFacts } from "../person/person-page.ts";
import { parseVersion } from "../planning/run-form.ts";
import { ABSENCE_TASKS } from "../register/absence-tasks.ts";
import { closeTasks } from "../register/task-queries.ts";
import { completingPage, leavingPage } from "./ending-forms-page.ts";
import { recordEnding } from "./ending-queries.ts";

export const endings = factory.createApp();

const REFUSED = {
  "changed-since": "This was changed while you had the page open. Read what is there now, then save again.",
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

/** Why it can't be recorded so: a day before they joined is the typing, everything else is how the record stands. */
const refusal = (why: keyof typeof REFUSED): Refusal =>
  why === "before-joining" ? { field: "leftOn", text: REFUSED[why], status: 422 } : { text: REFUSED[why] };

const daysPlanned = ({ sessions }: PersonFacts) =>
  sessions.filter(({ kind, status }) => kind === "planned" && status !== "cancelled").map(({ day }) => day);

/** The note of a leaving, where one was typed. */
function noteWrites(c: AppContext, enrolment: Enrolment, text: string | null): Write[] {
  const { deps, actor, now } = c.var;
  if (text === null) return [];
  const note = { id: deps.newId(), enrolmentId: enrolment.id, sessionId: null, text, supersedesId: null };
  return [insertNote(deps.db, note, { by: actor.userId, at: instantText(now) })];
}

act(endings, {
  path: "/:id/leaving",
  permission: "run:write",
  params: { id },
  find: askedPerson,
  look: lookAtPerson,
  parse: (data, { today, names }) => askedOfNames(parseLeaving(data, today), "note", data, names),
  decide: (form, facts) => {
    const attendedAny = facts.marks.some(({ mark }) => mark !== "none");
    const left = leave(facts.enrolment, form, attendedAny, daysPlanned(facts));
    return left.ok ? ok({ form, left: left.value }) : err(refusal(left.error));
  },
  page: (facts, form) => ["@runs/endings/leaving", leavingPage(facts, form)],
  tells: "its-step",
  audit: ({ form, left }, { enrolment }, c) => {
    const fields = { outcome: left.outcome, left_reason: form.reason };
    return wrote(c.var.actor, "enrolment", enrolment.id, fields, { familyId: enrolment.familyId });
  },
  writes: async ({ form, left }, { enrolment }, c) => [
    ...endingWrites(c, enrolment, left, form),
    ...noteWrites(c, enrolment, form.note),
    ...(await moveOnLeaving(c.var.deps, c.var.actor.userId, enrolment.id, form.leftOn)),
  ],
  did: (_, { enrolment }) => `${enrolmentPaths.show(enrolment.id)}?did=left`,
});

act(endings, {
  path: "/:id/completing",
  permission: "run:write",
  params: { id },
  find: askedPerson,
  look: lookAtPerson,
  parse: (data) => parseVersion(data),
  decide: ({ version }, facts) => {
    const done = complete(facts.enrolment, version, completionOfPerson(facts).isMet);
    if (!done.ok) return err(refusal(done.error));
    return mayBe("complete", facts.enrolment.referralState) ? ok(done.value) : err(refusal("not-started"));
  },
  page: (facts, form) => ["@runs/endings/completing", completingPage(facts, form)],
  tells: "its-step",
  audit: (_, { enrolment }, c) =>
    wrote(c.var.actor, "enrolment", enrolment.id, { outcome: "completed" }, { familyId: enrolment.familyId }),
  writes: (done, { enrolment, today }, c) => endingWrites(c, enrolment, done, { leftOn: today }),
  did: (_, { enrolment }) => `${enrolmentPaths.show(enrolment.id)}?did=completed`,
});
