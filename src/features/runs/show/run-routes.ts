import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { err, ok } from "../../../domain/result.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { listChanged } from "../../../tells/news-queries.ts";
import { press, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { getVersion, type ProgrammeVersion } from "../../programmes/index.ts";
import { gridForRun } from "../../questionnaires/index.ts";
import { askedRun, lookAtRun } from "../delivery/asked-routes.ts";
import { listMarksOfRun } from "../delivery/attendance-queries.ts";
import { listEnrolments } from "../delivery/enrolment-queries.ts";
import { listPlaces } from "../delivery/place-queries.ts";
import {
  countRuns,
  listColleagues,
  listOwnProgrammes,
  listRunStaff,
  listRuns,
  RUN_KEY,
} from "../delivery/run-queries.ts";
import { insertRun, type NewRun } from "../delivery/run-writes-queries.ts";
import { listSessions } from "../delivery/session-queries.ts";
import { listUnshown } from "../delivery/unshown-queries.ts";
import { runPaths } from "../paths.ts";
import { closedStart, skippedDays, staffFrom } from "../planning/new-run.ts";
import { parseNewRun } from "../planning/run-form.ts";
import { closedSaid, newRunDefaults, newRunPage, programmeChoicePage, venuePage } from "../planning/run-form-page.ts";
import { newRunFrom, templateOf } from "../planning/run-made-routes.ts";
import { listMovedAway } from "../stays/run-change-queries.ts";
import { runPage } from "./run-page.ts";
import { runsPage } from "./runs-page.ts";

export const runs = factory.createApp();

const listing = {
  ...placeQuery.shape,
  state: z.enum(["open", "closed"]).default("open"),
  did: z.string().max(50).optional(),
};
const choosing = { programme: id.optional() };

runs.get(
  "/",
  reading(
    "run:read",
    {},
    async (c, { state, ...place }) => {
      const { deps, actor, now } = c.var;
      const today = dayOf(now);
      const [found, total, changed] = await Promise.all([
        listRuns(deps.db, actor, state, placeOf(place, RUN_KEY), today),
        countRuns(deps.db, actor, state),
        listChanged(deps.db, actor, today),
      ]);
      return { found, total, state, today, changed: changed.runs };
    },
    "nothing-personal",
    (c, found) => page(c, "@runs/show/list", runsPage(found)),
    listing,
  ),
);

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

const newPage = ({ programme, version, colleagues }: Facts, form?: FormProblem) => {
  const chosen = { ...programme, sessions: version.template.sessions.length, minimum: version.minimumPlaces };
  const begun = newRunDefaults({ weeks: weeksOf(version), open: version.maximumPlaces });
  return ["@runs/show/new", newRunPage(chosen, colleagues, form ?? begun)] as const;
};

runs.get(
  "/new",
  reading(
    "run:write",
    {},
    async (c, { programme }) => {
      if (!programme) return { programmes: await listOwnProgrammes(c.var.deps.db, c.var.actor), facts: undefined };
      const facts = await newRunFacts(c, programme);
      return facts && { programmes: [], facts };
    },
    "nothing-personal",
    (c, found) =>
      found.facts
        ? page(c, ...newPage(found.facts))
        : page(c, "@runs/show/programme", programmeChoicePage(found.programmes)),
    choosing,
  ),
);

/** A new run, and whether closed days were left out of its dates. */
type Planned = { run: NewRun; isAround: boolean };

const NOT_OURS: Refusal = { text: "Select people of your organisation", field: "facilitator", status: 422 };

press(runs, {
  path: "/new",
  permission: "run:write",
  params: {},
  query: choosing,
  find: (c, asked) => newRunFacts(c, asked.programme ?? ""),
  parse: parseNewRun,
  decide: (typed, facts, c) => {
    const known = new Set(facts.colleagues.map((colleague) => colleague.id));
    if (!staffFrom(typed).every(({ userId }) => known.has(userId))) return err(NOT_OURS);
    const closed = closedStart(typed);
    if (closed) return err({ text: closedSaid(typed.startOn, closed), field: "startOn", status: 422 });
    const isAround = skippedDays(typed, templateOf(facts.version)).length > 0;
    return ok({ run: newRunFrom(c.var, facts, typed), isAround });
  },
  page: newPage,
  tells: ({ run }: Planned) => ({ verb: "run.made", about: { runId: run.id } }),
  audit: ({ run }: Planned, _, c) =>
    wrote(c.var.actor, "run", run.id, { name: run.name, venue: run.venue, programme_version_id: run.versionId }),
  writes: ({ run }: Planned, _, { var: { deps, actor, now } }) =>
    insertRun(deps.db, actor, run, { by: actor.userId, at: instantText(now) }),
  did: ({ run, isAround }: Planned) => `${runPaths.show(run.id)}?did=${isAround ? "made-around" : "made"}`,
});

async function factsOf(c: AppContext, asked: { id: string }) {
  const { deps, actor, now } = c.var;
  const run = await askedRun(c, asked);
  if (!run) return undefined;
  const today = dayOf(now);
  const [staff, places, people, movedAway, unshown, sessions, marks, grid, changed] = await Promise.all([
    listRunStaff(deps.db, run.id),
    listPlaces(deps.db, run.id),
    listEnrolments(deps.db, actor, run.id),
    listMovedAway(deps.db, actor, run.id),
    listUnshown(deps.db, actor, [run.id]),
    listSessions(deps.db, run.id),
    listMarksOfRun(deps.db, run.id),
    gridForRun(deps.db, actor, run.id, today),
    listChanged(deps.db, actor, today),
  ]);
  return { run, staff, places, people, movedAway, unshown, sessions, marks, grid, today, changed: changed.referrals };
}

runs.get(
  "/:id",
  reading(
    "run:read",
    { id },
    factsOf,
    (c, { run, people, movedAway }) => lookAtRun(c, run, [...people, ...movedAway]),
    (c, facts) => page(c, "@runs/show/show", runPage(facts)),
  ),
);

runs.get(
  "/:id/venue",
  reading(
    "run:read",
    { id },
    askedRun,
    (c, run) => looked(c.var.actor, "run-venue", run.id),
    (c, run) => page(c, "@runs/show/venue", venuePage(run)),
  ),
);
