import { looked, wrote } from "../../../domain/audit-entry.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { type Keying, keyingsOf, recordJudgment } from "../doubts/adjudication-queries.ts";
import { type Drawn, differencesOf } from "../doubts/second-keying.ts";
import { checksOf } from "../doubts/second-keying-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { barredBy } from "../sheet/instead-page.ts";
import type { AskedSheet } from "../sheet/sheet-queries.ts";
import { parseJudgment } from "./adjudication-form.ts";
import { adjudicationPage, notNowPage } from "./second-keying-page.ts";
import { findDrawnAssessment, notNowInstead, sheetOrInstead } from "./second-keying-routes.ts";

/** Mounted on /assessments: saying what the paper form says where two keyings differ. */
export const adjudication = factory.createApp();

/** The two keyings of a drawn form as they stand, or the page that says why there is nothing to settle. */
async function standing(c: AppContext, asked: { id: string }) {
  const found = await findDrawnAssessment(c, asked);
  if (!found) return undefined;
  const { assessment, drawn } = found;
  if (drawn.secondBy === null) return { assessment, instead: notNowInstead("not-keyed-yet") };
  const { sheet, instead } = await sheetOrInstead(c, assessment);
  if (instead) return { assessment, instead };
  const keyings = await keyingsNow(c, assessment, drawn, sheet);
  if (keyings.open.length === 0) return { assessment, instead: notNowInstead("nothing-open") };
  return { assessment, two: { sheet, responseId: drawn.responseId, secondBy: drawn.secondBy, ...keyings } };
}

/** `inUse` is the sheet that counts: the first keying, unless a correction replaced it. */
async function keyingsNow(c: AppContext, { responseId }: Assessment, drawn: Drawn, { questions }: AskedSheet) {
  const { db } = c.var.deps;
  const live = responseId ?? drawn.responseId;
  const [keyings, checks, kept] = await Promise.all([
    keyingsOf(db, drawn.responseId),
    checksOf(db, drawn.responseId),
    keyingsOf(db, live),
  ]);
  const judged = new Set(checks.map(({ item }) => item));
  const items = questions.map(({ item }) => item).filter((item) => !judged.has(item));
  const open = differencesOf(items, answersIn(keyings, 1), answersIn(keyings, 2));
  const versions = new Map(kept.filter(({ keying }) => keying === 1).map(({ item, version }) => [item, version]));
  return { open, inUse: { responseId: live, answers: answersIn(kept, 1), versions } };
}

/** The answers of one keying, in their latest version; a blank has no entry. */
function answersIn(keyings: readonly Keying[], keying: 1 | 2): Map<string, string> {
  const latest = new Map(keyings.filter((one) => one.keying === keying).map(({ item, value }) => [item, value]));
  return new Map([...latest].filter(([, value]) => value !== ""));
}

act(adjudication, {
  path: "/:id/adjudication",
  permission: "measure:enter",
  params: { id },
  find: standing,
  look: (c, { assessment }) => looked(c.var.actor, "adjudication", assessment.id, assessment.familyId),
  barred: (_, { instead }) => barredBy(instead),
  tooLate: (_, { instead }) => barredBy(instead),
  parse: (data, { two }) => parseJudgment(data, two!.open, two!.sheet.questions),
  decide: ({ reason, says }, { two }) =>
    ok({ reason, judged: two!.open.map((one) => ({ ...one, adjudicated: says.get(one.item) ?? null })) }),
  page: ({ assessment, two, instead }, form) =>
    instead ?? [
      "@questionnaires/checking/adjudication",
      adjudicationPage(assessment, two!.sheet, two!.open, two!.inUse.answers, form),
    ],
  tells: (_, { assessment, two }) => ({
    verb: "answer.settled",
    about: { referralId: assessment.referralId, named: [{ whoKeyed: two!.responseId }, two!.secondBy] },
  }),
  audit: ({ reason, judged }, { assessment }, c) => {
    const fields = Object.fromEntries(judged.map(({ item, adjudicated }) => [item, adjudicated]));
    return wrote(c.var.actor, "adjudication", assessment.id, { ...fields, reason }, { familyId: assessment.familyId });
  },
  writes: (judgment, { assessment, two }, { var: { deps, actor, now } }) => {
    const { responseId, inUse, sheet } = two!;
    const about = { definition: sheet.definition, assessment, responseId, inUse };
    return recordJudgment(deps, { by: actor.userId, at: now }, { ...about, ...judgment });
  },
  did: () => `${assessmentPaths.secondKeyings}?did=settled`,
  late: () => ({ text: notNowPage("changed-meanwhile").why }),
});
