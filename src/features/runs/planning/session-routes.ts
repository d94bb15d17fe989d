import type { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { err, ok } from "../../../domain/result.ts";
import type { Tell } from "../../../tells/happening.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
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

const REFUSED = {
  "changed-since": "This session was changed while you had the page open. Look at its date now, then do it again.",
  held: "People are marked in its register, so it was held.",
  cancelled: "It is cancelled. Reinstate it first.",
  "not-cancelled": "It is not cancelled.",
  "moved-since": "The dates changed while you had this page open. This is what moves now.",
} as const;

const look = (c: AppContext, at: SessionOfRun) => lookAtSession(c, at);
const refused = (why: keyof typeof REFUSED) => err({ text: REFUSED[why] });
const late = ({ kind }: Conflict) => (kind === "stale" ? { text: REFUSED["changed-since"] } : undefined);

/** The run's staff, and the workers of whoever it is for. */
const tellOf = (verb: Tell["verb"], { run, session }: SessionOfRun): Tell => ({
  verb,
  about: { runId: run.id, onlyEnrolmentId: session.forEnrolmentId },
});

type Moving = { typed: MovingForm; all: Session[]; moves: Move[] };

act(sessions, {
  path: "/:id/moving",
  permission: "run:write",
  params: { id },
  find: askedSession,
  look,
  parse: parseMoving,
  decide: async (typed, { run, session }, c) => {
    const may = mayMove(session, typed.version);
    if (!may.ok) return refused(may.error);
    const all = await listSessions(c.var.deps.db, run.id);
    const closed = (day: string) => closureOn(day, run.localHolidays);
    const moves = movesOf(movableWith(session, all), session.id, typed, typed.scope, closed);
    if (moves.length === 0) return err({ text: "Enter another day or time than it has", field: "day", status: 422 });
    return ok({ typed, all, moves });
  },
  // Every date that moves is shown before it does; and once more where it is not what was shown.
  preview: ({ typed, all, moves }: Moving, at, c) => {
    const isShown = typed.shown === shownOf(moves, all);
    return typed.confirmed === "yes" && isShown ? undefined : preview(c, at, { typed, all, moves });
  },
  page: ({ run, session }, form) => ["@runs/planning/moving", movingPage(run, session, form)],
  tells: (_, at) => tellOf("session.moved", at),
  audit: ({ moves }, { session }, c) => {
    const fields = { local_day: moves.map(({ to }) => to.day), sessions: moves.length };
    return wrote(c.var.actor, "session", session.id, fields);
  },
  writes: async ({ all, moves }, { run }, { var: { deps, actor } }) => {
    const versions = new Map(all.map((one) => [one.id, one.version]));
    const windows = await moveWindows(deps, actor.userId, run.id, anchorsOf(all, moves));
    return [...moves.map((move) => recordMoved(deps.db, move, versions.get(move.id)!)), ...windows];
  },
  did: (_, { run }) => `${runPaths.show(run.id)}?did=moved`,
  late,
});

async function preview(c: AppContext, { run, session }: SessionOfRun, { typed, all, moves }: Moving) {
  const wasShown = typed.confirmed === "yes";
  const carers = (await listPlaces(c.var.deps.db, run.id)).filter(({ enrolmentId }) => enrolmentId !== null).length;
  const model = movesPage(run, session, typed, {
    moves,
    sessions: all,
    carers: session.forEnrolmentId === null ? carers : 1,
    closure: closureOn(typed.day, run.localHolidays),
    shown: shownOf(moves, all),
    errors: wasShown ? [REFUSED["moved-since"]] : [],
  });
  return ["@runs/planning/moves", model, wasShown ? 409 : 200] as const;
}

/** The windows that hang on the run's dates, as these are once the session is in another state. */
async function windowsAfter(c: AppContext, { run, session }: SessionOfRun, status: Session["status"]) {
  const { deps, actor } = c.var;
  const all = await listSessions(deps.db, run.id);
  const willBe = all.map((one) => (one.id === session.id ? { ...one, status } : one));
  return moveWindows(deps, actor.userId, run.id, anchorsOf(willBe));
}

act(sessions, {
  path: "/:id/cancelling",
  permission: "run:write",
  params: { id },
  find: askedSession,
  look,
  parse: parseCancelling,
  decide: ({ version, reason }, { session }) => {
    const may = mayCancel(session, version);
    return may.ok ? ok(reason) : refused(may.error);
  },
  page: ({ run, session }, form) => ["@runs/planning/cancelling", cancellingPage(run, session, form)],
  tells: (_, at) => tellOf("session.cancelled", at),
  audit: (reason, { session }, c) =>
    wrote(c.var.actor, "session", session.id, { status: "cancelled", cancelled_reason: reason }),
  writes: async (reason, at, c) => [
    recordCancelled(c.var.deps.db, at.session, reason),
    ...(await windowsAfter(c, at, "cancelled")),
  ],
  did: (_, { run }) => `${runPaths.show(run.id)}?did=cancelled`,
  late,
});

act(sessions, {
  path: "/:id/reinstating",
  permission: "run:write",
  params: { id },
  find: askedSession,
  look,
  parse: parseVersion,
  decide: ({ version }, { session }) => {
    if (session.version !== version) return refused("changed-since");
    return session.status === "cancelled" ? ok("planned" as const) : refused("not-cancelled");
  },
  page: ({ run, session }, form) => ["@runs/planning/reinstating", reinstatingPage(run, session, form)],
  tells: (_, at) => tellOf("session.reinstated", at),
  audit: (status, { session }, c) => wrote(c.var.actor, "session", session.id, { status }),
  writes: async (status, at, c) => [
    recordReinstated(c.var.deps.db, at.session),
    ...(await windowsAfter(c, at, status)),
  ],
  did: (_, { run }) => `${runPaths.show(run.id)}?did=reinstated`,
  late,
});
