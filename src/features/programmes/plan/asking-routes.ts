import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { recordVersion } from "../catalogue-queries.ts";
import { programmePaths } from "../paths.ts";
import type { Programme, ProgrammeVersion } from "../programme.ts";
import { findProgramme, findVersion } from "../programme-queries.ts";
import { type Asked, planLines, readAsked } from "./asked.ts";
import { type Asking, askingValues, parseAsking } from "./asking-form.ts";
import { askingPage, savedMeanwhile } from "./asking-page.ts";
import { isHeavy, TOO_HEAVY } from "./plan-page.ts";
import { planOf } from "./plan-queries.ts";

/** How a programme's plan asks one questionnaire: a change of it is the programme's next version. */
export const asking = factory.createApp();

const LATE: Refusal = { text: "A version was saved while you had this open. What you typed is still here" };

type Found = { programme: Programme; current: ProgrammeVersion; all: Asked[]; asked: Asked };

/** The programme, its current version and what that asks; `asked` is undefined where it does not ask this questionnaire. */
async function planNow(c: AppContext, programmeId: string, seriesId: string) {
  const { deps, actor } = c.var;
  const programme = await findProgramme(deps.db, actor, programmeId);
  const current = programme && (await findVersion(deps.db, programme.id, programme.currentVersion));
  if (!programme || !current) return undefined;
  const all = readAsked(await planOf(deps.db, current.id), current.template);
  return { programme, current, all, asked: all.find(({ series }) => series.id === seriesId) };
}

async function find(
  c: AppContext,
  { id: programmeId, series }: { id: string; series: string },
): Promise<Found | undefined> {
  const now = await planNow(c, programmeId, series);
  return now?.asked && { ...now, asked: now.asked };
}

/** The version that asks this one otherwise, and is as it was in all else. */
function nextVersion({ current, all }: Found, { asked, burdenReason }: Asking) {
  const template = { ...current.template, burdenReason };
  const { format, childAgeFrom, childAgeTo, minimumPlaces, maximumPlaces, completionShare, evidence, fidelity } =
    current;
  const facts = { format, childAgeFrom, childAgeTo, minimumPlaces, maximumPlaces, completionShare, evidence, fidelity };
  const plan = planLines(
    all.map((other) => (other.series.id === asked.series.id ? asked : other)),
    template,
  );
  return { facts: { ...facts, template }, plan };
}

act(asking, {
  path: "/:id/plan/:series",
  permission: "programme:write",
  params: { id, series: id },
  find,
  look: "nothing-personal",
  parse: (data, { asked }) => parseAsking(data, asked),
  decide: (typed, found, c) => {
    const { programme } = found;
    const next = nextVersion(found, typed);
    if (isHeavy(next.plan) && next.facts.template.burdenReason === null) return err(TOO_HEAVY);
    if (typed.version !== String(programme.version)) return err(LATE);
    return ok({ id: c.var.deps.newId(), programmeId: programme.id, version: programme.currentVersion + 1, ...next });
  },
  page: ({ programme, current, asked }, form) => {
    const values = askingValues(asked, current.template.burdenReason);
    return ["@programmes/asking", askingPage(programme, asked, form ?? { values, errors: [] })];
  },
  tells: "nobody",
  audit: ({ version }, { programme, asked }, c) =>
    wrote(c.var.actor, "programme", programme.id, { version, measure: asked.series.id }),
  writes: (made, _, c) => recordVersion(c.var.deps.db, made, { by: c.var.actor.userId, at: instantText(c.var.now) }),
  did: (_, { programme }) => `${programmePaths.show(programme.id)}?did=version`,
  late: () => LATE,
  conflict: async (c, { programme, current, asked }) => {
    const there = await planNow(c, programme.id, asked.series.id);
    return savedMeanwhile(there?.current ?? current, there?.asked);
  },
});
