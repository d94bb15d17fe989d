import { exported, looked } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { referralPaths } from "../../referrals/index.ts";
import { findEnrolment, listOfEnrolment } from "../assessment/assessment-queries.ts";
import { changesAmong, type MeasureChange, scoresForReferrer } from "./change-queries.ts";
import { copyOutPage, copyOutText, NOT_FOR_COUNCIL, referrerCopyOutPage } from "./copy-out-page.ts";
import { councilSees, forCouncil } from "./council-queries.ts";
import { measuresPage, referrerPage } from "./measures-page.ts";
import { answeredAmong } from "./score-sheet-queries.ts";

/** Mounted on /enrolments beside the runs' own pages of an enrolment. */
export const enrolmentMeasures = factory.createApp();

/** What the page shows; and of it the text for the council's record, which holds what the carer lets the council see. */
async function readMeasures(c: AppContext, { id: enrolmentId }: { id: string }) {
  const { deps, actor, now } = c.var;
  const enrolment = await findEnrolment(deps.db, actor, enrolmentId);
  if (!enrolment) return undefined;
  const today = dayOf(now);
  const [assessments, sees] = await Promise.all([
    listOfEnrolment(deps.db, actor, enrolment.id),
    councilSees(deps.db, enrolment.carerId),
  ]);
  const shared = forCouncil(assessments, sees);
  const [changes, answered, answeredShared] = await Promise.all([
    changesAmong(deps.db, assessments),
    answeredAmong(deps.db, assessments),
    answeredAmong(deps.db, shared),
  ]);
  const isShared = ({ second }: MeasureChange) => shared.some(({ id: one }) => one === second.id);
  const given = { organisation: actor.organisationName, today };
  const text = copyOutText(enrolment, answeredShared, changes.filter(isShared), given);
  const isAgreed = sees.scores || sees.goals;
  return { enrolment, assessments, changes, answered, text, isAgreed, today };
}

enrolmentMeasures.get(
  "/:id/measures",
  reading(
    "measure:read",
    { id },
    readMeasures,
    (c, { enrolment }) => looked(c.var.actor, "measures", enrolment.id, enrolment.familyId),
    (c, { enrolment, assessments, changes, answered, text, isAgreed, today }) => {
      const why = isAgreed ? "Nothing that the council may see has been answered yet." : NOT_FOR_COUNCIL;
      const read = { answered, copyOut: { text, why }, today };
      return page(c, "@questionnaires/change/measures", measuresPage(enrolment, assessments, changes, read));
    },
  ),
);

enrolmentMeasures.get(
  "/:id/measures/copy-out",
  reading(
    "measure:read",
    { id },
    readMeasures,
    (c, { enrolment }) => exported(c.var.actor, "measures", enrolment.id, {}, { familyId: enrolment.familyId }),
    (c, { enrolment, ...copyOut }) => page(c, "@questionnaires/change/copy-out", copyOutPage(enrolment, copyOut)),
  ),
);

/** Mounted on /referrals beside their own pages: what the carer lets the referring organisation see. */
export const referralScores = factory.createApp();

async function readShared(c: AppContext, asked: { id: string }) {
  const { deps, actor, now } = c.var;
  const seen = await scoresForReferrer(deps.db, actor, asked.id);
  const [first] = seen?.assessments ?? [];
  if (!seen || !first) return undefined;
  const today = dayOf(now);
  const answered = await answeredAmong(deps.db, seen.assessments);
  const given = { organisation: actor.organisationName, today };
  const text = copyOutText({ carerName: first.informantName, runName: first.runName }, answered, seen.changes, given);
  return { ...seen, referralId: asked.id, familyId: first.familyId, text, today };
}

referralScores.get(
  "/:id/scores",
  reading(
    "referral:read",
    { id },
    readShared,
    (c, { referralId, familyId }) => looked(c.var.actor, "scores", referralId, familyId),
    (c, { assessments, changes, ...read }) =>
      page(
        c,
        "@questionnaires/change/measures",
        referrerPage(assessments, changes, { ...read, referralHref: referralPaths.show(read.referralId) }),
      ),
  ),
);

referralScores.get(
  "/:id/scores/copy-out",
  reading(
    "referral:read",
    { id },
    readShared,
    (c, { referralId, familyId }) => exported(c.var.actor, "scores", referralId, {}, { familyId }),
    (c, { referralId, text }) =>
      page(
        c,
        "@questionnaires/change/copy-out",
        referrerCopyOutPage(referralId, referralPaths.show(referralId), { text, isAgreed: true }),
      ),
  ),
);
