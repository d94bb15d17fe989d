import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { insertNote } from "../delivery/note-queries.ts";
import { parseNote } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import { type PersonFacts, personalNotePage, personPage } from "../person/person-page.ts";
import { recordTaskDone } from "../register/task-queries.ts";

export const enrolments = factory.createApp();

const one = params(z.object({ id }));
const oneNote = params(z.object({ id, noteId: id }));
const oneTask = params(z.object({ id, taskId: id }));

enrolments.get(
  "/:id",
  reading("run:read", { id }, askedPerson, lookAtPerson, (c, facts) => page(c, "@runs/show/person", personPage(facts))),
);

enrolments.get(
  "/:id/notes/new",
  reading("run:write", { id }, askedPerson, lookAtPerson, (c, facts) =>
    page(c, "@runs/show/personal-note", personalNotePage(facts, null)),
  ),
);

const saveNote = (
  c: AppContext,
  { enrolment }: PersonFacts,
  text: string,
  sessionId: string | null,
  supersedesId: string | null,
) => {
  const { deps, actor, now } = c.var;
  const written = { id: deps.newId(), enrolmentId: enrolment.id, sessionId, text, supersedesId };
  return save(
    c,
    wrote(actor, "note", written.id, { text }, { familyId: enrolment.familyId }),
    [insertNote(deps.db, written, { by: actor.userId, at: instantText(now) })],
    `${enrolmentPaths.show(enrolment.id)}?did=noted`,
  );
};

enrolments.post("/:id/notes/new", can("run:write"), one, once(), async (c) => {
  const facts = await askedPerson(c, c.req.valid("param"));
  if (!facts) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem) => page(c, "@runs/show/personal-note", personalNotePage(facts, null, form), 422);
  const form = parseNote(data);
  if (!form.ok) return again(form.error);
  const { session, text } = form.value;
  if (session !== "" && !facts.sessions.some((one) => one.id === session))
    return again(problem(typedValues(data), "session", "Select a session of this run"));
  return saveNote(c, facts, text, session === "" ? null : session, null);
});

/** A person with one note about them. */
async function noteOf(c: AppContext, asked: { id: string; noteId: string }) {
  const facts = await askedPerson(c, asked);
  const corrected = facts?.notes.find((one) => one.id === asked.noteId);
  return facts && corrected && { ...facts, corrected };
}

enrolments.get(
  "/:id/notes/:noteId/correcting",
  reading("run:write", { id, noteId: id }, noteOf, lookAtPerson, (c, { corrected, ...facts }) =>
    page(c, "@runs/show/personal-note", personalNotePage(facts, corrected)),
  ),
);

const CORRECTED =
  "Somebody corrected this note while you had the page open. Go back to the person’s page and correct the note that is there now.";

enrolments.post("/:id/notes/:noteId/correcting", can("run:write"), oneNote, once(), async (c) => {
  const found = await noteOf(c, c.req.valid("param"));
  if (!found) return c.notFound();
  const { corrected, ...facts } = found;
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/show/personal-note", personalNotePage(facts, corrected, form), status);
  const form = parseNote(data);
  if (!form.ok) return again(form.error, 422);
  if (facts.notes.some(({ supersedesId }) => supersedesId === corrected.id))
    return again(problem(typedValues(data), "form", CORRECTED), 409);
  return saveNote(c, facts, form.value.text, corrected.sessionId, corrected.id);
});

enrolments.post("/:id/tasks/:taskId/done", can("run:write"), oneTask, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const { id: enrolmentId, taskId } = c.req.valid("param");
  const facts = await askedPerson(c, { id: enrolmentId });
  if (!facts?.tasks.some((task) => task.id === taskId)) return c.notFound();
  return save(
    c,
    wrote(actor, "task", taskId, { done_at: instantText(now) }, { familyId: facts.enrolment.familyId }),
    [recordTaskDone(deps.db, taskId, { by: actor.userId, at: instantText(now) })],
    `${enrolmentPaths.show(enrolmentId)}?did=done`,
  );
});
