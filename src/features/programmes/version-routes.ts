import { z } from "zod";
import { Conflict } from "../../db/conflict.ts";
import { wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText, longInstant } from "../../domain/calendar.ts";
import { type FormProblem, problem, typedValues, version } from "../../forms/form.ts";
import { can } from "../../web/can.ts";
import { type AppContext, type AppEnv, factory, page } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { once, save } from "../../web/save.ts";
import { offeredToPlans } from "../registry/index.ts";
import { recordVersion } from "./catalogue-queries.ts";
import { programmePaths } from "./paths.ts";
import { choose, planLines, readAsked } from "./plan/asked.ts";
import { choicesOf } from "./plan/choices-page.ts";
import { HEAVY, isHeavy } from "./plan/plan-page.ts";
import { planOf } from "./plan/plan-queries.ts";
import type { Programme } from "./programme.ts";
import { findProgramme, findVersion, listVersions } from "./programme-queries.ts";
import { parseVersion, versionValues } from "./version-form.ts";
import { newVersionPage } from "./version-page.ts";

export const newVersion = factory.createApp();

const VIEW = "@programmes/version";

/** The current version, what it asks, and what the next one may ask: what that begins from. */
async function currentOf(c: AppContext, programme: Programme) {
  const { deps, now } = c.var as AppEnv["Variables"];
  const { db } = deps;
  const current = await findVersion(db, programme.id, programme.currentVersion);
  if (!current) throw new Error(`programme ${programme.id} has no version ${programme.currentVersion}`);
  const [plan, offered] = await Promise.all([planOf(db, current.id), offeredToPlans(db, dayOf(now))]);
  const asked = readAsked(plan, current.template);
  return { current, asked, choices: choicesOf(offered, asked, programme.route) };
}

/** Somebody saved a version first: who, when, and the form as it was typed. */
async function late(c: AppContext, programme: Programme, data: FormData) {
  const { deps, actor } = c.var as AppEnv["Variables"];
  const there = (await findProgramme(deps.db, actor, programme.id)) ?? programme;
  const [newest] = await listVersions(deps.db, there.id);
  const { choices } = await currentOf(c, there);
  const text = "Somebody saved a version while you had this open. What you typed is still here";
  const standing = newest
    ? [
        `Version ${newest.version}, ${longInstant(newest.createdAt)}${newest.createdByName ? `, ${newest.createdByName}` : ""}`,
      ]
    : [];
  return page(c, VIEW, newVersionPage(there, problem(typedValues(data), "form", text), choices, standing), 409);
}

newVersion.get(
  "/:id/versions/new",
  reading(
    "programme:write",
    { id },
    (c, asked) => findProgramme(c.var.deps.db, c.var.actor, asked.id),
    "nothing-personal",
    async (c, programme) => {
      const { current, asked, choices } = await currentOf(c, programme);
      const ticked = asked.map(({ series }) => series.id);
      const form = { values: versionValues(current, ticked), errors: [] };
      return page(c, VIEW, newVersionPage(programme, form, choices));
    },
  ),
);

newVersion.post("/:id/versions/new", can("programme:write"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const programme = await findProgramme(deps.db, actor, c.req.valid("param").id);
  if (!programme) return c.notFound();
  const { asked, choices } = await currentOf(c, programme);

  const data = await c.req.formData();
  const wrong = (form: FormProblem) => page(c, VIEW, newVersionPage(programme, form, choices), 422);
  const form = parseVersion(data, choices);
  if (!form.ok) return wrong(form.error);
  const { facts, measures: ticked } = form.value;
  const next = planLines(choose(asked, ticked, programme.route), facts.template);
  if (isHeavy(next) && facts.template.burdenReason === null)
    return wrong(problem(typedValues(data), "burdenReason", HEAVY));
  if (version.safeParse(data.get("version")).data !== programme.version) return late(c, programme, data);

  const number = programme.currentVersion + 1;
  const made = { id: deps.newId(), programmeId: programme.id, version: number, facts, plan: next };
  const audit = wrote(actor, "programme", programme.id, { version: number });
  const writes = recordVersion(deps.db, made, { by: actor.userId, at: instantText(now) });
  try {
    return await save(c, audit, writes, `${programmePaths.show(programme.id)}?did=version`);
  } catch (error) {
    if (error instanceof Conflict && error.kind === "duplicate") return late(c, programme, data);
    throw error;
  }
});
