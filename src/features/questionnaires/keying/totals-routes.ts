import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { problem, typedValues } from "../../../forms/form.ts";
import { checkTotals } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { scoresOf, sheetsOf } from "../assessment/answer-queries.ts";
import { askedAssessment, lookAtAssessment } from "../assessment/asked-routes.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import { assessmentPaths } from "../paths.ts";
import { blockedPage } from "../sheet/blocked-page.ts";
import { packFilledIn } from "../sheet/pack-filled-queries.ts";
import { type Blocked, type TotalsSheet, totalsSheetOf } from "../sheet/sheet-queries.ts";
import { keepSheet, liveAnswers } from "./keep-sheet-queries.ts";
import { parseTotals, type TypedTotals } from "./totals-form.ts";
import { type LiveTotals, totalsPage } from "./totals-page.ts";

/** Mounted on /assessments: the totals of the owner's scored form, where the licence allows them. */
export const totals = factory.createApp();

const one = params(z.object({ id }));

const MEANWHILE =
  "Somebody else changed this while you were typing. Compare what you typed with what is there now; nothing of yours was saved.";

const refused = (c: AppContext, assessment: Assessment, why: Blocked | "preferred-not-to") =>
  page(c, "@questionnaires/blocked", blockedPage(assessment, why), 409);

totals.get(
  "/:id/totals",
  reading("measure:enter", { id }, askedAssessment, lookAtAssessment, async (c, assessment) => {
    const { deps, now } = c.var;
    if (assessment.state === "preferred-not-to") return refused(c, assessment, "preferred-not-to");
    const sheet = await totalsSheetOf(deps.db, assessment, dayOf(now));
    if (typeof sheet === "string") return refused(c, assessment, sheet);
    const [live, pack] = await Promise.all([liveTotals(c, assessment), packFilledIn(deps.db, assessment)]);
    return page(c, "@questionnaires/keying/totals", totalsPage(assessment, sheet, dayOf(now), { live, pack }));
  }),
);

totals.post("/:id/totals", can("measure:enter"), one, once(), async (c) => {
  const { deps, now } = c.var;
  const assessment = await askedAssessment(c, c.req.valid("param"));
  if (!assessment) return c.notFound();
  const sheet = await totalsSheetOf(deps.db, assessment, dayOf(now));
  if (typeof sheet === "string") return refused(c, assessment, sheet);
  const { definition, allowed } = sheet;
  const check = (typed: ReadonlyMap<string, number>) => checkTotals(definition, typed);
  const form = parseTotals(await c.req.formData(), assessment, definition, dayOf(now), allowed, check);
  if (form.ok) return saved(c, assessment, sheet, form.value);
  const given = { form: form.error, live: await liveTotals(c, assessment) };
  return page(c, "@questionnaires/keying/totals", totalsPage(assessment, sheet, dayOf(now), given), 422);
});

async function saved(c: AppContext, assessment: Assessment, sheet: TotalsSheet, typed: TypedTotals) {
  const arrived = {
    ...typed,
    language: assessment.language ?? "en",
    asked: [],
    facts: { totals: typed.answers.length },
    isDrawn: false,
  };
  const kept = await keepSheet(c.var.deps, c.var, assessment, sheet.definition, arrived);
  if (!kept.ok && kept.error === "preferred-not-to") return refused(c, assessment, "preferred-not-to");
  if (!kept.ok) return meanwhile(c, assessment.id, sheet);
  const { audit, writes, did } = kept.value;
  try {
    return await save(c, audit, writes, `${assessmentPaths.show(assessment.id)}?did=${did}`);
  } catch (error) {
    if (error instanceof Conflict) return meanwhile(c, assessment.id, sheet);
    throw error;
  }
}

async function liveTotals(c: AppContext, assessment: Assessment): Promise<LiveTotals | undefined> {
  const { id: assessmentId, responseId } = assessment;
  if (responseId === null) return undefined;
  const { db } = c.var.deps;
  const [sheets, scores, answers] = await Promise.all([
    sheetsOf(db, assessmentId),
    scoresOf(db, [responseId]),
    liveAnswers(c.var.deps, assessment),
  ]);
  const sheet = sheets.find((kept) => kept.id === responseId);
  return sheet && { sheet, scores, typed: totalsIn(answers) };
}

/** Lost to somebody else: the page as it was typed, beside what is there now, ready to be sent again as a correction. */
async function meanwhile(c: AppContext, assessmentId: string, sheet: TotalsSheet) {
  const { now } = c.var;
  const assessment = await askedAssessment(c, { id: assessmentId });
  if (!assessment) return c.notFound();
  const form = problem(typedValues(await c.req.formData()), "form", MEANWHILE);
  const given = { form, live: await liveTotals(c, assessment), isMeanwhile: true };
  return page(c, "@questionnaires/keying/totals", totalsPage(assessment, sheet, dayOf(now), given), 409);
}
