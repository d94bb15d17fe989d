import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { insertNote } from "../delivery/note-queries.ts";
import { parseNote } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { findPerson } from "../person/person-facts-queries.ts";
import { type PersonFacts, personalNotePage, personPage } from "../person/person-page.ts";
import { recordTaskDone } from "../register/task-queries.ts";

export const enrolments = factory.createApp();

const one = params(z.object({ id }));
const oneNote = params(z.object({ id, noteId: id }));
const oneTask = params(z.object({ id, taskId: id }));

const person = (c: AppContext, enrolmentId: string) =>
  findPerson(c.var.deps.db, c.var.actor, enrolmentId, dayOf(c.var.now));

const lookedAt = (c: AppContext, { enrolment }: PersonFacts) =>
  note(c, looked(c.var.actor, "enrolment", enrolment.id, enrolment.familyId));

enrolments.get("/:id", can("run:read"), one, async (c) => {
  const facts = await person(c, c.req.valid("param").id);
  if (!facts) return c.notFound();
  await lookedAt(c, facts);
  return page(c, "@runs/show/person", personPage(facts));
});

enrolments.get("/:id/notes/new", can("run:write"), one, async (c) => {
  const facts = await person(c, c.req.valid("param").id);
  if (!facts) return c.notFound();
  await lookedAt(c, facts);
  return page(c, "@runs/show/personal-note", personalNotePage(facts, null));
});

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
  const facts = await person(c, c.req.valid("param").id);
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

enrolments.get("/:id/notes/:noteId/correcting", can("run:write"), oneNote, async (c) => {
  const { id: enrolmentId, noteId } = c.req.valid("param");
  const facts = await person(c, enrolmentId);
  const corrected = facts?.notes.find((one) => one.id === noteId);
  if (!facts || !corrected) return c.notFound();
  await lookedAt(c, facts);
  return page(c, "@runs/show/personal-note", personalNotePage(facts, corrected));
});

const CORRECTED =
  "Somebody corrected this note while you had the page open. Go back to the person’s page and correct the note that is there now.";

enrolments.post("/:id/notes/:noteId/correcting", can("run:write"), oneNote, once(), async (c) => {
  const { id: enrolmentId, noteId } = c.req.valid("param");
  const facts = await person(c, enrolmentId);
  const corrected = facts?.notes.find((one) => one.id === noteId);
  if (!facts || !corrected) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/show/personal-note", personalNotePage(facts, corrected, form), status);
  const form = parseNote(data);
  if (!form.ok) return again(form.error, 422);
  if (facts.notes.some(({ supersedesId }) => supersedesId === noteId))
    return again(problem(typedValues(data), "form", CORRECTED), 409);
  return saveNote(c, facts, form.value.text, corrected.sessionId, corrected.id);
});

enrolments.post("/:id/tasks/:taskId/done", can("run:write"), oneTask, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const { id: enrolmentId, taskId } = c.req.valid("param");
  const facts = await person(c, enrolmentId);
  if (!facts?.tasks.some((task) => task.id === taskId)) return c.notFound();
  return save(
    c,
    wrote(actor, "task", taskId, { done_at: instantText(now) }, { familyId: facts.enrolment.familyId }),
    [recordTaskDone(deps.db, taskId, { by: actor.userId, at: instantText(now) })],
    `${enrolmentPaths.show(enrolmentId)}?did=done`,
  );
});
