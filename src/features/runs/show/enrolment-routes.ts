import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, press, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { insertNote, type NewNote } from "../delivery/note-queries.ts";
import { parseNote } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import { type PersonFacts, personalNotePage, personPage } from "../person/person-page.ts";
import { recordTaskDone } from "../register/task-queries.ts";

export const enrolments = factory.createApp();

enrolments.get(
  "/:id",
  reading("run:read", { id }, askedPerson, lookAtPerson, (c, facts) => page(c, "@runs/show/person", personPage(facts))),
);

const NOT_OF_RUN: Refusal = { text: "Select a session of this run", field: "session", status: 422 };

/** What writing a note and correcting one have in common. */
const noting = {
  permission: "run:write",
  look: lookAtPerson,
  parse: (data: FormData) => parseNote(data),
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
  text: "Somebody corrected this note while you had the page open. Go back to the person’s page and correct the note that is there now.",
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

press(enrolments, {
  path: "/:id/tasks/:taskId/done",
  permission: "run:write",
  params: { id, taskId: id },
  find: async (c, asked) => {
    const facts = await askedPerson(c, asked);
    return facts?.tasks.some((task) => task.id === asked.taskId) ? { ...facts.enrolment, ...asked } : undefined;
  },
  audit: (_, { taskId, familyId }, c) =>
    wrote(c.var.actor, "task", taskId, { done_at: instantText(c.var.now) }, { familyId }),
  writes: (_, { taskId }, { var: { deps, actor, now } }) => [
    recordTaskDone(deps.db, taskId, { by: actor.userId, at: instantText(now) }),
  ],
  did: (_, { id: enrolmentId }) => `${enrolmentPaths.show(enrolmentId)}?did=done`,
});
