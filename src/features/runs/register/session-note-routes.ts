import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { listed, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { dueAfterSession, raiseConcern } from "../../concerns/index.ts";
import { nameOf } from "../../families/index.ts";
import { type Enrolment, listEnrolments } from "../delivery/enrolment-queries.ts";
import { insertNote, listGroupNotes } from "../delivery/note-queries.ts";
import type { Run } from "../delivery/run.ts";
import { findRun } from "../delivery/run-queries.ts";
import type { Session } from "../delivery/session.ts";
import { findSession } from "../delivery/session-queries.ts";
import { sessionPaths } from "../paths.ts";
import { type ConcernForm, parseConcern, parseGroupNote } from "../planning/session-form.ts";
import { peopleOf } from "./register.ts";
import { firstNames } from "./register-page.ts";
import { concernPage, groupNotePage } from "./session-note-page.ts";

export const sessionNotes = factory.createApp();

const one = params(z.object({ id }));
type Found = { session: Session; run: Run };

async function found(c: AppContext, sessionId: string): Promise<Found | undefined> {
  const { deps, actor, now } = c.var;
  const session = await findSession(deps.db, actor, sessionId, dayOf(now));
  const run = session && (await findRun(deps.db, actor, session.runId));
  return session && run && { session, run };
}

const isCoLeader = (c: AppContext): boolean => c.var.actor.role === "co-leader";

async function notePage(c: AppContext, { run, session }: Found, form?: FormProblem, status: 200 | 409 | 422 = 200) {
  const notes = await listGroupNotes(c.var.deps.db, session.id);
  return page(c, "@runs/register/group-note", groupNotePage(run, session, notes, isCoLeader(c), form), status);
}

sessionNotes.get("/:id/note", can("register:write"), one, async (c) => {
  const at = await found(c, c.req.valid("param").id);
  return at ? notePage(c, at) : c.notFound();
});

const NOTE_STALE =
  "Somebody wrote this note while you had the page open. Theirs is shown here: put both into one, then save.";

sessionNotes.post("/:id/note", can("register:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const at = await found(c, c.req.valid("param").id);
  if (!at) return c.notFound();
  const data = await c.req.formData();
  const form = parseGroupNote(data);
  if (!form.ok) return notePage(c, at, form.error, 422);
  const latest = (await listGroupNotes(deps.db, at.session.id))[0];
  if (form.value.seen !== (latest?.id ?? ""))
    return notePage(c, at, problem(typedValues(data), "form", NOTE_STALE), 409);
  const written = {
    id: deps.newId(),
    enrolmentId: null,
    sessionId: at.session.id,
    text: form.value.text,
    supersedesId: latest?.id ?? null,
  };
  return save(
    c,
    wrote(actor, "group-note", written.id, { text: written.text }),
    [insertNote(deps.db, written, { by: actor.userId, at: instantText(now) })],
    `${sessionPaths.register(at.session.id)}?did=noted`,
  );
});

/** Who was there: families of the session's register, and of any other run nobody. */
async function peopleAt(c: AppContext, { run, session }: Found): Promise<Enrolment[]> {
  return peopleOf(session, await listEnrolments(c.var.deps.db, c.var.actor, run.id), new Set());
}

function shownConcern(
  c: AppContext,
  { run, session }: Found,
  people: Enrolment[],
  form?: FormProblem,
  status: 200 | 409 | 422 = 200,
) {
  const first = firstNames(people);
  const named = people.map((one) => ({
    enrolmentId: one.id,
    name: isCoLeader(c) ? first.get(one.id)! : nameOf(one.carer),
  }));
  return page(c, "@runs/register/concern", concernPage(run, session, named, isCoLeader(c), form), status);
}

sessionNotes.get("/:id/concerns/new", can("concern:raise"), one, async (c) => {
  const at = await found(c, c.req.valid("param").id);
  if (!at) return c.notFound();
  const people = await peopleAt(c, at);
  await note(c, {
    ...listed(
      c.var.actor,
      "register",
      people.map(({ familyId }) => familyId),
    ),
    subject: { kind: "register", id: at.session.id },
  });
  return shownConcern(c, at, people);
});

/** One concern a person and session: what came after belongs to it. */
function concernFrom(c: AppContext, session: Session, person: Enrolment, form: ConcernForm) {
  const { deps, actor, now } = c.var;
  const aboutId = form.about === "carer" ? person.carerId : person.childId;
  return {
    id: deps.newId(),
    familyId: person.familyId,
    aboutId,
    organisationId: actor.organisationId,
    forUserId: null,
    source: "session" as const,
    sourceId: `${session.id}:${aboutId}`,
    kind: "session",
    summary: form.told === null ? form.summary : `${form.summary}\nTold: ${form.told}`,
    dueAt: dueAfterSession(now),
    at: now,
    by: actor.userId,
  };
}

const raisedAlready = (c: AppContext): string =>
  `A concern about this person was already raised at this session. Tell whoever looks at it${isCoLeader(c) ? "" : ", or add to it under Concerns"}.`;

sessionNotes.post("/:id/concerns/new", can("concern:raise"), one, once(), async (c) => {
  const { deps, actor } = c.var;
  const at = await found(c, c.req.valid("param").id);
  if (!at) return c.notFound();
  const people = await peopleAt(c, at);
  const data = await c.req.formData();
  const form = parseConcern(data);
  if (!form.ok) return shownConcern(c, at, people, form.error, 422);
  const person = people.find((one) => one.id === form.value.enrolment);
  if (!person)
    return shownConcern(c, at, people, problem(typedValues(data), "enrolment", "Select whose family it is about"), 422);
  const concern = concernFrom(c, at.session, person, form.value);
  try {
    return await save(
      c,
      wrote(actor, "concern", concern.id, { summary: concern.summary }, { familyId: person.familyId }),
      raiseConcern(deps.db, concern),
      `${sessionPaths.register(at.session.id)}?did=raised`,
    );
  } catch (error) {
    if (!(error instanceof Conflict) || error.kind !== "duplicate") throw error;
    return shownConcern(c, at, people, problem(typedValues(data), "form", raisedAlready(c)), 409);
  }
});
