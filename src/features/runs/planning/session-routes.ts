import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { moveWindows } from "../../questionnaires/index.ts";
import { askedSession, lookAtSession, type SessionOfRun } from "../delivery/asked-routes.ts";
import { listPlaces } from "../delivery/place-queries.ts";
import { mayCancel, mayMove, type Session } from "../delivery/session.ts";
import { closureOn, type Move, movesOf } from "../delivery/session-dates.ts";
import { listSessions, recordCancelled, recordMoved, recordReinstated } from "../delivery/session-queries.ts";
import { runPaths } from "../paths.ts";
import { anchorsOf, movableWith, shownOf } from "./moving.ts";
import { parseVersion } from "./run-form.ts";
import { type MovingForm, parseCancelling, parseMoving } from "./session-form.ts";
import { cancellingPage, movesPage, movingPage, reinstatingPage } from "./session-page.ts";

export const sessions = factory.createApp();

const one = params(z.object({ id }));

const REFUSED = {
  "changed-since": "Somebody changed this session while you had the page open. Look at its date now, then do it again.",
  held: "People are marked in its register, so it was held.",
  cancelled: "It is cancelled. Reinstate it first.",
  "not-cancelled": "It is not cancelled.",
  "moved-since": "The dates changed while you had this page open. This is what moves now.",
} as const;

const look = (c: AppContext, at: SessionOfRun) => lookAtSession(c, at);

sessions.get(
  "/:id/moving",
  reading("run:write", { id }, askedSession, look, (c, { run, session }) =>
    page(c, "@runs/planning/moving", movingPage(run, session)),
  ),
);

sessions.post("/:id/moving", can("run:write"), one, once(), async (c) => {
  const at = await askedSession(c, c.req.valid("param"));
  if (!at) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/planning/moving", movingPage(at.run, at.session, form), status);
  const form = parseMoving(data);
  if (!form.ok) return again(form.error, 422);
  const may = mayMove(at.session, form.value.version);
  if (!may.ok) return again(problem(typedValues(data), "form", REFUSED[may.error]), 409);
  const all = await listSessions(c.var.deps.db, at.run.id);
  const closed = (day: string) => closureOn(day, at.run.localHolidays);
  const moves = movesOf(movableWith(at.session, all), at.session.id, form.value, form.value.scope, closed);
  if (moves.length === 0) return again(problem(typedValues(data), "day", "Enter another day or time than it has"), 422);
  const isShown = form.value.shown === shownOf(moves, all);
  if (form.value.confirmed === "yes" && isShown) return moved(c, at, all, moves);
  return preview(c, at, all, moves, form.value);
});

async function preview(c: AppContext, { run, session }: SessionOfRun, all: Session[], moves: Move[], form: MovingForm) {
  const wasShown = form.confirmed === "yes";
  const carers = (await listPlaces(c.var.deps.db, run.id)).filter(({ enrolmentId }) => enrolmentId !== null).length;
  const model = movesPage(run, session, form, {
    moves,
    sessions: all,
    carers: session.forEnrolmentId === null ? carers : 1,
    closure: closureOn(form.day, run.localHolidays),
    shown: shownOf(moves, all),
    errors: wasShown ? [REFUSED["moved-since"]] : [],
  });
  return page(c, "@runs/planning/moves", model as never, wasShown ? 409 : 200);
}

async function moved(c: AppContext, { run, session }: SessionOfRun, all: Session[], moves: Move[]) {
  const { deps, actor } = c.var;
  const versions = new Map(all.map((one) => [one.id, one.version]));
  const windows = await moveWindows(deps, actor.userId, run.id, anchorsOf(all, moves));
  return save(
    c,
    wrote(actor, "session", session.id, { local_day: moves.map(({ to }) => to.day), sessions: moves.length }),
    [...moves.map((move) => recordMoved(deps.db, move, versions.get(move.id)!)), ...windows],
    `${runPaths.show(run.id)}?did=moved`,
  );
}

sessions.get(
  "/:id/cancelling",
  reading("run:write", { id }, askedSession, look, (c, { run, session }) =>
    page(c, "@runs/planning/cancelling", cancellingPage(run, session)),
  ),
);

sessions.post("/:id/cancelling", can("run:write"), one, once(), async (c) => {
  const { deps, actor } = c.var;
  const at = await askedSession(c, c.req.valid("param"));
  if (!at) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/planning/cancelling", cancellingPage(at.run, at.session, form), status);
  const form = parseCancelling(data);
  if (!form.ok) return again(form.error, 422);
  const may = mayCancel(at.session, form.value.version);
  if (!may.ok) return again(problem(typedValues(data), "form", REFUSED[may.error]), 409);
  const left = (await listSessions(deps.db, at.run.id)).filter((one) => one.id !== at.session.id);
  return save(
    c,
    wrote(actor, "session", at.session.id, { status: "cancelled", cancelled_reason: form.value.reason }),
    [
      recordCancelled(deps.db, at.session, form.value.reason),
      ...(await moveWindows(deps, actor.userId, at.run.id, anchorsOf(left))),
    ],
    `${runPaths.show(at.run.id)}?did=cancelled`,
  );
});

sessions.get(
  "/:id/reinstating",
  reading("run:write", { id }, askedSession, look, (c, { run, session }) =>
    page(c, "@runs/planning/reinstating", reinstatingPage(run, session)),
  ),
);

sessions.post("/:id/reinstating", can("run:write"), one, once(), async (c) => {
  const { deps, actor } = c.var;
  const at = await askedSession(c, c.req.valid("param"));
  if (!at) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/planning/reinstating", reinstatingPage(at.run, at.session, form), status);
  const form = parseVersion(data);
  if (!form.ok) return again(form.error, 422);
  const refusal = at.session.version !== form.value.version ? "changed-since" : "not-cancelled";
  if (at.session.version !== form.value.version || at.session.status !== "cancelled")
    return again(problem(typedValues(data), "form", REFUSED[refusal]), 409);
  const all = await listSessions(deps.db, at.run.id);
  const willBe = all.map((one) => (one.id === at.session.id ? { ...one, status: "planned" as const } : one));
  return save(
    c,
    wrote(actor, "session", at.session.id, { status: "planned" }),
    [recordReinstated(deps.db, at.session), ...(await moveWindows(deps, actor.userId, at.run.id, anchorsOf(willBe)))],
    `${runPaths.show(at.run.id)}?did=reinstated`,
  );
});
