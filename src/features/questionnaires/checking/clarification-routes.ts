import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, press, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { findAssessment } from "../assessment/assessment-queries.ts";
import { clarificationsOf, recordClarification, recordClarificationEnd } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { readShown } from "../show/shown-queries.ts";
import { parseAsking, parseClarification } from "./clarification-form.ts";
import { clarificationsPage } from "./clarification-page.ts";

/** Mounted on /assessments: asking about a doubtful answer, and saying what was found. */
export const clarifications = factory.createApp();

const ALREADY: Refusal = { text: "Somebody has asked about this answer already. It is open below", field: "item" };
const MEANWHILE: Refusal = {
  text: "This was answered or corrected meanwhile. Nothing of yours was saved; what you typed is kept here",
};

/** An answered assessment that this person may see, with its clarifications; without answers there is nothing to doubt. */
async function findAnswered(c: AppContext, asked: { id: string }) {
  const { deps, actor, now } = c.var;
  const assessment = await findAssessment(deps.db, actor, asked.id);
  if (!assessment?.responseId) return undefined;
  const [shown, all] = await Promise.all([
    readShown(deps.db, actor, assessment, dayOf(now)),
    clarificationsOf(deps.db, assessment.id),
  ]);
  return shown && { ...shown, responseId: assessment.responseId, all };
}

const VIEW = "@questionnaires/checking/clarifications";

act(clarifications, {
  path: "/:id/clarifications",
  permission: "measure:enter",
  params: { id },
  find: findAnswered,
  look: (c, { assessment }) => looked(c.var.actor, "clarifications", assessment.id, assessment.familyId),
  parse: (data, { questions }) => parseAsking(data, questions),
  decide: (typed, _, c) => ok({ id: c.var.deps.newId(), ...typed }),
  page: ({ all, ...shown }, form) => [VIEW, clarificationsPage(shown, all, { asking: form })],
  tells: (_, { assessment, responseId }) => ({
    verb: "answer.asked",
    about: { referralId: assessment.referralId, named: [{ whoKeyed: responseId }] },
  }),
  audit: ({ id: clarificationId, ...asked }, { assessment }, c) =>
    wrote(c.var.actor, "clarification", clarificationId, asked, { familyId: assessment.familyId }),
  writes: (made, { assessment, responseId }, { var: { deps, actor, now } }) => {
    const about = { assessmentId: assessment.id, responseId, organisationId: assessment.organisationId };
    return recordClarification(deps.db, { by: actor.userId, at: now }, { ...made, ...about });
  },
  did: (_, { assessment }) => `${assessmentPaths.clarifications(assessment.id)}?did=asked`,
  late: () => ALREADY,
});

press(clarifications, {
  path: "/:id/clarifications/:clarificationId/answering",
  permission: "measure:enter",
  params: { id, clarificationId: id },
  find: async (c, asked) => {
    const found = await findAnswered(c, asked);
    const clarification = found?.all.find((one) => one.id === asked.clarificationId);
    return found && clarification && { ...found, clarification };
  },
  parse: (data) => parseClarification(data),
  decide: (typed, { clarification: { state, version } }) =>
    state === "asked" && version === typed.version ? ok(typed.note) : err(MEANWHILE),
  page: ({ all, clarification, ...shown }, form) => [
    VIEW,
    clarificationsPage(shown, all, form && { answering: { id: clarification.id, form } }),
  ],
  tells: (_, { assessment, clarification }) => ({
    verb: "answer.clarified",
    about: { referralId: assessment.referralId, named: [{ whoAsked: clarification.id }] },
  }),
  audit: (_, { assessment, clarification }, c) =>
    wrote(c.var.actor, "clarification", clarification.id, { state: "answered" }, { familyId: assessment.familyId }),
  writes: (note: string, { clarification }, { var: { deps, actor, now } }) =>
    recordClarificationEnd(deps.db, { by: actor.userId, at: now }, clarification, "answered", note),
  did: (_, { assessment }) => `${assessmentPaths.clarifications(assessment.id)}?did=answered`,
  late: () => MEANWHILE,
});
