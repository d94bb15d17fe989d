import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
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

const isCoLeader = (c: AppContext): boolean => c.var.actor.role === "co-leader";

const NOTE_STALE: Refusal = {
  text: "This note was written while you had the page open. What is there now is shown here: put both into one, then save.",
};

act(sessionNotes, {
  path: "/:id/note",
  permission: "register:write",
  params: { id },
  find: async (c, asked) => {
    const at = await askedSession(c, asked);
    return at && { ...at, notes: await listGroupNotes(c.var.deps.db, at.session.id) };
  },
  look: (c, at) => lookAtSession(c, at),
  parse: parseGroupNote,
  decide: ({ seen, text }, { session, notes: [latest] }, c) => {
    if (seen !== (latest?.id ?? "")) return err(NOTE_STALE);
    const of = { enrolmentId: null, sessionId: session.id, supersedesId: latest?.id ?? null };
    return ok({ id: c.var.deps.newId(), text, ...of });
  },
  page: ({ run, session, notes }, form, c) => [
    "@runs/register/group-note",
    groupNotePage(run, session, notes, isCoLeader(c), form),
  ],
  tells: "nobody",
  audit: ({ id: noteId, text }, _, c) => wrote(c.var.actor, "group-note", noteId, { text }),
  writes: (note, _, { var: { deps, actor, now } }) => [
    insertNote(deps.db, note, { by: actor.userId, at: instantText(now) }),
  ],
  did: (_, { session }) => `${sessionPaths.register(session.id)}?did=noted`,
  late: ({ kind }) => (kind === "duplicate" ? NOTE_STALE : undefined),
});

/** Who was there: families of the session's register, and of any other run nobody. */
async function peopleAt(c: AppContext, { run, session }: SessionOfRun): Promise<Enrolment[]> {
  return peopleOf(session, await listEnrolments(c.var.deps.db, c.var.actor, run.id), new Set());
}

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

const NOBODY: Refusal = { text: "Select whose family it is about", field: "enrolment", status: 422 };
const RAISED = "Such a concern about this person was already raised at this session. Tell whoever looks at it";

act(sessionNotes, {
  path: "/:id/concerns/new",
  permission: "concern:raise",
  params: { id },
  find: async (c, asked) => {
    const at = await askedSession(c, asked);
    return at && { ...at, people: await peopleAt(c, at), isCoLeader: isCoLeader(c) };
  },
  look: (c, { people, ...at }) => lookAtSession(c, at, people),
  parse: parseConcern,
  decide: (typed, { session, people }, c) => {
    const person = people.find((one) => one.id === typed.enrolment);
    return person ? ok(concernFrom(c, session, person, typed)) : err(NOBODY);
  },
  page: ({ run, session, people, isCoLeader: isHidden }, form) => {
    const first = firstNames(people);
    const named = people.map((one) => ({
      enrolmentId: one.id,
      name: isHidden ? first.get(one.id)! : nameOf(one.carer),
    }));
    return ["@runs/register/concern", concernPage(run, session, named, isHidden, form)];
  },
  tells: "its-step",
  audit: ({ id: concernId, summary, familyId }, _, c) =>
    wrote(c.var.actor, "concern", concernId, { summary }, { familyId }),
  writes: (concern, _, c) => raiseConcern(c.var.deps.db, concern),
  did: (_, { session }) => `${sessionPaths.register(session.id)}?did=raised`,
  late: ({ kind }, { isCoLeader: isHidden }) =>
    kind === "duplicate" ? { text: `${RAISED}${isHidden ? "" : ", or add to it under Concerns"}.` } : undefined,
});
