import { z } from "zod";
import { looked } from "../../domain/audit-entry.ts";
import { can } from "../../web/can.ts";
import { factory, page } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { note } from "../../web/save.ts";
import { referralPaths } from "../referrals/index.ts";
import { findEnrolment, listOfEnrolment } from "./assessment-queries.ts";
import { changesAmong, scoresForReferrer } from "./change-queries.ts";
import { measuresPage, referrerPage } from "./measures-page.ts";

const one = params(z.object({ id }));

/** Mounted on /enrolments beside the runs' own pages of an enrolment. */
export const enrolmentMeasures = factory.createApp();

enrolmentMeasures.get("/:id/measures", can("measure:read"), one, async (c) => {
  const { deps, actor } = c.var;
  const enrolment = await findEnrolment(deps.db, actor, c.req.valid("param").id);
  if (!enrolment) return c.notFound();
  const assessments = await listOfEnrolment(deps.db, actor, enrolment.id);
  const changes = await changesAmong(deps.db, assessments);
  await note(c, looked(actor, "measures", enrolment.id, enrolment.familyId));
  return page(c, "@assessments/measures", measuresPage(enrolment, assessments, changes));
});

/** Mounted on /referrals beside their own pages: what the carer lets the referring organisation see. */
export const referralScores = factory.createApp();

referralScores.get("/:id/scores", can("referral:read"), one, async (c) => {
  const { deps, actor } = c.var;
  const referralId = c.req.valid("param").id;
  const seen = await scoresForReferrer(deps.db, actor, referralId);
  if (!seen) return c.notFound();
  await note(c, looked(actor, "scores", referralId, seen.assessments[0]?.familyId ?? null));
  return page(c, "@assessments/measures", referrerPage(seen.assessments, seen.changes, referralPaths.show(referralId)));
});
