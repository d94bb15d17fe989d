import { z } from "zod";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params, placeQuery, query } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { dayOffsets, getVersion, type ProgrammeVersion } from "../../programmes/index.ts";
import { gridForRun } from "../../questionnaires/index.ts";
import { listMarksOfRun } from "../delivery/attendance-queries.ts";
import { listEnrolments } from "../delivery/enrolment-queries.ts";
import { listPlaces } from "../delivery/place-queries.ts";
import {
  countRuns,
  findRun,
  listColleagues,
  listOwnProgrammes,
  listRunStaff,
  listRuns,
  RUN_KEY,
} from "../delivery/run-queries.ts";
import { insertRun, type NewRun } from "../delivery/run-writes-queries.ts";
import { listSessions } from "../delivery/session-queries.ts";
import { runPaths } from "../paths.ts";
import { placesFrom, sessionsFrom, staffFrom } from "../planning/new-run.ts";
import { type NewRunForm, parseNewRun } from "../planning/run-form.ts";
import { newRunDefaults, newRunPage, programmeChoicePage, venuePage } from "../planning/run-form-page.ts";
import { runPage } from "./run-page.ts";
import { runsPage } from "./runs-page.ts";

export const runs = factory.createApp();

const one = params(z.object({ id }));
const listing = query(
  placeQuery.extend({ state: z.enum(["open", "closed"]).default("open"), did: z.string().max(50).optional() }),
);
const choosing = query(z.object({ programme: id.optional() }));

runs.get("/", can("run:read"), listing, async (c) => {
  const { deps, actor, now } = c.var;
  const { state, ...place } = c.req.valid("query");
  const today = dayOf(now);
  const [found, total] = await Promise.all([
    listRuns(deps.db, actor, state, placeOf(place, RUN_KEY), today),
    countRuns(deps.db, actor, state),
  ]);
  return page(c, "@runs/show/list", runsPage({ found, total, state, today }));
});

/** What the form of a new run needs; undefined where the programme is not the actor's to deliver. */
async function newRunFacts(c: AppContext, programmeId: string) {
  const { deps, actor, now } = c.var;
  const programme = (await listOwnProgrammes(deps.db, actor)).find((choice) => choice.id === programmeId);
  if (!programme) return undefined;
  const [version, colleagues] = await Promise.all([
    getVersion(deps.db, programme.versionId),
    listColleagues(deps.db, actor, dayOf(now)),
  ]);
  return { programme, version, colleagues };
}

type Facts = NonNullable<Awaited<ReturnType<typeof newRunFacts>>>;
const weeksOf = (version: ProgrammeVersion): number => Math.max(1, Math.round(version.template.daysBetween / 7));

const newPage = (c: AppContext, { programme, version, colleagues }: Facts, form: FormProblem, status: 200 | 422) => {
  const chosen = { ...programme, sessions: version.template.sessions.length, minimum: version.minimumPlaces };
  return page(c, "@runs/show/new", newRunPage(chosen, colleagues, form), status);
};

runs.get("/new", can("run:write"), choosing, async (c) => {
  const { programme } = c.req.valid("query");
  if (!programme) {
    const programmes = await listOwnProgrammes(c.var.deps.db, c.var.actor);
    return page(c, "@runs/show/programme", programmeChoicePage(programmes));
  }
  const facts = await newRunFacts(c, programme);
  if (!facts) return c.notFound();
  const { version } = facts;
  return newPage(c, facts, newRunDefaults({ weeks: weeksOf(version), open: version.maximumPlaces }), 200);
});

runs.post("/new", can("run:write"), choosing, once(), async (c) => {
  const facts = await newRunFacts(c, c.req.valid("query").programme ?? "");
  if (!facts) return c.notFound();
  const data = await c.req.formData();
  const form = parseNewRun(data);
  if (!form.ok) return newPage(c, facts, form.error, 422);
  const known = new Set(facts.colleagues.map((colleague) => colleague.id));
  if (!staffFrom(form.value).every(({ userId }) => known.has(userId)))
    return newPage(c, facts, problem(typedValues(data), "facilitator", "Select people of your organisation"), 422);
  const run = newRunFrom(c, facts, form.value);
  const { deps, actor, now } = c.var;
  return save(
    c,
    wrote(actor, "run", run.id, { name: run.name, venue: run.venue, programme_version_id: run.versionId }),
    insertRun(deps.db, actor, run, { by: actor.userId, at: instantText(now) }),
    `${runPaths.show(run.id)}?did=made`,
  );
});

function newRunFrom(c: AppContext, { programme, version }: Facts, form: NewRunForm): NewRun {
  const { newId } = c.var.deps;
  const runId = newId();
  const template = {
    sessions: version.template.sessions,
    offsets: dayOffsets(version.template),
    weeks: version.template.daysBetween / 7,
  };
  return {
    id: runId,
    versionId: version.id,
    kind: programme.format,
    name: form.name,
    venue: form.venue,
    venueConfidential: form.venueConfidential,
    localHolidays: form.holidays,
    places: placesFrom(form, programme.format).map((kind, at) => ({ id: newId(), number: at + 1, kind })),
    staff: staffFrom(form),
    sessions: sessionsFrom(form, template, dayOf(c.var.now)).map(({ number, module, core, minutes, ...dated }) => ({
      id: newId(),
      runId,
      number,
      module,
      core,
      minutes,
      ...dated,
      kind: "planned" as const,
      forEnrolmentId: null,
      makesUpId: null,
    })),
  };
}

runs.get("/:id", can("run:read"), one, async (c) => {
  const { deps, actor, now } = c.var;
  const run = await findRun(deps.db, actor, c.req.valid("param").id);
  if (!run) return c.notFound();
  const today = dayOf(now);
  const [staff, places, people, sessions, marks, grid] = await Promise.all([
    listRunStaff(deps.db, run.id),
    listPlaces(deps.db, run.id),
    listEnrolments(deps.db, actor, run.id),
    listSessions(deps.db, run.id),
    listMarksOfRun(deps.db, run.id),
    gridForRun(deps.db, actor, run.id, today),
  ]);
  await note(c, {
    ...listed(
      actor,
      "run",
      people.map(({ familyId }) => familyId),
    ),
    subject: { kind: "run", id: run.id },
  });
  return page(c, "@runs/show/show", runPage({ run, staff, places, people, sessions, marks, grid, today }));
});

runs.get("/:id/venue", can("run:read"), one, async (c) => {
  const run = await findRun(c.var.deps.db, c.var.actor, c.req.valid("param").id);
  if (!run) return c.notFound();
  await note(c, looked(c.var.actor, "run-venue", run.id));
  return page(c, "@runs/show/venue", venuePage(run));
});
