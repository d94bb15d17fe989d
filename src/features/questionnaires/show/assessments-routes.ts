import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { BLANK, type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { findAssessment } from "../assessment/assessment-queries.ts";
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

assessments.get("/:id", can("measure:read"), one, async (c) => {
  const { deps, actor } = c.var;
  const assessment = await findAssessment(deps.db, actor, c.req.valid("param").id);
  if (!assessment) return c.notFound();
  const shown = await readShown(deps.db, actor, assessment);
  if (!shown) return c.notFound();
  const isAsked = c.req.query("answers") === "shown";
  await note(c, looked(actor, isAsked ? "answers" : "assessment", assessment.id, assessment.familyId));
  return page(c, "@questionnaires/show/show", assessmentPage(shown, keyedAgain(shown, actor, isAsked)));
});

const shownForm = (c: AppContext, name: Ending, assessment: Assessment, form: FormProblem, status: 200 | 409 | 422) =>
  page(c, `@questionnaires/show/${name}`, PAGES[name](assessment, form), status);

for (const name of ["not-collected", "preferred-not-to", "reopening"] as const)
  assessments.get(`/:id/${name}`, can("measure:enter"), one, async (c) => {
    const assessment = await findAssessment(c.var.deps.db, c.var.actor, c.req.valid("param").id);
    if (!assessment) return c.notFound();
    await note(c, looked(c.var.actor, "assessment", assessment.id, assessment.familyId));
    return shownForm(c, name, assessment, BLANK, 200);
  });

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
  const assessment = await findAssessment(c.var.deps.db, c.var.actor, c.req.valid("param").id);
  if (!assessment) return c.notFound();
  const form = parseNotCollected(await c.req.formData());
  if (!form.ok) return shownForm(c, "not-collected", assessment, form.error, 422);
  const steps = markNotCollected(assessment, form.value.version, form.value.reason);
  if (!steps.ok) return refused(c, "not-collected", assessment, steps.error);
  return saved(c, assessment, steps.value, "not-collected");
});

assessments.post("/:id/preferred-not-to", can("measure:enter"), one, once(), async (c) => {
  const assessment = await findAssessment(c.var.deps.db, c.var.actor, c.req.valid("param").id);
  if (!assessment) return c.notFound();
  const form = parsePreferredNotTo(await c.req.formData());
  if (!form.ok) return shownForm(c, "preferred-not-to", assessment, form.error, 422);
  const steps = preferNotTo(assessment, form.value.version);
  if (!steps.ok) return refused(c, "preferred-not-to", assessment, steps.error);
  return saved(c, assessment, steps.value, "preferred-not-to");
});

assessments.post("/:id/reopening", can("measure:enter"), one, once(), async (c) => {
  const assessment = await findAssessment(c.var.deps.db, c.var.actor, c.req.valid("param").id);
  if (!assessment) return c.notFound();
  const form = parseReopening(await c.req.formData());
  if (!form.ok) return shownForm(c, "reopening", assessment, form.error, 422);
  const steps = reopen(assessment, form.value.version, form.value.why);
  if (!steps.ok) return refused(c, "reopening", assessment, steps.error);
  return saved(c, assessment, steps.value, "reopened");
});
