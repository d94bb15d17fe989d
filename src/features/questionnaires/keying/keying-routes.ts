import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { dayOf, longInstant } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { note, once, save } from "../../../web/save.ts";
import { sheetsOf } from "../assessment/answer-queries.ts";
import { answeredAssessment, askedAssessment, lookAtAnswers, lookAtAssessment } from "../assessment/asked-routes.ts";
import { type Assessment, STATES } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { blockedPage } from "../sheet/blocked-page.ts";
import { addedTo, type Keyed, parseKeying } from "../sheet/keying-form.ts";
import { packFilledIn } from "../sheet/pack-filled-queries.ts";
import { type AskedSheet, type Blocked, sheetOf } from "../sheet/sheet-queries.ts";
import { keepSheet, liveAnswers } from "./keep-sheet-queries.ts";
import { type KeyedMeanwhile, keyingPage } from "./keying-page.ts";

export const keying = factory.createApp();

const one = params(z.object({ id }));

const MEANWHILE =
  "This was changed while you were keying. Compare what you keyed with what is there now; nothing of yours was saved.";

const refused = (c: AppContext, assessment: Assessment, why: Blocked | "preferred-not-to") =>
  page(c, "@questionnaires/blocked", blockedPage(assessment, why), 409);

/** A form that was keyed shows what was keyed: to correct it, or to who came too late. */
const look = (c: AppContext, assessment: Assessment) =>
  (assessment.responseId === null ? lookAtAssessment : lookAtAnswers)(c, assessment);

keying.get(
  "/:id/keying",
  reading("measure:enter", { id }, answeredAssessment, look, async (c, assessment) => {
    const { deps, now } = c.var;
    if (assessment.state === "preferred-not-to") return refused(c, assessment, "preferred-not-to");
    const sheet = await sheetOf(deps.db, assessment, dayOf(now), [], c.req.query("language"));
    if (sheet === "totals-only") return c.redirect(assessmentPaths.totals(assessment.id), 303);
    if (typeof sheet === "string") return refused(c, assessment, sheet);
    const [answers, pack] = await Promise.all([liveAnswers(deps, assessment), packFilledIn(deps.db, assessment)]);
    return page(c, "@questionnaires/keying/keying", keyingPage(assessment, sheet, dayOf(now), { answers, pack }));
  }),
);

keying.post("/:id/keying", can("measure:enter"), one, once(), async (c) => {
  const { deps, now } = c.var;
  const today = dayOf(now);
  const assessment = await answeredAssessment(c, c.req.valid("param"));
  if (!assessment) return c.notFound();
  const data = await c.req.formData();
  const plain = await sheetOf(deps.db, assessment, today, [], c.req.query("language"));
  if (typeof plain === "string") return refused(c, assessment, plain);
  const added = addedTo(data, plain.more);
  const sheet = added.length === 0 ? plain : ((await sheetOf(deps.db, assessment, today, added)) as AskedSheet);
  const pack = await packFilledIn(deps.db, assessment);
  const shown = (form: FormProblem, status: 200 | 422) =>
    page(c, "@questionnaires/keying/keying", keyingPage(assessment, sheet, today, { form, added, pack }), status);
  if (data.has("adding")) return shown({ values: typedValues(data), errors: [] }, 200);
  const form = parseKeying(data, assessment, sheet, today, sheet.allowed);
  if (!form.ok) return shown(form.error, 422);
  return saved(c, assessment, sheet, form.value, added);
});

async function saved(c: AppContext, assessment: Assessment, sheet: AskedSheet, keyed: Keyed, added: string[]) {
  const { definition, questions, language } = sheet;
  const arrived = {
    ...keyed,
    language,
    asked: questions.map(({ item }) => item),
    isDrawn: definition.kind === "questionnaire",
  };
  const kept = await keepSheet(c.var.deps, c.var, assessment, definition, arrived);
  if (!kept.ok && kept.error === "preferred-not-to") return refused(c, assessment, "preferred-not-to");
  if (!kept.ok) return meanwhile(c, assessment.id, sheet, added);
  const { audit, writes, did } = kept.value;
  try {
    return await save(c, audit, writes, `${assessmentPaths.show(assessment.id)}?did=${did}`);
  } catch (error) {
    if (error instanceof Conflict) return meanwhile(c, assessment.id, sheet, added);
    throw error;
  }
}

/** Lost to somebody else: the page as it was typed, beside what is there now, ready to be sent again as a correction. */
async function meanwhile(c: AppContext, assessmentId: string, sheet: AskedSheet, added: string[]) {
  const { now } = c.var;
  const assessment = await askedAssessment(c, { id: assessmentId });
  if (!assessment) return c.notFound();
  await note(c, look(c, assessment));
  const form = problem(typedValues(await c.req.formData()), "form", MEANWHILE);
  const there = await thereNow(c, assessment);
  return page(
    c,
    "@questionnaires/keying/keying",
    keyingPage(assessment, sheet, dayOf(now), { form, there, added }),
    409,
  );
}

async function thereNow(c: AppContext, assessment: Assessment): Promise<KeyedMeanwhile> {
  const live = (await sheetsOf(c.var.deps.db, assessment.id)).find(({ id }) => id === assessment.responseId);
  return {
    state: STATES[assessment.state],
    by: live?.keyedBy ?? "",
    at: live ? longInstant(live.keyedAt) : "",
    answers: await liveAnswers(c.var.deps, assessment),
  };
}
