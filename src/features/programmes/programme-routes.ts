import { z } from "zod";
import { dayOf } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { can } from "../../web/can.ts";
import { type AppContext, type AppEnv, factory, page } from "../../web/factory.ts";
import { id, pageNumber, params, query } from "../../web/params.ts";
import { offeredToPlans } from "../registry/index.ts";
import { listPage } from "./list-page.ts";
import { planOf } from "./plan/plan-queries.ts";
import { FORMATS, type Format, type Programme, type ProgrammeVersion, ROUTES, type Route } from "./programme.ts";
import { findProgramme, findVersion, listProgrammes, listVersions } from "./programme-queries.ts";
import { showPage } from "./show-page.ts";

/** Everything under /programmes. One catalogue a partnership: nothing in it is about a person. */
export const programmes = factory.createApp();

const codes = <T extends string>(wording: Readonly<Record<T, string>>) =>
  z.preprocess((typed) => (typed === "" ? undefined : typed), z.enum(Object.keys(wording) as [T, ...T[]]).optional());

const filter = z.object({ route: codes<Route>(ROUTES), format: codes<Format>(FORMATS), page: pageNumber });

programmes.get("/", can("programme:read"), query(filter), async (c) => {
  const { deps, actor } = c.var;
  const chosen = c.req.valid("query");
  const { entries, total } = await listProgrammes(deps.db, actor, chosen);
  return page(c, "@programmes/list", listPage(entries, total, chosen, mayDo(actor.role, "programme:write")));
});

async function show(c: AppContext, programme: Programme, version: ProgrammeVersion) {
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
  const mayWrite = mayDo(actor.role, "programme:write");
  return page(c, "@programmes/show", showPage(programme, version, plan, versions, barred, mayWrite));
}

programmes.get("/:id", can("programme:read"), params(z.object({ id })), async (c) => {
  const { deps, actor } = c.var;
  const programme = await findProgramme(deps.db, actor, c.req.valid("param").id);
  const version = programme && (await findVersion(deps.db, programme.id, programme.currentVersion));
  return programme && version ? show(c, programme, version) : c.notFound();
});

const numbered = z.object({ id, number: z.coerce.number().int().min(1).max(10_000) });

programmes.get("/:id/versions/:number", can("programme:read"), params(numbered), async (c) => {
  const { deps, actor } = c.var;
  const at = c.req.valid("param");
  const programme = await findProgramme(deps.db, actor, at.id);
  const version = programme && (await findVersion(deps.db, programme.id, at.number));
  return programme && version ? show(c, programme, version) : c.notFound();
});
