import { z } from "zod";
import { exported, looked } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { referralPaths } from "../../referrals/index.ts";
import { findEnrolment, listOfEnrolment } from "../assessment/assessment-queries.ts";
import { changesAmong, scoresForReferrer } from "./change-queries.ts";
import { copyOutPage, copyOutText } from "./copy-out-page.ts";
import { measuresPage, referrerPage } from "./measures-page.ts";
import { answeredAmong } from "./score-sheet-queries.ts";

const one = params(z.object({ id }));

/** Mounted on /enrolments beside the runs' own pages of an enrolment. */
export const enrolmentMeasures = factory.createApp();

async function readMeasures(c: AppContext, enrolmentId: string) {
  const { deps, actor, now } = c.var;
  const enrolment = await findEnrolment(deps.db, actor, enrolmentId);
  if (!enrolment) return undefined;
  const assessments = await listOfEnrolment(deps.db, actor, enrolment.id);
  const [changes, answered] = await Promise.all([
    changesAmong(deps.db, assessments),
    answeredAmong(deps.db, assessments),
  ]);
  const given = { organisation: actor.organisationName, today: dayOf(now) };
  return { enrolment, assessments, changes, answered, text: copyOutText(enrolment, answered, changes, given) };
}

enrolmentMeasures.get("/:id/measures", can("measure:read"), one, async (c) => {
  const read = await readMeasures(c, c.req.valid("param").id);
  if (!read) return c.notFound();
  const { enrolment, assessments, changes } = read;
  await note(c, looked(c.var.actor, "measures", enrolment.id, enrolment.familyId));
  return page(c, "@questionnaires/change/measures", measuresPage(enrolment, assessments, changes, read));
});

enrolmentMeasures.get("/:id/measures/copy-out", can("measure:read"), one, async (c) => {
  const read = await readMeasures(c, c.req.valid("param").id);
  if (!read) return c.notFound();
  const { enrolment } = read;
  await note(c, exported(c.var.actor, "measures", enrolment.id, {}, { familyId: enrolment.familyId }));
  return page(c, "@questionnaires/change/copy-out", copyOutPage(enrolment, read.text));
});

/** Mounted on /referrals beside their own pages: what the carer lets the referring organisation see. */
export const referralScores = factory.createApp();

referralScores.get("/:id/scores", can("referral:read"), one, async (c) => {
  const { deps, actor } = c.var;
  const referralId = c.req.valid("param").id;
  const seen = await scoresForReferrer(deps.db, actor, referralId);
  if (!seen) return c.notFound();
  await note(c, looked(actor, "scores", referralId, seen.assessments[0]?.familyId ?? null));
  return page(
    c,
    "@questionnaires/change/measures",
    referrerPage(seen.assessments, seen.changes, referralPaths.show(referralId)),
  );
});
