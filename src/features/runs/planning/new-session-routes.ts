import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { moveWindows } from "../../questionnaires/index.ts";
import { lookAtRun } from "../delivery/asked-routes.ts";
import { type Enrolment, listOpenEnrolments } from "../delivery/enrolment-queries.ts";
import type { Run } from "../delivery/run.ts";
import { findRun } from "../delivery/run-queries.ts";
import { insertSession, type NewSession } from "../delivery/run-writes-queries.ts";
import type { Session } from "../delivery/session.ts";
import { enteredLateDays } from "../delivery/session-dates.ts";
import { listSessions } from "../delivery/session-queries.ts";
import { runPaths } from "../paths.ts";
import { anchorsOf } from "./moving.ts";
import { type NewSessionForm, parseNewSession } from "./session-form.ts";
import { newSessionPage } from "./session-page.ts";

export const newSessions = factory.createApp();

type Facts = { run: Run; people: Enrolment[]; sessions: Session[] };

async function factsOf(c: AppContext, runId: string): Promise<Facts | undefined> {
  const { deps, actor } = c.var;
  const run = await findRun(deps.db, actor, runId);
  if (!run) return undefined;
  const [people, sessions] = await Promise.all([
    listOpenEnrolments(deps.db, actor, [run.id]),
    listSessions(deps.db, run.id),
  ]);
  return { run, people, sessions };
}

/** A session for one person names somebody on the run; one for everybody names nobody and makes up for nothing. */
function mismatch({ people, sessions }: Facts, form: NewSessionForm): [field: string, text: string] | null {
  const isForOne = form.kind !== "planned";
  const who = people.find((person) => person.id === form.forEnrolment);
  if (isForOne && !who) return ["forEnrolment", "Select who it is for"];
  if (!isForOne && form.forEnrolment !== "")
    return ["forEnrolment", "A session for everybody is for everybody: select “Everybody”"];
  if (!isForOne && form.core === "") return ["core", "Select whether it is a core session"];
  if (form.makesUp === "") return null;
  if (!isForOne) return ["makesUp", "A session for everybody does not make up for another"];
  return sessions.some((session) => session.id === form.makesUp && session.kind === "planned")
    ? null
    : ["makesUp", "Select a session of this run"];
}

function sessionFrom(c: AppContext, { run, sessions }: Facts, form: NewSessionForm): NewSession {
  const planned = sessions.filter(({ kind }) => kind === "planned");
  const madeUp = sessions.find((session) => session.id === form.makesUp);
  const next = Math.max(0, ...planned.map(({ number }) => number)) + 1;
  return {
    id: c.var.deps.newId(),
    runId: run.id,
    number: form.kind === "planned" ? next : (madeUp?.number ?? 0),
    module: form.module,
    core: form.kind === "planned" && form.core === "yes" ? "yes" : "no",
    kind: form.kind,
    forEnrolmentId: form.forEnrolment === "" ? null : form.forEnrolment,
    makesUpId: form.makesUp === "" ? null : form.makesUp,
    day: form.day,
    time: form.time,
    minutes: form.minutes,
    enteredLateDays: enteredLateDays(form.day, dayOf(c.var.now)),
  };
}

act(newSessions, {
  path: "/:id/sessions/new",
  permission: "run:write",
  params: { id },
  query: { for: id.optional() },
  find: async (c, asked) => {
    const facts = await factsOf(c, asked.id);
    return facts && { ...facts, forEnrolment: asked.for ?? "" };
  },
  look: (c, { run, people }) => lookAtRun(c, run, people),
  parse: parseNewSession,
  decide: (typed, facts, c) => {
    const wrong = mismatch(facts, typed);
    return wrong ? err({ field: wrong[0], text: wrong[1], status: 422 }) : ok(sessionFrom(c, facts, typed));
  },
  page: ({ run, people, sessions, forEnrolment }, form) => {
    const kind = forEnrolment === "" ? "" : "catch-up";
    const blank = { values: { forEnrolment, kind, minutes: "60" }, errors: [] };
    return ["@runs/planning/new-session", newSessionPage(run, people, sessions, form ?? blank)];
  },
  tells: ({ forEnrolmentId }: NewSession, { run }) => ({
    verb: "session.added",
    about: { runId: run.id, onlyEnrolmentId: forEnrolmentId },
  }),
  audit: (session: NewSession, { people }, c) => {
    const familyId = people.find((person) => person.id === session.forEnrolmentId)?.familyId ?? null;
    return wrote(c.var.actor, "session", session.id, { kind: session.kind, local_day: session.day }, { familyId });
  },
  writes: async (session: NewSession, { run, sessions }, { var: { deps, actor, now } }) => {
    const insert = insertSession(deps.db, session, { by: actor.userId, at: instantText(now) });
    if (session.kind !== "planned") return [insert];
    const willBe = [...sessions, { ...session, status: "planned" as const }];
    return [insert, ...(await moveWindows(deps, actor.userId, run.id, anchorsOf(willBe)))];
  },
  did: (_, { run }) => `${runPaths.show(run.id)}?did=added`,
});
