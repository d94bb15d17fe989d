import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { readSecondKeying } from "../../settings/index.ts";
import { answersOf } from "../assessment/answer-queries.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { findAssessment } from "../assessment/assessment-queries.ts";
import { countKeyings, countOpen, listOpen, OPEN_KEY } from "../doubts/open-keyings-queries.ts";
import { type Drawn, differencesOf, type NotNow, notNow } from "../doubts/second-keying.ts";
import { findDrawn, recordSecond } from "../doubts/second-keying-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { barredBy, blockedInstead, type Instead, VIEW_INSTEAD } from "../sheet/instead-page.ts";
import { type AskedSheet, sheetOf } from "../sheet/sheet-queries.ts";
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

export type Found = { assessment: Assessment; drawn: Drawn };

/** A drawn assessment that this person may see; undefined is not found. */
export async function findDrawnAssessment(c: AppContext, asked: { id: string }): Promise<Found | undefined> {
  const { deps, actor } = c.var;
  const assessment = await findAssessment(deps.db, actor, asked.id);
  const drawn = assessment?.responseId ? await findDrawn(deps.db, assessment.responseId, actor.userId) : undefined;
  return assessment && drawn && { assessment, drawn };
}

/** Why this person can't key or settle a drawn form now, in its place. */
export const notNowInstead = (why: NotNow): Instead => [VIEW_INSTEAD, notNowPage(why)];

/** What a drawn form is keyed by, or the page that says why there is none. */
export async function sheetOrInstead(
  c: AppContext,
  assessment: Assessment,
): Promise<{ sheet: AskedSheet; instead?: undefined } | { sheet?: undefined; instead: Instead }> {
  const sheet = await sheetOf(c.var.deps.db, assessment, dayOf(c.var.now), []);
  return typeof sheet === "string" ? { instead: blockedInstead(assessment, sheet) } : { sheet };
}

act(secondKeying, {
  path: "/:id/second-keying",
  permission: "measure:enter",
  params: { id },
  find: async (c, asked) => {
    const found = await findDrawnAssessment(c, asked);
    if (!found) return undefined;
    const why = notNow(found.drawn, c.var.actor.userId);
    return { ...found, ...(why ? { instead: notNowInstead(why) } : await sheetOrInstead(c, found.assessment)) };
  },
  look: (c, { assessment }) => looked(c.var.actor, "second-keying", assessment.id, assessment.familyId),
  barred: (_, { instead }) => barredBy(instead),
  tooLate: (_, { instead }) => barredBy(instead),
  parse: (data, { sheet }) => parseSecond(data, sheet!),
  decide: async (answers, { drawn, sheet }, c) => {
    const items = sheet!.questions.map(({ item }) => item);
    const kept = await answersOf(c.var.deps.db, [drawn.responseId]);
    const second = new Map(answers.map(({ item, value }) => [item, value]));
    const { length: differ } = differencesOf(items, kept.get(drawn.responseId) ?? new Map(), second);
    return ok({ drawn, answers, fields: items.length, differ });
  },
  page: ({ assessment, sheet, instead }, form) =>
    instead ?? ["@questionnaires/checking/second-keying", secondKeyingPage(assessment, sheet!, form)],
  tells: ({ differ }, { assessment, drawn }) =>
    differ === 0
      ? []
      : {
          verb: "answer.keyed-again",
          about: { referralId: assessment.referralId, named: [{ whoKeyed: drawn.responseId }] },
        },
  audit: ({ fields, differ }, { assessment }, c) =>
    wrote(c.var.actor, "second-keying", assessment.id, { fields, differ }, { familyId: assessment.familyId }),
  writes: (keyed, _, { var: { deps, actor, now } }) => recordSecond(deps.db, { by: actor.userId, at: now }, keyed),
  did: ({ differ }, { assessment }) =>
    `${differ === 0 ? assessmentPaths.secondKeyings : assessmentPaths.adjudication(assessment.id)}?did=keyed`,
  late: () => ({ text: notNowPage("keyed-already").why }),
});
