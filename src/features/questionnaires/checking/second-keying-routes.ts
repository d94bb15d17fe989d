import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { readSecondKeying } from "../../settings/index.ts";
import { answersOf } from "../assessment/answer-queries.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { findAssessment } from "../assessment/assessment-queries.ts";
import { countKeyings, countOpen, listOpen, OPEN_KEY } from "../doubts/open-keyings-queries.ts";
import { type Drawn, differencesOf, type NotNow, notNow } from "../doubts/second-keying.ts";
import { findDrawn, recordSecond } from "../doubts/second-keying-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { blockedPage } from "../sheet/blocked-page.ts";
import { type AskedSheet, type Blocked, sheetOf } from "../sheet/sheet-queries.ts";
import { parseSecond } from "./second-keying-form.ts";
import { notNowPage, secondKeyingPage, secondKeyingsPage } from "./second-keying-page.ts";

/** Mounted on /follow-up: what was drawn and is open, and how often keying errs. */
export const secondKeyings = factory.createApp();

secondKeyings.get(
  "/second-keying",
  reading(
    "measure:read",
    {},
    async (c, place) => {
      const { deps, actor, now } = c.var;
      const [open, count, counts, setting] = await Promise.all([
        listOpen(deps.db, actor, placeOf(place, OPEN_KEY)),
        countOpen(deps.db, actor),
        countKeyings(deps.db, actor),
        readSecondKeying(deps.db, dayOf(now)),
      ]);
      return { open, count, counts, isOn: setting !== undefined };
    },
    (c, { open }) => listed(c.var.actor, "second-keying", [...new Set(open.rows.map(({ familyId }) => familyId))]),
    (c, found) => page(c, "@questionnaires/checking/second-keyings", secondKeyingsPage(found, c.var.actor.userId)),
    placeQuery.shape,
  ),
);

/** Mounted on /assessments: keying one again. */
export const secondKeying = factory.createApp();

const one = params(z.object({ id }));

const refused = (c: AppContext, why: NotNow) => page(c, "@questionnaires/blocked", notNowPage(why), 409);
const blocked = (c: AppContext, assessment: Assessment, why: Blocked) =>
  page(c, "@questionnaires/blocked", blockedPage(assessment, why), 409);

export type Found = { assessment: Assessment; drawn: Drawn };

/** A drawn assessment that this person may see; undefined is not found. */
export async function findDrawnAssessment(c: AppContext, assessmentId: string): Promise<Found | undefined> {
  const { deps, actor } = c.var;
  const assessment = await findAssessment(deps.db, actor, assessmentId);
  const drawn = assessment?.responseId ? await findDrawn(deps.db, assessment.responseId, actor.userId) : undefined;
  return assessment && drawn && { assessment, drawn };
}

const drawnAsked = (c: AppContext, asked: { id: string }) => findDrawnAssessment(c, asked.id);

secondKeying.get(
  "/:id/second-keying",
  reading(
    "measure:enter",
    { id },
    drawnAsked,
    (c, { assessment }) => looked(c.var.actor, "second-keying", assessment.id, assessment.familyId),
    async (c, { assessment, drawn }) => {
      const { deps, actor, now } = c.var;
      const why = notNow(drawn, actor.userId);
      if (why) return refused(c, why);
      const sheet = await sheetOf(deps.db, assessment, dayOf(now), []);
      if (typeof sheet === "string") return blocked(c, assessment, sheet);
      return page(c, "@questionnaires/checking/second-keying", secondKeyingPage(assessment, sheet));
    },
  ),
);

secondKeying.post("/:id/second-keying", can("measure:enter"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const found = await findDrawnAssessment(c, c.req.valid("param").id);
  if (!found) return c.notFound();
  const why = notNow(found.drawn, actor.userId);
  if (why) return refused(c, why);
  const sheet = await sheetOf(deps.db, found.assessment, dayOf(now), []);
  if (typeof sheet === "string") return blocked(c, found.assessment, sheet);
  const form = parseSecond(await c.req.formData(), sheet);
  if (!form.ok)
    return page(
      c,
      "@questionnaires/checking/second-keying",
      secondKeyingPage(found.assessment, sheet, form.error),
      422,
    );
  return saved(c, found, sheet, form.value);
});

async function saved(c: AppContext, { assessment, drawn }: Found, sheet: AskedSheet, answers: Second) {
  const { deps, actor, now } = c.var;
  const items = sheet.questions.map(({ item }) => item);
  const first = (await answersOf(deps.db, [drawn.responseId])).get(drawn.responseId) ?? new Map();
  const differ = differencesOf(items, first, new Map(answers.map(({ item, value }) => [item, value]))).length;
  const counts = { fields: items.length, differ };
  const writes = recordSecond(deps.db, { by: actor.userId, at: now }, { drawn, answers, ...counts });
  const entry = wrote(actor, "second-keying", assessment.id, counts, { familyId: assessment.familyId });
  const next = differ === 0 ? assessmentPaths.secondKeyings : assessmentPaths.adjudication(assessment.id);
  try {
    return await save(c, entry, writes, `${next}?did=keyed`);
  } catch (error) {
    if (error instanceof Conflict) return refused(c, "keyed-already");
    throw error;
  }
}

type Second = Parameters<typeof recordSecond>[2]["answers"];
