import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { type Definition, measureById } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, type AppEnv, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { measurePaths } from "../paths.ts";
import { insertLicences, type LicenceAct, licencesOf, standingsOf } from "../permission/licence-queries.ts";
import { parsePermission, parseWithdrawal } from "./licence-form.ts";
import { permissionPage, withdrawalPage } from "./licence-page.ts";

/** Permissions of the holder, recorded and withdrawn by administrators. */
export const licences = factory.createApp();

const one = params(z.object({ id }));

const MEANWHILE =
  "Somebody else recorded something for this measure meanwhile. See how it stands now; what you typed is still here, and nothing of it was saved.";

async function aboutNow(c: AppContext, definition: Definition) {
  const recorded = await licencesOf(c.var.deps.db, definition.id);
  const act = recorded.reduce((latest, row) => Math.max(latest, row.act), 0);
  return { definition, act, standings: standingsOf(definition, recorded, dayOf(c.var.now)) };
}

type About = Awaited<ReturnType<typeof aboutNow>>;
/** The measure that an address names, and how its permissions stand. */
async function find(c: AppContext, asked: { id: string }): Promise<About | undefined> {
  const definition = measureById(asked.id);
  return definition && aboutNow(c, definition);
}

type Show = (about: About, form?: FormProblem) => Response | Promise<Response>;

/** Records one act on the channels, unless another was recorded since the page was made. */
async function record(
  c: AppContext,
  about: About,
  given: Omit<LicenceAct, "measureId" | "act" | "at" | "by"> & { version: number },
  show: Show,
) {
  const { deps, actor, now } = c.var as AppEnv["Variables"];
  const { definition } = about;
  const { version, ...rest } = given;
  const stale = async () =>
    show(await aboutNow(c, definition), problem(typedValues(await c.req.formData()), "form", MEANWHILE));
  if (version !== about.act) return stale();
  const act = { ...rest, measureId: definition.id, act: version + 1, at: instantText(now), by: actor.userId };
  const { channels, status, reference, expiresOn, evidenceHash } = act;
  const entry = wrote(actor, "licence", definition.id, { channels, status, reference, expiresOn, evidenceHash });
  const did = status === "permitted" ? "permitted" : "withdrawn";
  try {
    const writes = insertLicences(deps.db, deps.newId, act);
    return await save(c, entry, writes, `${measurePaths.show(definition.id)}?did=${did}`);
  } catch (error) {
    if (error instanceof Conflict && error.what.includes("licence")) return stale();
    throw error;
  }
}

licences.get(
  "/:id/permissions/new",
  reading("measure:license", { id }, find, "nothing-personal", (c, about) =>
    page(c, "@registry/permission", permissionPage(about)),
  ),
);

licences.post("/:id/permissions/new", can("measure:license"), one, once(), async (c) => {
  const about = await find(c, c.req.valid("param"));
  if (!about) return c.notFound();
  const form = await parsePermission(await c.req.formData(), dayOf(c.var.now));
  if (!form.ok) return page(c, "@registry/permission", permissionPage(about, form.error), 422);
  return record(c, about, { ...form.value, status: "permitted" }, (now, stale) =>
    page(c, "@registry/permission", permissionPage(now, stale), 409),
  );
});

licences.get(
  "/:id/permissions/withdrawal",
  reading("measure:license", { id }, find, "nothing-personal", (c, about) =>
    page(c, "@registry/withdrawal", withdrawalPage(about)),
  ),
);

licences.post("/:id/permissions/withdrawal", can("measure:license"), one, once(), async (c) => {
  const about = await find(c, c.req.valid("param"));
  if (!about) return c.notFound();
  const data = await c.req.formData();
  const form = parseWithdrawal(data);
  if (!form.ok) return page(c, "@registry/withdrawal", withdrawalPage(about, form.error), 422);
  const permitted = new Set(about.standings.filter((one) => one.permitted).map(({ channel }) => channel));
  const isCurrent = form.value.version === about.act;
  if (isCurrent && form.value.channels.some((channel) => !permitted.has(channel))) {
    const refused = problem(typedValues(data), "channels", "Select only what is permitted today");
    return page(c, "@registry/withdrawal", withdrawalPage(about, refused), 422);
  }
  const given = { ...form.value, status: "withdrawn" as const, evidenceHash: null, grantedOn: null, expiresOn: null };
  return record(c, about, given, (now, stale) => page(c, "@registry/withdrawal", withdrawalPage(now, stale), 409));
});
