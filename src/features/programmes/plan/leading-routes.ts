import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { offeredToPlans } from "../../registry/index.ts";
import { recordVersion } from "../catalogue-queries.ts";
import { programmePaths } from "../paths.ts";
import type { ProgrammeVersion } from "../programme.ts";
import { findProgramme, findVersion } from "../programme-queries.ts";
import { choose, planLines, readAsked } from "./asked.ts";
import { ledBy, NOTHING_CHOSEN, primaryOf } from "./leading.ts";
import { leadingValues, parseLeading } from "./leading-form.ts";
import { leadingPage, ledMeanwhile } from "./leading-page.ts";
import { isHeavy, TOO_HEAVY } from "./plan-page.ts";
import { planOf } from "./plan-queries.ts";

/** Which questionnaire a programme is judged by, and what is printed and keyed first: its next version. */
export const leading = factory.createApp();

const LATE: Refusal = { text: "A version was saved while you had this open. What you typed is still here" };

async function find(c: AppContext, asked: { id: string }) {
  const { deps, actor, now } = c.var;
  const programme = await findProgramme(deps.db, actor, asked.id);
  const current = programme && (await findVersion(deps.db, programme.id, programme.currentVersion));
  if (!programme || !current) return undefined;
  const [plan, offered] = await Promise.all([planOf(deps.db, current.id), offeredToPlans(deps.db, dayOf(now))]);
  return { programme, current, offered, asked: readAsked(plan, current.template) };
}

const factsOf = ({ id: _, programmeId, version, createdAt, createdByName, ...facts }: ProgrammeVersion) => facts;

act(leading, {
  path: "/:id/primary-measure",
  permission: "programme:write",
  params: { id },
  find,
  look: "nothing-personal",
  parse: parseLeading,
  decide: (typed, { programme, current, asked }, c) => {
    const { primary, compared } = typed.leading;
    const ids = [...asked.map(({ series }) => series.id), primary, compared].flatMap((one) => one ?? []);
    const template = { ...current.template, leading: typed.leading, burdenReason: typed.burdenReason };
    const chosen = choose(asked, [...new Set(ids)], programme.route);
    // Paper is printed, and keyed, in the order of the plan: what leads on it stands first there.
    const plan = planLines(
      ledBy(chosen, ({ series }) => series.id === typed.leading.firstOnPaper),
      template,
    );
    if (isHeavy(plan) && template.burdenReason === null) return err(TOO_HEAVY);
    if (typed.version !== String(programme.version)) return err(LATE);
    const facts = { ...factsOf(current), template };
    return ok({
      id: c.var.deps.newId(),
      programmeId: programme.id,
      version: programme.currentVersion + 1,
      facts,
      plan,
    });
  },
  page: (found, form) => {
    const { template } = found.current;
    const chosen = template.leading ?? NOTHING_CHOSEN;
    const primary = primaryOf(found.asked, chosen)?.id ?? "";
    const values = leadingValues(chosen, primary, template.burdenReason);
    return ["@programmes/leading", leadingPage(found, form ?? { values, errors: [] })];
  },
  tells: "nobody",
  audit: ({ version, facts }, { programme }, c) =>
    wrote(c.var.actor, "programme", programme.id, { version, primary: facts.template.leading.primary }),
  writes: (made, _, c) => recordVersion(c.var.deps.db, made, { by: c.var.actor.userId, at: instantText(c.var.now) }),
  did: (_, { programme }) => `${programmePaths.show(programme.id)}?did=version`,
  late: () => LATE,
  conflict: async (c, found) => {
    const there = (await find(c, { id: found.programme.id })) ?? found;
    return ledMeanwhile(there.current, there.asked, there.current.template.leading);
  },
});
