import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { act } from "../../../web/act.ts";
import { factory, type PageModel, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { answeredAssessment, askedAssessment, lookAtAnswers, lookAtAssessment } from "../assessment/asked-routes.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { askOnceOf } from "../schedule/asked-once-queries.ts";
import { recordSteps } from "../sheet/recording-queries.ts";
import { askedWith, recordStepsToo } from "../sheet/serving-queries.ts";
import { markNotCollected, preferNotTo, type Refusal, reopen, type Step } from "../sheet/step.ts";
import { parseNotCollected, parsePreferredNotTo, parseReopening } from "./ending-form.ts";
import { notCollectedPage, preferredNotToPage, refusalSaid, reopeningPage } from "./ending-page.ts";
import { keyedAgain } from "./keyed-again-page.ts";
import { assessmentPage } from "./show-page.ts";
import { readShown } from "./shown-queries.ts";
import { factOf, type Told } from "./told-with-ending-routes.ts";

export const assessments = factory.createApp();

assessments.get(
  "/:id",
  reading(
    "measure:read",
    { id },
    async (c, asked) => {
      const assessment = await askedAssessment(c, asked);
      const shown = assessment && (await readShown(c.var.deps.db, c.var.actor, assessment, dayOf(c.var.now)));
      return shown && { shown, isAsked: asked.answers === "shown" };
    },
    (c, { shown, isAsked }) => (isAsked ? lookAtAnswers : lookAtAssessment)(c, shown.assessment),
    (c, { shown, isAsked }) =>
      page(c, "@questionnaires/show/show", assessmentPage(shown, keyedAgain(shown, c.var.actor, isAsked), c.var.now)),
    { answers: z.string().optional() },
  ),
);

type Ending<Typed> = {
  path: string;
  parse: (data: FormData, assessment: Assessment) => Result<Typed, FormProblem>;
  decide: (assessment: Assessment, typed: Typed) => Result<Step[], Refusal>;
  page: (assessment: Assessment, form?: FormProblem) => readonly [view: string, model: PageModel];
  did: string;
  /** What is told with it of a person, beyond this form. */
  learned?: (assessment: Assessment, typed: Typed) => Told | null;
};

type Decided = { steps: Step[]; told: Told | null };

/** An ending of an assessment, or its undoing; somebody who comes too late is told how it stands. */
function ending<Typed>({ path, parse, decide, page: shown, did, learned }: Ending<Typed>): void {
  act(assessments, {
    path,
    permission: "measure:enter",
    params: { id },
    find: answeredAssessment,
    look: lookAtAssessment,
    parse,
    decide: (typed, assessment) => {
      const steps = decide(assessment, typed);
      if (!steps.ok) return err({ text: refusalSaid(steps.error, assessment) });
      return ok({ steps: steps.value, told: learned?.(assessment, typed) ?? null });
    },
    page: shown,
    tells: "its-step",
    audit: ({ told }: Decided, { id: assessmentId, familyId }, c) =>
      wrote(c.var.actor, "assessment", assessmentId, { state: did, ...(told && { told: told.kind }) }, { familyId }),
    writes: async ({ steps, told }: Decided, assessment, c) => {
      const { deps, actor, now } = c.var;
      const who = { by: actor.userId, at: now };
      const recorded = recordSteps(deps.db, who, assessment, steps);
      const too = recordStepsToo(deps.db, who, await askedWith(deps.db, [assessment]), steps);
      return [...recorded, ...too, ...askOnceOf(deps.db, [assessment.id]), ...(await factOf(c, assessment, told))];
    },
    did: (_, assessment) => `${assessmentPaths.show(assessment.id)}?did=${did}`,
    late: ({ kind }, assessment) => (kind === "stale" ? { text: refusalSaid("changed-since", assessment) } : undefined),
  });
}

/** What a reason says of a person, beyond the form that it was given for. */
function toldBy(a: Assessment, { reason, who }: { reason: string; who: string }): Told | null {
  if (reason === "died") return { kind: "died", personId: who === "about" ? a.aboutId : a.informantId };
  return reason === "child-moved" && a.aboutKind === "child" ? { kind: "moved-out", personId: a.aboutId } : null;
}

ending({
  path: "/:id/not-collected",
  parse: parseNotCollected,
  decide: (assessment, { version, reason }) => markNotCollected(assessment, version, reason),
  page: (assessment, form) => ["@questionnaires/show/not-collected", notCollectedPage(assessment, form)],
  did: "not-collected",
  learned: toldBy,
});

ending({
  path: "/:id/preferred-not-to",
  parse: parsePreferredNotTo,
  decide: (assessment, { version }) => preferNotTo(assessment, version),
  page: (assessment, form) => ["@questionnaires/show/preferred-not-to", preferredNotToPage(assessment, form)],
  did: "preferred-not-to",
  learned: ({ informantId }, { all }) => (all.length > 0 ? { kind: "not-asked-again", personId: informantId } : null),
});

ending({
  path: "/:id/reopening",
  parse: parseReopening,
  decide: (assessment, { version, why }) => reopen(assessment, version, why),
  page: (assessment, form) => ["@questionnaires/show/reopening", reopeningPage(assessment, form)],
  did: "reopened",
});
