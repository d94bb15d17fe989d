import { z } from "zod";
import { Conflict } from "../../db/conflict.ts";
import { looked, wrote } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { note, once, save } from "../../web/save.ts";
import { type Judgment, parseJudgment } from "./adjudication-form.ts";
import { judgedItems, keyingsOf, recordJudgment } from "./adjudication-queries.ts";
import type { Assessment } from "./assessment.ts";
import { blockedPage } from "./blocked-page.ts";
import { assessmentPaths } from "./paths.ts";
import { type Difference, differencesOf } from "./second-keying.ts";
import { adjudicationPage, type NotNow, notNowPage } from "./second-keying-page.ts";
import { findDrawnAssessment } from "./second-keying-routes.ts";
import { type AskedSheet, sheetOf } from "./sheet-queries.ts";

/** Mounted on /assessments: saying what the paper form says where two keyings differ. */
export const adjudication = factory.createApp();

const one = params(z.object({ id }));

const refused = (c: AppContext, why: NotNow) => page(c, "@assessments/blocked", notNowPage(why), 409);

type Standing = {
  assessment: Assessment;
  responseId: string;
  sheet: AskedSheet;
  open: Difference[];
  first: ReadonlyMap<string, string>;
  versions: ReadonlyMap<string, number>;
};

/** The two keyings of a drawn form as they stand, or the answer of a page that says why there is nothing to settle. */
async function standing(c: AppContext, assessmentId: string): Promise<Standing | Response> {
  const { deps, now } = c.var;
  const found = await findDrawnAssessment(c, assessmentId);
  if (!found) return c.notFound();
  const { assessment, drawn } = found;
  if (drawn.secondBy === null) return refused(c, "not-keyed-yet");
  const sheet = await sheetOf(deps.db, assessment, dayOf(now), []);
  if (typeof sheet === "string") return page(c, "@assessments/blocked", blockedPage(assessment, sheet), 409);
  const [keyings, judged] = await Promise.all([
    keyingsOf(deps.db, drawn.responseId),
    judgedItems(deps.db, drawn.responseId),
  ]);
  const of = (keying: 1 | 2) => keyings.filter((answer) => answer.keying === keying && answer.value !== "");
  const first = new Map(of(1).map(({ item, value }) => [item, value]));
  const second = new Map(of(2).map(({ item, value }) => [item, value]));
  const items = sheet.questions.map(({ item }) => item).filter((item) => !judged.has(item));
  const versions = new Map(keyings.filter(({ keying }) => keying === 1).map(({ item, version }) => [item, version]));
  return {
    assessment,
    responseId: drawn.responseId,
    sheet,
    open: differencesOf(items, first, second),
    first,
    versions,
  };
}

adjudication.get("/:id/adjudication", can("measure:enter"), one, async (c) => {
  const found = await standing(c, c.req.valid("param").id);
  if (found instanceof Response) return found;
  await note(c, looked(c.var.actor, "adjudication", found.assessment.id, found.assessment.familyId));
  if (found.open.length === 0) return refused(c, "nothing-open");
  return page(c, "@assessments/adjudication", adjudicationPage(found.assessment, found.sheet, found.open));
});

adjudication.post("/:id/adjudication", can("measure:enter"), one, once(), async (c) => {
  const found = await standing(c, c.req.valid("param").id);
  if (found instanceof Response) return found;
  if (found.open.length === 0) return refused(c, "nothing-open");
  const { assessment, sheet, open } = found;
  const form = parseJudgment(await c.req.formData(), open, sheet.questions);
  if (!form.ok) return page(c, "@assessments/adjudication", adjudicationPage(assessment, sheet, open, form.error), 422);
  return settled(c, found, form.value);
});

async function settled(c: AppContext, found: Standing, { reason, says }: Judgment) {
  const { deps, actor, now } = c.var;
  const { assessment, responseId, first, versions } = found;
  const judged = found.open.map((one) => ({
    ...one,
    adjudicated: says.get(one.item) ?? null,
    version: versions.get(one.item) ?? 0,
  }));
  const writes = await recordJudgment(
    deps,
    { by: actor.userId, at: now },
    { definition: found.sheet.definition, assessment, responseId, judged, reason, before: first },
  );
  const fields = Object.fromEntries(judged.map(({ item, adjudicated }) => [item, adjudicated]));
  const entry = wrote(actor, "adjudication", assessment.id, { ...fields, reason }, { familyId: assessment.familyId });
  try {
    return await save(c, entry, writes, `${assessmentPaths.secondKeyings}?did=settled`);
  } catch (error) {
    if (error instanceof Conflict) return refused(c, "nothing-open");
    throw error;
  }
}
