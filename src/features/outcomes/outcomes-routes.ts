import type { Actor } from "../../domain/actor.ts";
import { looked } from "../../domain/audit-entry.ts";
import { addMonths, dayOf } from "../../domain/calendar.ts";
import type { FormProblem } from "../../forms/form.ts";
import { readDay } from "../../forms/read-day.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { cohortOutcomes } from "./cohort-outcomes-queries.ts";
import { cohortPage, cohortsPage } from "./cohort-page.ts";
import { type CohortDefinition, countObjections, findProgrammeFacts, type ProgrammeFacts } from "./cohort-queries.ts";
import { listDeclinedFeedback, listFeedback } from "./feedback-queries.ts";
import { countAskedSince, funnelToReferral } from "./funnel-queries.ts";
import { listCohorts } from "./list-queries.ts";
import { countMadeAgain } from "./made-again-queries.ts";
import { scalePage } from "./scale-page.ts";

export const outcomes = factory.createApp();

const seen = (actor: Actor, what: string) => looked(actor, "cohort", what);

outcomes.get(
  "/",
  reading(
    "cohort:read",
    {},
    (c) => listCohorts(c.var.deps.db),
    (c) => seen(c.var.actor, "list"),
    (c, cohorts) => page(c, "@outcomes/cohorts", cohortsPage(cohorts)),
  ),
);

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

outcomes.get(
  "/:programmeId",
  reading(
    "cohort:read",
    { programmeId: id },
    (c, { programmeId }) => findProgrammeFacts(c.var.deps.db, programmeId),
    (c, programme) => seen(c.var.actor, programme.id),
    (c, programme) => showCohort(c, programme),
  ),
);

async function showCohort(c: AppContext, programme: ProgrammeFacts) {
  const { deps, now } = c.var;
  const today = dayOf(now);
  const { period, problem } = readPeriod(c);
  const cohort: CohortDefinition = { programmeId: programme.id, ...period };
  const [found, toReferral, asked, objections, given, declined] = await Promise.all([
    cohortOutcomes(deps.db, cohort, programme.format === "group", today),
    funnelToReferral(deps.db, { programmeId: programme.id, route: programme.route }),
    countAskedSince(deps.db, addMonths(today, -12)),
    countObjections(deps.db, cohort),
    listFeedback(deps.db, cohort),
    listDeclinedFeedback(deps.db, programme.route),
  ]);
  const feedback = { asked: given, declined };
  const shown = { programme, cohort, outcomes: found, toReferral, asked, objections, feedback, today };
  return page(c, "@outcomes/cohort", cohortPage(shown, problem), problem.errors.length > 0 ? 422 : 200);
}

outcomes.get(
  "/:programmeId/:measureId/:scale",
  reading(
    "cohort:read",
    { programmeId: id, measureId: id, scale: id },
    async (c, { programmeId, measureId, scale }) => {
      const { deps, now } = c.var;
      const programme = await findProgrammeFacts(deps.db, programmeId);
      if (!programme) return undefined;
      const whole = { programmeId, from: null, to: null };
      const { scales } = await cohortOutcomes(deps.db, whole, programme.format === "group", dayOf(now));
      const outcome = scales.find((one) => one.definition.id === measureId && one.scale.id === scale);
      return outcome && { programme, outcome };
    },
    (c, { programme, outcome }) => seen(c.var.actor, `${programme.id}/${outcome.definition.id}/${outcome.scale.id}`),
    async (c, { programme, outcome }) => {
      const { definition, scale } = outcome;
      const madeAgain = await countMadeAgain(c.var.deps.db, programme.id, definition.id, scale.id);
      return page(c, "@outcomes/scale", scalePage(programme, outcome, madeAgain));
    },
  ),
);
