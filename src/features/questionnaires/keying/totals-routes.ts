import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { problem, typedValues } from "../../../forms/form.ts";
import { checkTotals } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { answersOf, scoresOf, sheetsOf } from "../assessment/answer-queries.ts";
import { askedAssessment, lookAtAssessment } from "../assessment/asked-routes.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import { recordCorrectedClarifications } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { blockedPage } from "../sheet/blocked-page.ts";
import { recordSheet } from "../sheet/recording-queries.ts";
import { type Blocked, type TotalsSheet, totalsSheetOf } from "../sheet/sheet-queries.ts";
import { finish, type Step } from "../sheet/step.ts";
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
    const live = await liveTotals(c, assessment);
    return page(c, "@questionnaires/keying/totals", totalsPage(assessment, sheet, dayOf(now), { live }));
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
  const responseId = c.var.deps.newId();
  const steps = finish(assessment, typed.version, { id: responseId, reason: typed.reason });
  if (!steps.ok && steps.error === "preferred-not-to") return refused(c, assessment, "preferred-not-to");
  if (!steps.ok) return meanwhile(c, assessment.id, sheet);
  try {
    return await commitTotals(c, assessment, sheet, typed, { responseId, steps: steps.value });
  } catch (error) {
    if (error instanceof Conflict) return meanwhile(c, assessment.id, sheet);
    throw error;
  }
}

async function commitTotals(
  c: AppContext,
  assessment: Assessment,
  { definition }: TotalsSheet,
  { completedOn, mode, reason, answers }: TypedTotals,
  { responseId, steps }: { responseId: string; steps: Step[] },
) {
  const { deps, actor, now } = c.var;
  const who = { by: actor.userId, at: now };
  const replaced = assessment.responseId;
  const before = await liveAnswers(c, assessment);
  const replaces = replaced === null ? null : { responseId: replaced, reason: reason ?? "", answers: before };
  const language = assessment.language ?? "en";
  const kept = { responseId, completedOn, mode, language, asked: [], answers, replaces };
  const writes = await recordSheet(deps, who, definition, assessment, kept, steps);
  const typedNow = new Map(answers.map(({ item, value }) => [item, value]));
  const changed = (item: string) => typedNow.get(item) !== before.get(item);
  const settled = replaces
    ? await recordCorrectedClarifications(deps.db, who, assessment.id, changed, replaces.reason)
    : [];
  const fields = { state: "done", completedOn, mode, totals: answers.length };
  const entry = wrote(actor, "assessment", assessment.id, fields, { familyId: assessment.familyId });
  const did = replaced === null ? "keyed" : "corrected";
  return save(c, entry, [...writes, ...settled], `${assessmentPaths.show(assessment.id)}?did=${did}`);
}

async function liveAnswers(c: AppContext, { responseId }: Assessment): Promise<Map<string, string>> {
  if (responseId === null) return new Map();
  return (await answersOf(c.var.deps.db, [responseId])).get(responseId) ?? new Map();
}

async function liveTotals(c: AppContext, assessment: Assessment): Promise<LiveTotals | undefined> {
  const { id: assessmentId, responseId } = assessment;
  if (responseId === null) return undefined;
  const { db } = c.var.deps;
  const [sheets, scores, answers] = await Promise.all([
    sheetsOf(db, assessmentId),
    scoresOf(db, [responseId]),
    liveAnswers(c, assessment),
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
