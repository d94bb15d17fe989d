import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { err, type Result } from "../../../domain/result.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { act } from "../../../web/act.ts";
import { factory, type PageModel, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { askedAssessment, lookAtAnswers, lookAtAssessment } from "../assessment/asked-routes.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { recordSteps } from "../sheet/recording-queries.ts";
import { markNotCollected, preferNotTo, type Refusal, reopen, type Step } from "../sheet/step.ts";
import { parseNotCollected, parsePreferredNotTo, parseReopening } from "./ending-form.ts";
import { notCollectedPage, preferredNotToPage, refusalSaid, reopeningPage } from "./ending-page.ts";
import { keyedAgain } from "./keyed-again-page.ts";
import { assessmentPage } from "./show-page.ts";
import { readShown } from "./shown-queries.ts";

export const assessments = factory.createApp();

assessments.get(
  "/:id",
  reading(
    "measure:read",
    { id },
    async (c, asked) => {
      const assessment = await askedAssessment(c, asked);
      const shown = assessment && (await readShown(c.var.deps.db, c.var.actor, assessment));
      return shown && { shown, isAsked: asked.answers === "shown" };
    },
    (c, { shown, isAsked }) => (isAsked ? lookAtAnswers : lookAtAssessment)(c, shown.assessment),
    (c, { shown, isAsked }) =>
      page(c, "@questionnaires/show/show", assessmentPage(shown, keyedAgain(shown, c.var.actor, isAsked))),
    { answers: z.string().optional() },
  ),
);

type Ending<Typed> = {
  path: string;
  parse: (data: FormData) => Result<Typed, FormProblem>;
  decide: (assessment: Assessment, typed: Typed) => Result<Step[], Refusal>;
  page: (assessment: Assessment, form?: FormProblem) => readonly [view: string, model: PageModel];
  did: string;
};

/** An ending of an assessment, or its undoing; somebody who comes too late is told how it stands. */
function ending<Typed>({ path, parse, decide, page: shown, did }: Ending<Typed>): void {
  act(assessments, {
    path,
    permission: "measure:enter",
    params: { id },
    find: askedAssessment,
    look: lookAtAssessment,
    parse,
    decide: (typed, assessment) => {
      const steps = decide(assessment, typed);
      return steps.ok ? steps : err({ text: refusalSaid(steps.error, assessment) });
    },
    page: shown,
    audit: (_: Step[], { id: assessmentId, familyId }, c) =>
      wrote(c.var.actor, "assessment", assessmentId, { state: did }, { familyId }),
    writes: (steps: Step[], assessment, { var: { deps, actor, now } }) =>
      recordSteps(deps.db, { by: actor.userId, at: now }, assessment, steps),
    did: (_, assessment) => `${assessmentPaths.show(assessment.id)}?did=${did}`,
    late: ({ kind }, assessment) => (kind === "stale" ? { text: refusalSaid("changed-since", assessment) } : undefined),
  });
}

ending({
  path: "/:id/not-collected",
  parse: parseNotCollected,
  decide: (assessment, { version, reason }) => markNotCollected(assessment, version, reason),
  page: (assessment, form) => ["@questionnaires/show/not-collected", notCollectedPage(assessment, form)],
  did: "not-collected",
});

ending({
  path: "/:id/preferred-not-to",
  parse: parsePreferredNotTo,
  decide: (assessment, { version }) => preferNotTo(assessment, version),
  page: (assessment, form) => ["@questionnaires/show/preferred-not-to", preferredNotToPage(assessment, form)],
  did: "preferred-not-to",
});

ending({
  path: "/:id/reopening",
  parse: parseReopening,
  decide: (assessment, { version, why }) => reopen(assessment, version, why),
  page: (assessment, form) => ["@questionnaires/show/reopening", reopeningPage(assessment, form)],
  did: "reopened",
});
