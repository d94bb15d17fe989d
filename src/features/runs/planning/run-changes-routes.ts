import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { BLANK, type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { askedRun, lookAtRun } from "../delivery/asked-routes.ts";
import { listPlaces } from "../delivery/place-queries.ts";
import type { Run } from "../delivery/run.ts";
import { listColleagues, listRunStaff, replaceStaff } from "../delivery/run-queries.ts";
import { insertPlace, recordClosed, updateRun } from "../delivery/run-writes-queries.ts";
import { runPaths } from "../paths.ts";
import { staffFrom } from "./new-run.ts";
import { parseEditing, parseMorePlaces, parseVersion } from "./run-form.ts";
import { closingPage, editingPage, placesPage } from "./run-form-page.ts";

export const runChanges = factory.createApp();

const one = params(z.object({ id }));
const STALE = "Somebody changed this run while you had the page open. Read what is there now, then save again.";

async function editing(c: AppContext, run: Run, form: FormProblem, status: 200 | 409 | 422) {
  const { deps, actor, now } = c.var;
  const [staff, colleagues] = await Promise.all([
    listRunStaff(deps.db, run.id),
    listColleagues(deps.db, actor, dayOf(now)),
  ]);
  return page(c, "@runs/planning/editing", editingPage(run, staff, colleagues, form), status);
}

runChanges.get(
  "/:id/editing",
  reading(
    "run:write",
    { id },
    askedRun,
    (c, run) => lookAtRun(c, run),
    (c, run) => editing(c, run, BLANK, 200),
  ),
);

runChanges.post("/:id/editing", can("run:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const run = await askedRun(c, c.req.valid("param"));
  if (!run) return c.notFound();
  const data = await c.req.formData();
  const form = parseEditing(data);
  if (!form.ok) return editing(c, run, form.error, 422);
  if (form.value.version !== run.version) return editing(c, run, problem(typedValues(data), "form", STALE), 409);
  const [staff, colleagues] = await Promise.all([
    listRunStaff(deps.db, run.id),
    listColleagues(deps.db, actor, dayOf(now)),
  ]);
  const known = new Set([...staff.map(({ userId }) => userId), ...colleagues.map((one) => one.id)]);
  const chosen = staffFrom(form.value);
  if (!chosen.every(({ userId }) => known.has(userId)))
    return editing(c, run, problem(typedValues(data), "facilitator", "Select people of your organisation"), 422);
  const { name, venue, venueConfidential, holidays } = form.value;
  return save(
    c,
    wrote(actor, "run", run.id, { name, venue, venue_confidential: venueConfidential, local_holidays: holidays }),
    [
      updateRun(deps.db, run, { name, venue, venueConfidential, localHolidays: holidays }),
      ...replaceStaff(deps.db, run.id, chosen),
    ],
    `${runPaths.show(run.id)}?did=changed`,
  );
});

runChanges.get(
  "/:id/places/new",
  reading(
    "run:write",
    { id },
    askedRun,
    (c, run) => lookAtRun(c, run),
    (c, run) => page(c, "@runs/planning/places", placesPage(run)),
  ),
);

runChanges.post("/:id/places/new", can("run:write"), one, once(), async (c) => {
  const { deps, actor } = c.var;
  const run = await askedRun(c, c.req.valid("param"));
  if (!run) return c.notFound();
  const data = await c.req.formData();
  const form = parseMorePlaces(data);
  if (!form.ok) return page(c, "@runs/planning/places", placesPage(run, form.error), 422);
  if (form.value.version !== run.version)
    return page(c, "@runs/planning/places", placesPage(run, problem(typedValues(data), "form", STALE)), 409);
  const last = Math.max(0, ...(await listPlaces(deps.db, run.id)).map(({ number }) => number));
  const { kind, how } = form.value;
  const places = Array.from({ length: how }, (_, at) => ({ id: deps.newId(), number: last + at + 1, kind }));
  return save(
    c,
    wrote(actor, "run", run.id, { places: how, kind }),
    places.map((place) => insertPlace(deps.db, run.id, place)),
    `${runPaths.show(run.id)}?did=places`,
  );
});

const stillOn = async (c: AppContext, run: Run): Promise<number> =>
  (await listPlaces(c.var.deps.db, run.id)).filter(({ enrolmentId }) => enrolmentId !== null).length;

runChanges.get(
  "/:id/closing",
  reading(
    "run:write",
    { id },
    askedRun,
    (c, run) => lookAtRun(c, run),
    async (c, run) => page(c, "@runs/planning/closing", closingPage(run, await stillOn(c, run))),
  ),
);

runChanges.post("/:id/closing", can("run:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const run = await askedRun(c, c.req.valid("param"));
  if (!run) return c.notFound();
  const data = await c.req.formData();
  const form = parseVersion(data);
  const on = await stillOn(c, run);
  if (!form.ok) return page(c, "@runs/planning/closing", closingPage(run, on, form.error), 422);
  const refusal = refusalOf(run, form.value.version, on);
  if (refusal)
    return page(c, "@runs/planning/closing", closingPage(run, on, problem(typedValues(data), "form", refusal)), 409);
  const closedOn = run.closedOn === null ? dayOf(now) : null;
  return save(
    c,
    wrote(actor, "run", run.id, { closed_on: closedOn }),
    [recordClosed(deps.db, run, closedOn)],
    `${runPaths.show(run.id)}?did=${closedOn === null ? "reopened" : "closed"}`,
  );
});

function refusalOf(run: Run, version: number, on: number): string | null {
  if (run.version !== version) return STALE;
  return run.closedOn === null && on > 0
    ? "Record for everybody on it whether they completed or left, then close it"
    : null;
}
