import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { recordVersion } from "../catalogue-queries.ts";
import { programmePaths } from "../paths.ts";
import type { Programme, ProgrammeVersion } from "../programme.ts";
import { findProgramme, findVersion } from "../programme-queries.ts";
import { type Asked, planLines, readAsked } from "./asked.ts";
import { type Asking, askingValues, parseAsking } from "./asking-form.ts";
import { askingPage } from "./asking-page.ts";
import { HEAVY, isHeavy } from "./plan-page.ts";
import { planOf } from "./plan-queries.ts";

/** How a programme's plan asks one questionnaire: a change of it is the programme's next version. */
export const asking = factory.createApp();

const VIEW = "@programmes/asking";
const LATE = "Somebody saved a version while you had this open. What you typed is still here";

const one = params(z.object({ id, series: id }));

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

asking.get(
  "/:id/plan/:series",
  reading("programme:write", { id, series: id }, find, "nothing-personal", (c, { programme, asked, current }) => {
    const values = askingValues(asked, current.template.burdenReason);
    return page(c, VIEW, askingPage(programme, asked, { values, errors: [] }));
  }),
);

asking.post("/:id/plan/:series", can("programme:write"), one, once(), async (c) => {
  const found = await find(c, c.req.valid("param"));
  if (!found) return c.notFound();
  const data = await c.req.formData();
  const wrong = (form: FormProblem) => page(c, VIEW, askingPage(found.programme, found.asked, form), 422);
  const form = parseAsking(data, found.asked);
  if (!form.ok) return wrong(form.error);
  const next = nextVersion(found, form.value);
  if (isHeavy(next.plan) && next.facts.template.burdenReason === null)
    return wrong(problem(typedValues(data), "burdenReason", HEAVY));
  if (form.value.version !== String(found.programme.version)) return late(c, found, data);
  return saved(c, found, next, data);
});

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

async function saved(c: AppContext, found: Found, next: ReturnType<typeof nextVersion>, data: FormData) {
  const { deps, actor, now } = c.var;
  const { programme, asked } = found;
  const version = programme.currentVersion + 1;
  const made = { id: deps.newId(), programmeId: programme.id, version, ...next };
  const audit = wrote(actor, "programme", programme.id, { version, measure: asked.series.id });
  const writes = recordVersion(deps.db, made, { by: actor.userId, at: instantText(now) });
  try {
    return await save(c, audit, writes, `${programmePaths.show(programme.id)}?did=version`);
  } catch (error) {
    if (error instanceof Conflict) return late(c, found, data);
    throw error;
  }
}

/** Somebody saved a version first: who and when, how it asks this, and the form as it was typed. */
async function late(c: AppContext, { programme, asked }: Found, data: FormData) {
  const there = await planNow(c, programme.id, asked.series.id);
  const form = problem(typedValues(data), "form", LATE);
  const meanwhile = there && { ...there.current, asked: there.asked };
  return page(c, VIEW, askingPage(there?.programme ?? programme, asked, form, meanwhile), 409);
}
