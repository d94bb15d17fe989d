import { wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { err, ok } from "../../domain/result.ts";
import { onFileNow } from "../../forms/both-texts.ts";
import { version } from "../../forms/form.ts";
import { act, type Refusal } from "../../web/act.ts";
import { type AppContext, type AppEnv, factory } from "../../web/factory.ts";
import { id } from "../../web/params.ts";
import { offeredToPlans } from "../registry/index.ts";
import { recordVersion } from "./catalogue-queries.ts";
import { programmePaths } from "./paths.ts";
import { choose, planLines, readAsked } from "./plan/asked.ts";
import { choicesOf } from "./plan/choices-page.ts";
import { isHeavy, TOO_HEAVY, versionSaid } from "./plan/plan-page.ts";
import { planOf } from "./plan/plan-queries.ts";
import type { Programme } from "./programme.ts";
import { findProgramme, findVersion } from "./programme-queries.ts";
import { parseVersion, versionValues } from "./version-form.ts";
import { newVersionPage } from "./version-page.ts";

export const newVersion = factory.createApp();

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

const LATE: Refusal = { text: "A version was saved while you had this open. What you typed is still here" };

act(newVersion, {
  path: "/:id/versions/new",
  permission: "programme:write",
  params: { id },
  find: async (c, asked) => {
    const programme = await findProgramme(c.var.deps.db, c.var.actor, asked.id);
    return programme && { programme, ...(await currentOf(c, programme)) };
  },
  look: "nothing-personal",
  parse: (data, { choices }) => {
    const form = parseVersion(data, choices);
    return form.ok ? ok({ ...form.value, version: version.safeParse(data.get("version")).data }) : form;
  },
  decide: ({ facts, measures, version: seen }, { programme, current, asked }, c) => {
    const plan = planLines(choose(asked, measures, programme.route), facts.template);
    if (isHeavy(plan) && facts.template.burdenReason === null) return err(TOO_HEAVY);
    if (seen !== programme.version) return err(LATE);
    const number = programme.currentVersion + 1;
    const template = { ...facts.template, leading: current.template.leading };
    const next = { ...facts, template };
    return ok({ id: c.var.deps.newId(), programmeId: programme.id, version: number, facts: next, plan });
  },
  page: ({ programme, current, asked, choices }, form) => {
    const ticked = asked.map(({ series }) => series.id);
    const filled = form ?? { values: versionValues(current, ticked), errors: [] };
    return ["@programmes/version", newVersionPage(programme, filled, choices)];
  },
  tells: "nobody",
  audit: (made, { programme }, c) => wrote(c.var.actor, "programme", programme.id, { version: made.version }),
  writes: (made, _, c) => recordVersion(c.var.deps.db, made, { by: c.var.actor.userId, at: instantText(c.var.now) }),
  did: (_, { programme }) => `${programmePaths.show(programme.id)}?did=version`,
  late: ({ kind }) => (kind === "duplicate" ? LATE : undefined),
  conflict: (_, { current }) => onFileNow(versionSaid(current)),
});
