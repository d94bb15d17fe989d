import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { BLANK, type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { askedAssessment, lookAtAnswers, lookAtAssessment } from "../assessment/asked-routes.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { recordSteps } from "../sheet/recording-queries.ts";
import { markNotCollected, preferNotTo, reopen, type Step } from "../sheet/step.ts";
import { parseNotCollected, parsePreferredNotTo, parseReopening } from "./ending-form.ts";
import { notCollectedPage, preferredNotToPage, refusalSaid, reopeningPage } from "./ending-page.ts";
import { keyedAgain } from "./keyed-again-page.ts";
import { assessmentPage } from "./show-page.ts";
import { readShown } from "./shown-queries.ts";

export const assessments = factory.createApp();

const one = params(z.object({ id }));

const PAGES = {
  "not-collected": notCollectedPage,
  "preferred-not-to": preferredNotToPage,
  reopening: reopeningPage,
} as const;
type Ending = keyof typeof PAGES;

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

const shownForm = (c: AppContext, name: Ending, assessment: Assessment, form: FormProblem, status: 200 | 409 | 422) =>
  page(c, `@questionnaires/show/${name}`, PAGES[name](assessment, form), status);

for (const name of ["not-collected", "preferred-not-to", "reopening"] as const)
  assessments.get(
    `/:id/${name}`,
    reading("measure:enter", { id }, askedAssessment, lookAtAssessment, (c, assessment) =>
      shownForm(c, name, assessment, BLANK, 200),
    ),
  );

async function refused(c: AppContext, name: Ending, assessment: Assessment, error: Parameters<typeof refusalSaid>[0]) {
  const kept = problem(typedValues(await c.req.formData()), "form", refusalSaid(error, assessment));
  return shownForm(c, name, assessment, kept, 409);
}

const saved = (c: AppContext, assessment: Assessment, steps: readonly Step[], did: string) => {
  const { deps, actor, now } = c.var;
  const entry = wrote(actor, "assessment", assessment.id, { state: did }, { familyId: assessment.familyId });
  const writes = recordSteps(deps.db, { by: actor.userId, at: now }, assessment, steps);
  return save(c, entry, writes, `${assessmentPaths.show(assessment.id)}?did=${did}`);
};

assessments.post("/:id/not-collected", can("measure:enter"), one, once(), async (c) => {
  const assessment = await askedAssessment(c, c.req.valid("param"));
  if (!assessment) return c.notFound();
  const form = parseNotCollected(await c.req.formData());
  if (!form.ok) return shownForm(c, "not-collected", assessment, form.error, 422);
  const steps = markNotCollected(assessment, form.value.version, form.value.reason);
  if (!steps.ok) return refused(c, "not-collected", assessment, steps.error);
  return saved(c, assessment, steps.value, "not-collected");
});

assessments.post("/:id/preferred-not-to", can("measure:enter"), one, once(), async (c) => {
  const assessment = await askedAssessment(c, c.req.valid("param"));
  if (!assessment) return c.notFound();
  const form = parsePreferredNotTo(await c.req.formData());
  if (!form.ok) return shownForm(c, "preferred-not-to", assessment, form.error, 422);
  const steps = preferNotTo(assessment, form.value.version);
  if (!steps.ok) return refused(c, "preferred-not-to", assessment, steps.error);
  return saved(c, assessment, steps.value, "preferred-not-to");
});

assessments.post("/:id/reopening", can("measure:enter"), one, once(), async (c) => {
  const assessment = await askedAssessment(c, c.req.valid("param"));
  if (!assessment) return c.notFound();
  const form = parseReopening(await c.req.formData());
  if (!form.ok) return shownForm(c, "reopening", assessment, form.error, 422);
  const steps = reopen(assessment, form.value.version, form.value.why);
  if (!steps.ok) return refused(c, "reopening", assessment, steps.error);
  return saved(c, assessment, steps.value, "reopened");
});
