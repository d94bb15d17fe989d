import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { raiseConcern } from "../../concerns/index.ts";
import { nameOf } from "../../families/index.ts";
import { askedSession, lookAtSession, type SessionOfRun } from "../delivery/asked-routes.ts";
import { type Enrolment, listEnrolments } from "../delivery/enrolment-queries.ts";
import { insertNote, listGroupNotes } from "../delivery/note-queries.ts";
import type { Session } from "../delivery/session.ts";
import { sessionPaths } from "../paths.ts";
import { type ConcernForm, parseConcern, parseGroupNote } from "../planning/session-form.ts";
import { peopleOf } from "./register.ts";
import { firstNames } from "./register-row-page.ts";
import { concernPage, groupNotePage } from "./session-note-page.ts";

export const sessionNotes = factory.createApp();

const one = params(z.object({ id }));
const isCoLeader = (c: AppContext): boolean => c.var.actor.role === "co-leader";

async function notePage(
  c: AppContext,
  { run, session }: SessionOfRun,
  form?: FormProblem,
  status: 200 | 409 | 422 = 200,
) {
  const notes = await listGroupNotes(c.var.deps.db, session.id);
  return page(c, "@runs/register/group-note", groupNotePage(run, session, notes, isCoLeader(c), form), status);
}

sessionNotes.get(
  "/:id/note",
  reading(
    "register:write",
    { id },
    askedSession,
    (c, at) => lookAtSession(c, at),
    (c, at) => notePage(c, at),
  ),
);

const NOTE_STALE =
  "Somebody wrote this note while you had the page open. Theirs is shown here: put both into one, then save.";

sessionNotes.post("/:id/note", can("register:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const at = await askedSession(c, c.req.valid("param"));
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
async function peopleAt(c: AppContext, { run, session }: SessionOfRun): Promise<Enrolment[]> {
  return peopleOf(session, await listEnrolments(c.var.deps.db, c.var.actor, run.id), new Set());
}

function shownConcern(
  c: AppContext,
  { run, session }: SessionOfRun,
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

sessionNotes.get(
  "/:id/concerns/new",
  reading(
    "concern:raise",
    { id },
    async (c, asked) => {
      const at = await askedSession(c, asked);
      return at && { ...at, people: await peopleAt(c, at) };
    },
    (c, { people, ...at }) => lookAtSession(c, at, people),
    (c, { people, ...at }) => shownConcern(c, at, people),
  ),
);

/** One concern of a kind a person and session: what came after belongs to it. A co-leader's goes to today's duty person. */
function concernFrom(c: AppContext, session: Session, person: Enrolment, form: ConcernForm) {
  const { deps, actor, now } = c.var;
  const aboutId = form.about === "carer" ? person.carerId : person.childId;
  return {
    id: deps.newId(),
    familyId: person.familyId,
    aboutId,
    organisationId: actor.organisationId,
    source: "session" as const,
    sourceId: `${session.id}:${aboutId}`,
    kind: form.kind,
    summary: form.told === null ? form.summary : `${form.summary}\nTold: ${form.told}`,
    named: mayDo(actor, "concern:write") ? ("recorder" as const) : ("duty" as const),
    at: now,
    by: actor.userId,
  };
}

const raisedAlready = (c: AppContext): string =>
  `Such a concern about this person was already raised at this session. Tell whoever looks at it${isCoLeader(c) ? "" : ", or add to it under Concerns"}.`;

sessionNotes.post("/:id/concerns/new", can("concern:raise"), one, once(), async (c) => {
  const { deps, actor } = c.var;
  const at = await askedSession(c, c.req.valid("param"));
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
      await raiseConcern(deps.db, concern),
      `${sessionPaths.register(at.session.id)}?did=raised`,
    );
  } catch (error) {
    if (!(error instanceof Conflict) || error.kind !== "duplicate") throw error;
    return shownConcern(c, at, people, problem(typedValues(data), "form", raisedAlready(c)), 409);
  }
});
