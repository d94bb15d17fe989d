import { exported, looked } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { referralPaths } from "../../referrals/index.ts";
import { findEnrolment, listOfEnrolment } from "../assessment/assessment-queries.ts";
import { changesAmong, scoresForReferrer } from "./change-queries.ts";
import { copyOutPage, copyOutText } from "./copy-out-page.ts";
import { measuresPage, referrerPage } from "./measures-page.ts";
import { answeredAmong } from "./score-sheet-queries.ts";

/** Mounted on /enrolments beside the runs' own pages of an enrolment. */
export const enrolmentMeasures = factory.createApp();

async function readMeasures(c: AppContext, { id: enrolmentId }: { id: string }) {
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

enrolmentMeasures.get(
  "/:id/measures",
  reading(
    "measure:read",
    { id },
    readMeasures,
    (c, { enrolment }) => looked(c.var.actor, "measures", enrolment.id, enrolment.familyId),
    (c, { enrolment, assessments, changes, ...read }) =>
      page(c, "@questionnaires/change/measures", measuresPage(enrolment, assessments, changes, read)),
  ),
);

enrolmentMeasures.get(
  "/:id/measures/copy-out",
  reading(
    "measure:read",
    { id },
    readMeasures,
    (c, { enrolment }) => exported(c.var.actor, "measures", enrolment.id, {}, { familyId: enrolment.familyId }),
    (c, { enrolment, text }) => page(c, "@questionnaires/change/copy-out", copyOutPage(enrolment, text)),
  ),
);

/** Mounted on /referrals beside their own pages: what the carer lets the referring organisation see. */
export const referralScores = factory.createApp();

referralScores.get(
  "/:id/scores",
  reading(
    "referral:read",
    { id },
    async (c, asked) => {
      const seen = await scoresForReferrer(c.var.deps.db, c.var.actor, asked.id);
      return seen && { ...seen, referralId: asked.id };
    },
    (c, { referralId, assessments }) => looked(c.var.actor, "scores", referralId, assessments[0]?.familyId ?? null),
    (c, { referralId, assessments, changes }) =>
      page(c, "@questionnaires/change/measures", referrerPage(assessments, changes, referralPaths.show(referralId))),
  ),
);
