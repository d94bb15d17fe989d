import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { type InUse, type Keying, keyingsOf, recordJudgment } from "../doubts/adjudication-queries.ts";
import { type Difference, type Drawn, differencesOf, type NotNow } from "../doubts/second-keying.ts";
import { checksOf } from "../doubts/second-keying-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { blockedPage } from "../sheet/blocked-page.ts";
import { type AskedSheet, sheetOf } from "../sheet/sheet-queries.ts";
import { type Judgment, parseJudgment } from "./adjudication-form.ts";
import { adjudicationPage, notNowPage } from "./second-keying-page.ts";
import { type Found, findDrawnAssessment } from "./second-keying-routes.ts";

/** Mounted on /assessments: saying what the paper form says where two keyings differ. */
export const adjudication = factory.createApp();

const one = params(z.object({ id }));

const refused = (c: AppContext, why: NotNow) => page(c, "@questionnaires/blocked", notNowPage(why), 409);

/** `responseId` is the first keying, `inUse` the sheet that counts: the same, unless a correction replaced it. */
type Standing = {
  assessment: Assessment;
  responseId: string;
  sheet: AskedSheet;
  open: Difference[];
  inUse: InUse;
};

/** The two keyings of a drawn form as they stand, or the answer of a page that says why there is nothing to settle. */
async function standing(c: AppContext, { assessment, drawn }: Found): Promise<Standing | Response> {
  const { deps, now } = c.var;
  if (drawn.secondBy === null) return refused(c, "not-keyed-yet");
  const sheet = await sheetOf(deps.db, assessment, dayOf(now), []);
  if (typeof sheet === "string") return page(c, "@questionnaires/blocked", blockedPage(assessment, sheet), 409);
  return { assessment, sheet, responseId: drawn.responseId, ...(await keyingsNow(c, assessment, drawn, sheet)) };
}

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

const shown = (c: AppContext, { assessment, sheet, open, inUse }: Standing, form?: FormProblem) =>
  page(
    c,
    "@questionnaires/checking/adjudication",
    adjudicationPage(assessment, sheet, open, inUse.answers, form),
    form ? 422 : 200,
  );

adjudication.get(
  "/:id/adjudication",
  reading(
    "measure:enter",
    { id },
    (c, asked) => findDrawnAssessment(c, asked.id),
    (c, { assessment }) => looked(c.var.actor, "adjudication", assessment.id, assessment.familyId),
    async (c, drawn) => {
      const found = await standing(c, drawn);
      if (found instanceof Response) return found;
      return found.open.length === 0 ? refused(c, "nothing-open") : shown(c, found);
    },
  ),
);

adjudication.post("/:id/adjudication", can("measure:enter"), one, once(), async (c) => {
  const drawn = await findDrawnAssessment(c, c.req.valid("param").id);
  if (!drawn) return c.notFound();
  const found = await standing(c, drawn);
  if (found instanceof Response) return found;
  if (found.open.length === 0) return refused(c, "nothing-open");
  const form = parseJudgment(await c.req.formData(), found.open, found.sheet.questions);
  if (!form.ok) return shown(c, found, form.error);
  return settled(c, found, form.value);
});

async function settled(c: AppContext, found: Standing, { reason, says }: Judgment) {
  const { deps, actor, now } = c.var;
  const { assessment, responseId, inUse, sheet } = found;
  const judged = found.open.map((one) => ({ ...one, adjudicated: says.get(one.item) ?? null }));
  const writes = await recordJudgment(
    deps,
    { by: actor.userId, at: now },
    { definition: sheet.definition, assessment, responseId, judged, reason, inUse },
  );
  const fields = Object.fromEntries(judged.map(({ item, adjudicated }) => [item, adjudicated]));
  const entry = wrote(actor, "adjudication", assessment.id, { ...fields, reason }, { familyId: assessment.familyId });
  try {
    return await save(c, entry, writes, `${assessmentPaths.secondKeyings}?did=settled`);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return refused(c, error.what.includes("keying_check") ? "nothing-open" : "changed-meanwhile");
  }
}
