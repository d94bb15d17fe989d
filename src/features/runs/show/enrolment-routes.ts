import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { errorList } from "../../../forms/field.ts";
import { BLANK, choice, type FormProblem, parseForm } from "../../../forms/form.ts";
import { act, press, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { cardFor, findSubject, learnAt, toldPage } from "../../families/index.ts";
import { insertNote, type NewNote } from "../delivery/note-queries.ts";
import { parseNote } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import { askedOfNames } from "../person/other-names.ts";
import { type PersonFacts, personPage } from "../person/person-page.ts";
import { personalNotePage } from "../person/personal-note-page.ts";
import { isDoneBy, TASK_ANSWERS } from "../register/absence-tasks.ts";
import { recordRing, recordTaskDone } from "../register/task-queries.ts";

export const enrolments = factory.createApp();

/** One person on a run, with how they may be reached now and what was learned about them. */
async function personModel(c: AppContext, facts: PersonFacts, form: FormProblem = BLANK) {
  const { carerId: personId, familyId, id: enrolmentId } = facts.enrolment;
  const { deps, actor } = c.var;
  const [card, subject] = await Promise.all([
    cardFor(c, personId),
    findSubject(deps.db, actor, { personId, familyId }, facts.today),
  ]);
  const told = subject ? toldPage(subject, enrolmentPaths.show(enrolmentId)) : null;
  return { ...personPage(facts), errors: errorList(form), card, told };
}

enrolments.get(
  "/:id",
  reading("run:read", { id }, askedPerson, lookAtPerson, async (c, facts) =>
    page(c, "@runs/show/person", await personModel(c, facts)),
  ),
);

learnAt(enrolments, {
  path: "/:id",
  permission: "run:write",
  params: { id },
  whom: async (c, asked) => {
    const found = await askedPerson(c, asked);
    if (!found) return undefined;
    const { carerId: personId, familyId, id: enrolmentId } = found.enrolment;
    return { personId, familyId, at: enrolmentPaths.show(enrolmentId) };
  },
});

const NOT_OF_RUN: Refusal = { text: "Select a session of this run", field: "session", status: 422 };

/** What writing a note and correcting one have in common. */
const noting = {
  permission: "run:write",
  look: lookAtPerson,
  parse: (data: FormData, { names }: PersonFacts) => askedOfNames(parseNote(data), "text", data, names),
  tells: "nobody",
  audit: ({ id: noteId, text }: NewNote, { enrolment }: PersonFacts, c: AppContext) =>
    wrote(c.var.actor, "note", noteId, { text }, { familyId: enrolment.familyId }),
  writes: (note: NewNote, _: PersonFacts, { var: { deps, actor, now } }: AppContext) => [
    insertNote(deps.db, note, { by: actor.userId, at: instantText(now) }),
  ],
  did: (_: NewNote, { enrolment }: PersonFacts) => `${enrolmentPaths.show(enrolment.id)}?did=noted`,
} as const;

act(enrolments, {
  ...noting,
  path: "/:id/notes/new",
  params: { id },
  find: askedPerson,
  decide: ({ session, text }, { enrolment, sessions }, c) => {
    if (session !== "" && !sessions.some((one) => one.id === session)) return err(NOT_OF_RUN);
    const about = { enrolmentId: enrolment.id, sessionId: session === "" ? null : session };
    return ok({ id: c.var.deps.newId(), ...about, text, supersedesId: null });
  },
  page: (facts, form) => ["@runs/show/personal-note", personalNotePage(facts, null, form)],
});

const CORRECTED: Refusal = {
  text: "This note was corrected while you had the page open. Go back to the person’s page and correct the note that is there now.",
};

act(enrolments, {
  ...noting,
  path: "/:id/notes/:noteId/correcting",
  params: { id, noteId: id },
  find: async (c, asked) => {
    const facts = await askedPerson(c, asked);
    const corrected = facts?.notes.find((one) => one.id === asked.noteId);
    return facts && corrected && { ...facts, corrected };
  },
  decide: ({ text }, { enrolment, notes, corrected }, c) => {
    if (notes.some(({ supersedesId }) => supersedesId === corrected.id)) return err(CORRECTED);
    const about = { enrolmentId: enrolment.id, sessionId: corrected.sessionId };
    return ok({ id: c.var.deps.newId(), ...about, text, supersedesId: corrected.id });
  },
  page: ({ corrected, ...facts }, form) => ["@runs/show/personal-note", personalNotePage(facts, corrected, form)],
  late: ({ kind }) => (kind === "duplicate" ? CORRECTED : undefined),
});

const cameOf = z.object({ outcome: choice(TASK_ANSWERS, "Select what came of it") });

press(enrolments, {
  path: "/:id/tasks/:taskId/done",
  permission: "run:write",
  params: { id, taskId: id },
  find: async (c, asked) => {
    const facts = await askedPerson(c, asked);
    return facts?.tasks.some((task) => task.id === asked.taskId) ? { facts, taskId: asked.taskId } : undefined;
  },
  parse: (data) => parseForm(cameOf, data),
  page: async ({ facts }, form, c) => ["@runs/show/person", await personModel(c, facts, form)],
  tells: "nobody",
  audit: ({ outcome }, { facts, taskId }, c) =>
    wrote(c.var.actor, "task", taskId, { outcome }, { familyId: facts.enrolment.familyId }),
  writes: ({ outcome }, { facts, taskId }, { var: { deps, actor, now } }) => {
    const made = { by: actor.userId, at: instantText(now) };
    const { carerId: personId, referralId } = facts.enrolment;
    const about = { id: deps.newId(), personId, referralId };
    return [
      ...(outcome === "settled" ? [] : [recordRing(deps.db, { ...about, outcome }, made)]),
      ...(isDoneBy(outcome) ? [recordTaskDone(deps.db, taskId, outcome, made)] : []),
    ];
  },
  did: ({ outcome }, { facts }) =>
    `${enrolmentPaths.show(facts.enrolment.id)}?did=${isDoneBy(outcome) ? "done" : "tried"}`,
});
