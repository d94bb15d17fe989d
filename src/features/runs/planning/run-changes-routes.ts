import type { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedRun, lookAtRun } from "../delivery/asked-routes.ts";
import { listPlaces } from "../delivery/place-queries.ts";
import { listColleagues, listRunStaff, replaceStaff } from "../delivery/run-queries.ts";
import { insertPlace, recordClosed, updateRun } from "../delivery/run-writes-queries.ts";
import { runPaths } from "../paths.ts";
import { staffFrom } from "./new-run.ts";
import { parseEditing, parseMorePlaces, parseVersion } from "./run-form.ts";
import { closingPage, editingPage, placesPage } from "./run-form-page.ts";

export const runChanges = factory.createApp();

const STALE: Refusal = {
  text: "This run was changed while you had the page open. Read what is there now, then save again.",
};
const NOT_OURS: Refusal = { text: "Select people of your organisation", field: "facilitator", status: 422 };
const STILL_ON: Refusal = { text: "Record for everybody on it whether they completed or left, then close it" };

/** The database refuses what was made of an older run, and a place of a number that somebody has just given. */
const late = ({ kind }: Conflict) => (kind === "stale" || kind === "duplicate" ? STALE : undefined);

act(runChanges, {
  path: "/:id/editing",
  permission: "run:write",
  params: { id },
  find: async (c, asked) => {
    const { deps, actor, now } = c.var;
    const run = await askedRun(c, asked);
    if (!run) return undefined;
    const [staff, colleagues] = await Promise.all([
      listRunStaff(deps.db, run.id),
      listColleagues(deps.db, actor, dayOf(now)),
    ]);
    return { run, staff, colleagues };
  },
  look: (c, { run }) => lookAtRun(c, run),
  parse: parseEditing,
  decide: (typed, { run, staff, colleagues }) => {
    if (typed.version !== run.version) return err(STALE);
    const known = new Set([...staff.map(({ userId }) => userId), ...colleagues.map((one) => one.id)]);
    const chosen = staffFrom(typed);
    if (!chosen.every(({ userId }) => known.has(userId))) return err(NOT_OURS);
    const { name, venue, venueConfidential, holidays: localHolidays } = typed;
    return ok({ words: { name, venue, venueConfidential, localHolidays }, chosen });
  },
  page: ({ run, staff, colleagues }, form) => ["@runs/planning/editing", editingPage(run, staff, colleagues, form)],
  tells: (_, { run, staff }) => ({
    verb: "run.changed",
    about: { runId: run.id, withinId: run.organisationId, named: staff.map(({ userId }) => userId) },
  }),
  audit: ({ words: { name, venue, venueConfidential, localHolidays } }, { run }, c) => {
    const fields = { name, venue, venue_confidential: venueConfidential, local_holidays: localHolidays };
    return wrote(c.var.actor, "run", run.id, fields);
  },
  writes: ({ words, chosen }, { run }, c) => [
    updateRun(c.var.deps.db, run, words),
    ...replaceStaff(c.var.deps.db, run.id, chosen),
  ],
  did: (_, { run }) => `${runPaths.show(run.id)}?did=changed`,
  late,
});

act(runChanges, {
  path: "/:id/places/new",
  permission: "run:write",
  params: { id },
  find: askedRun,
  look: (c, run) => lookAtRun(c, run),
  parse: parseMorePlaces,
  decide: ({ version, kind, how }, run) => (version === run.version ? ok({ kind, how }) : err(STALE)),
  page: (run, form) => ["@runs/planning/places", placesPage(run, form)],
  tells: (_, run) => ({ verb: "run.changed", about: { runId: run.id } }),
  audit: ({ kind, how }, run, c) => wrote(c.var.actor, "run", run.id, { places: how, kind }),
  writes: async ({ kind, how }, run, c) => {
    const { db, newId } = c.var.deps;
    const last = Math.max(0, ...(await listPlaces(db, run.id)).map(({ number }) => number));
    const places = Array.from({ length: how }, (_, at) => ({ id: newId(), number: last + at + 1, kind }));
    return places.map((place) => insertPlace(db, run.id, place));
  },
  did: (_, run) => `${runPaths.show(run.id)}?did=places`,
  late,
});

act(runChanges, {
  path: "/:id/closing",
  permission: "run:write",
  params: { id },
  find: async (c, asked) => {
    const run = await askedRun(c, asked);
    const places = run ? await listPlaces(c.var.deps.db, run.id) : [];
    return run && { run, on: places.filter(({ enrolmentId }) => enrolmentId !== null).length };
  },
  look: (c, { run }) => lookAtRun(c, run),
  parse: parseVersion,
  decide: ({ version }, { run, on }, c) => {
    if (run.version !== version) return err(STALE);
    if (run.closedOn === null && on > 0) return err(STILL_ON);
    return ok({ closedOn: run.closedOn === null ? dayOf(c.var.now) : null });
  },
  page: ({ run, on }, form) => ["@runs/planning/closing", closingPage(run, on, form)],
  tells: ({ closedOn }, { run }) => ({
    verb: closedOn === null ? "run.reopened" : "run.closed",
    about: { runId: run.id },
  }),
  audit: ({ closedOn }, { run }, c) => wrote(c.var.actor, "run", run.id, { closed_on: closedOn }),
  writes: ({ closedOn }, { run }, c) => [recordClosed(c.var.deps.db, run, closedOn)],
  did: ({ closedOn }, { run }) => `${runPaths.show(run.id)}?did=${closedOn === null ? "reopened" : "closed"}`,
  late,
});
