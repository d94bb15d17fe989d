import { dayOf } from "../../../domain/calendar.ts";
import { err } from "../../../domain/result.ts";
import { checkTotals } from "../../../measures/index.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { scoresOf, sheetsOf } from "../assessment/answer-queries.ts";
import { answeredAssessment, lookAtAssessment } from "../assessment/asked-routes.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { totalsIn } from "../assessment/typed-totals.ts";
import { assessmentPaths } from "../paths.ts";
import { barredBy, blockedInstead } from "../sheet/instead-page.ts";
import { packFilledIn } from "../sheet/pack-filled-queries.ts";
import { totalsSheetOf } from "../sheet/sheet-queries.ts";
import { type Keeping, keepSheet, liveAnswers } from "./keep-sheet-queries.ts";
import { parseTotals } from "./totals-form.ts";
import { type LiveTotals, totalsPage } from "./totals-page.ts";

/** Mounted on /assessments: the totals of the owner's scored form, where the licence allows them. */
export const totals = factory.createApp();

const MEANWHILE: Refusal = {
  text: "This was changed while you were typing. Compare what you typed with what is there now; nothing of yours was saved.",
};

/** What totals are typed by, with what is there, or the page that says why none can be typed. */
async function find(c: AppContext, asked: { id: string }) {
  const { deps, now } = c.var;
  const assessment = await answeredAssessment(c, asked);
  if (!assessment) return undefined;
  if (assessment.state === "preferred-not-to")
    return { assessment, instead: blockedInstead(assessment, "preferred-not-to") };
  const sheet = await totalsSheetOf(deps.db, assessment, dayOf(now));
  if (typeof sheet === "string") return { assessment, instead: blockedInstead(assessment, sheet) };
  const [live, pack] = await Promise.all([liveTotals(c, assessment), packFilledIn(deps.db, assessment)]);
  return { assessment, sheet, live, pack };
}

act(totals, {
  path: "/:id/totals",
  permission: "measure:enter",
  params: { id },
  find,
  look: (c, { assessment }) => lookAtAssessment(c, assessment),
  barred: (_, { instead }) => barredBy(instead),
  tooLate: (_, { instead }) => barredBy(instead),
  parse: (data, { assessment, sheet }, c) => {
    const { definition, allowed } = sheet!;
    const check = (typed: ReadonlyMap<string, number>) => checkTotals(definition, typed);
    return parseTotals(data, assessment, definition, dayOf(c.var.now), allowed, check);
  },
  decide: async (typed, { assessment, sheet }, c) => {
    const language = assessment.language ?? "en";
    const arrived = { ...typed, language, asked: [], facts: { totals: typed.answers.length }, isDrawn: false };
    const kept = await keepSheet(c.var.deps, c.var, assessment, sheet!.definition, arrived);
    return kept.ok ? kept : err(MEANWHILE);
  },
  page: ({ assessment, sheet, instead, live, pack }, form, c) => {
    if (instead) return instead;
    const given = { form, live, pack, isMeanwhile: form?.errors.some(({ text }) => text === MEANWHILE.text) };
    return ["@questionnaires/keying/totals", totalsPage(assessment, sheet!, dayOf(c.var.now), given)];
  },
  tells: "its-step",
  audit: (kept: Keeping) => kept.audit,
  writes: (kept: Keeping) => kept.writes,
  did: (kept: Keeping, { assessment }) => `${assessmentPaths.show(assessment.id)}?did=${kept.did}`,
  late: () => MEANWHILE,
});

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
