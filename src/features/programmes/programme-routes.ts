import { z } from "zod";
import { dayOf } from "../../domain/calendar.ts";
import { placeOf } from "../../domain/paging.ts";
import { mayDo } from "../../domain/permissions.ts";
import { type AppContext, type AppEnv, factory, page } from "../../web/factory.ts";
import { id, placeQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { offeredToPlans } from "../registry/index.ts";
import { listPage } from "./list-page.ts";
import { planOf } from "./plan/plan-queries.ts";
import { FORMATS, type Format, type Programme, type ProgrammeVersion, ROUTES, type Route } from "./programme.ts";
import { findProgramme, findVersion, listProgrammes, listVersions, PROGRAMME_KEY } from "./programme-queries.ts";
import { showPage } from "./show-page.ts";

/** Everything under /programmes. One catalogue a partnership: nothing in it is about a person. */
export const programmes = factory.createApp();

const codes = <T extends string>(wording: Readonly<Record<T, string>>) =>
  z.preprocess((typed) => (typed === "" ? undefined : typed), z.enum(Object.keys(wording) as [T, ...T[]]).optional());

const filter = { route: codes<Route>(ROUTES), format: codes<Format>(FORMATS), ...placeQuery.shape };

programmes.get(
  "/",
  reading(
    "programme:read",
    {},
    async (c, { after, before, ...chosen }) => {
      const { deps, actor } = c.var;
      const place = placeOf({ after, before }, PROGRAMME_KEY);
      return { chosen, ...(await listProgrammes(deps.db, actor, chosen, place)) };
    },
    "nothing-personal",
    (c, { chosen, found, total }) => {
      const mayWrite = mayDo(c.var.actor, "programme:write");
      return page(c, "@programmes/list", listPage(found, total, chosen, mayWrite));
    },
    filter,
  ),
);

type Found = { programme: Programme; version: ProgrammeVersion };

/** A programme with one version of it: the current one where no number is asked for. */
async function find(c: AppContext, asked: { id: string; number?: number }): Promise<Found | undefined> {
  const { deps, actor } = c.var;
  const programme = await findProgramme(deps.db, actor, asked.id);
  const version = programme && (await findVersion(deps.db, programme.id, asked.number ?? programme.currentVersion));
  return programme && version && { programme, version };
}

async function show(c: AppContext, { programme, version }: Found) {
  const { deps, actor, now } = c.var as AppEnv["Variables"];
  const [plan, versions, offered] = await Promise.all([
    planOf(deps.db, version.id),
    listVersions(deps.db, programme.id),
    offeredToPlans(deps.db, dayOf(now)),
  ]);
  const asked = new Set(plan.map(({ measureId }) => measureId));
  const barred = offered
    .filter(({ series }) => series.members.some(({ id: measureId }) => asked.has(measureId)))
    .flatMap((one) => one.barred);
  const mayWrite = mayDo(actor, "programme:write");
  return page(c, "@programmes/show", showPage(programme, version, plan, versions, { barred, mayWrite }));
}

programmes.get("/:id", reading("programme:read", { id }, find, "nothing-personal", show));

const numbered = { id, number: z.coerce.number().int().min(1).max(10_000) };

programmes.get("/:id/versions/:number", reading("programme:read", numbered, find, "nothing-personal", show));
