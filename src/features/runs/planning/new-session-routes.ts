import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
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

const one = params(z.object({ id }));

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

newSessions.get(
  "/:id/sessions/new",
  reading(
    "run:write",
    { id },
    async (c, asked) => {
      const facts = await factsOf(c, asked.id);
      return facts && { ...facts, forEnrolment: asked.for ?? "" };
    },
    (c, { run, people }) => lookAtRun(c, run, people),
    (c, { run, people, sessions, forEnrolment }) => {
      const kind = forEnrolment === "" ? "" : "catch-up";
      const blank = { values: { forEnrolment, kind, minutes: "60" }, errors: [] };
      return page(c, "@runs/planning/new-session", newSessionPage(run, people, sessions, blank));
    },
    { for: id.optional() },
  ),
);

/** A session for one person names somebody on the run; one for everybody names nobody and makes up for nothing. */
function mismatch({ people, sessions }: Facts, form: NewSessionForm): [field: string, text: string] | null {
  const isForOne = form.kind !== "planned";
  const who = people.find((person) => person.id === form.forEnrolment);
  if (isForOne && !who) return ["forEnrolment", "Select who it is for"];
  if (!isForOne && form.forEnrolment !== "")
    return ["forEnrolment", "A session for everybody is for everybody: select “Everybody”"];
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
    core: form.kind === "planned" ? "yes" : "no",
    kind: form.kind,
    forEnrolmentId: form.forEnrolment === "" ? null : form.forEnrolment,
    makesUpId: form.makesUp === "" ? null : form.makesUp,
    day: form.day,
    time: form.time,
    minutes: form.minutes,
    enteredLateDays: enteredLateDays(form.day, dayOf(c.var.now)),
  };
}

newSessions.post("/:id/sessions/new", can("run:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const facts = await factsOf(c, c.req.valid("param").id);
  if (!facts) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem) =>
    page(c, "@runs/planning/new-session", newSessionPage(facts.run, facts.people, facts.sessions, form), 422);
  const form = parseNewSession(data);
  if (!form.ok) return again(form.error);
  const wrong = mismatch(facts, form.value);
  if (wrong) return again(problem(typedValues(data), ...wrong));
  const session = sessionFrom(c, facts, form.value);
  const willBe = [...facts.sessions, { ...session, status: "planned" as const }];
  const windows =
    session.kind === "planned" ? await moveWindows(deps, actor.userId, facts.run.id, anchorsOf(willBe)) : [];
  const familyId = facts.people.find((person) => person.id === session.forEnrolmentId)?.familyId ?? null;
  return save(
    c,
    wrote(actor, "session", session.id, { kind: session.kind, local_day: session.day }, { familyId }),
    [insertSession(deps.db, session, { by: actor.userId, at: instantText(now) }), ...windows],
    `${runPaths.show(facts.run.id)}?did=added`,
  );
});
