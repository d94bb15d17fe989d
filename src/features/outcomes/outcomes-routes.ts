import { z } from "zod";
import type { Actor } from "../../domain/actor.ts";
import { looked } from "../../domain/audit-entry.ts";
import { addMonths, dayOf } from "../../domain/calendar.ts";
import { type FormProblem, readDay } from "../../forms/form.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { note } from "../../web/save.ts";
import { cohortOutcomes } from "./cohort-outcomes-queries.ts";
import { cohortPage, cohortsPage } from "./cohort-page.ts";
import { type CohortDefinition, countObjections, findProgrammeFacts } from "./cohort-queries.ts";
import { listDeclinedFeedback, listFeedback } from "./feedback-queries.ts";
import { countAskedSince, funnelToReferral } from "./funnel-queries.ts";
import { listCohorts } from "./list-queries.ts";
import { countMadeAgain } from "./made-again-queries.ts";
import { scalePage } from "./scale-page.ts";

export const outcomes = factory.createApp();

const seen = (actor: Actor, what: string) => looked(actor, "cohort", what);

outcomes.get("/", can("cohort:read"), async (c) => {
  const cohorts = await listCohorts(c.var.deps.db);
  await note(c, seen(c.var.actor, "list"));
  return page(c, "@outcomes/cohorts", cohortsPage(cohorts));
});

type Period = { from: string | null; to: string | null };

/** The period in the address: three boxes, or YYYY-MM-DD. A date that is none is told at its field. */
function readPeriod(c: AppContext): { period: Period; problem: FormProblem } {
  const problem: FormProblem = { values: {}, errors: [] };
  const read = (name: "from" | "to", label: string): string | null => {
    const boxes = ["day", "month", "year"].map((part) => c.req.query(`${name}-${part}`) ?? "");
    for (const [i, part] of ["day", "month", "year"].entries()) problem.values[`${name}-${part}`] = boxes[i]!;
    const typed = boxes.some((text) => text.trim() !== "") ? boxes.join("/") : (c.req.query(name) ?? "");
    if (typed.trim() === "") return null;
    const result = readDay(typed, label);
    if (result.ok) return result.value;
    problem.errors.push({ field: name, text: result.error });
    return null;
  };
  const period = { from: read("from", "Enrolled from"), to: read("to", "Enrolled up to") };
  return { period, problem };
}

outcomes.get("/:programmeId", can("cohort:read"), params(z.object({ programmeId: id })), async (c) => {
  const { deps, actor, now } = c.var;
  const { programmeId } = c.req.valid("param");
  const programme = await findProgrammeFacts(deps.db, programmeId);
  if (!programme) return c.notFound();
  const today = dayOf(now);
  const { period, problem } = readPeriod(c as never);
  const cohort: CohortDefinition = { programmeId, ...period };
  const [found, toReferral, asked, objections, given, declined] = await Promise.all([
    cohortOutcomes(deps.db, cohort, programme.format === "group", today),
    funnelToReferral(deps.db, { programmeId, route: programme.route }),
    countAskedSince(deps.db, addMonths(today, -12)),
    countObjections(deps.db, cohort),
    listFeedback(deps.db, cohort),
    listDeclinedFeedback(deps.db, programme.route),
  ]);
  await note(c, seen(actor, programmeId));
  const feedback = { asked: given, declined };
  const shown = { programme, cohort, outcomes: found, toReferral, asked, objections, feedback, today };
  const model = cohortPage(shown, problem);
  return page(c, "@outcomes/cohort", model, problem.errors.length > 0 ? 422 : 200);
});

const scaleParams = z.object({ programmeId: id, measureId: id, scale: id });

outcomes.get("/:programmeId/:measureId/:scale", can("cohort:read"), params(scaleParams), async (c) => {
  const { deps, actor, now } = c.var;
  const { programmeId, measureId, scale } = c.req.valid("param");
  const programme = await findProgrammeFacts(deps.db, programmeId);
  if (!programme) return c.notFound();
  const { scales } = await cohortOutcomes(
    deps.db,
    { programmeId, from: null, to: null },
    programme.format === "group",
    dayOf(now),
  );
  const found = scales.find((one) => one.definition.id === measureId && one.scale.id === scale);
  if (!found) return c.notFound();
  await note(c, seen(actor, `${programmeId}/${measureId}/${scale}`));
  const madeAgain = await countMadeAgain(deps.db, programmeId, measureId, scale);
  return page(c, "@outcomes/scale", scalePage(programme, found, madeAgain));
});
