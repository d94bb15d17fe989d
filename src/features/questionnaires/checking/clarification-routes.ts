import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { findAssessment } from "../assessment/assessment-queries.ts";
import { clarificationsOf, recordClarification, recordClarificationEnd } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { readShown, type Shown } from "../show/shown-queries.ts";
import { parseAsking, parseClarification } from "./clarification-form.ts";
import { clarificationsPage } from "./clarification-page.ts";

/** Mounted on /assessments: asking about a doubtful answer, and saying what was found. */
export const clarifications = factory.createApp();

const ALREADY = "Somebody has asked about this answer already. It is open below";
const MEANWHILE =
  "Somebody else answered or corrected this meanwhile. Nothing of yours was saved; what you typed is kept here";

/** An answered assessment that this person may see; without answers there is nothing to doubt. */
async function findAnswered(
  c: AppContext,
  assessmentId: string,
): Promise<(Shown & { responseId: string }) | undefined> {
  const { deps, actor } = c.var;
  const assessment = await findAssessment(deps.db, actor, assessmentId);
  if (!assessment?.responseId) return undefined;
  const shown = await readShown(deps.db, actor, assessment);
  return shown && { ...shown, responseId: assessment.responseId };
}

type Forms = Parameters<typeof clarificationsPage>[2];

const shownPage = async (c: AppContext, shown: Shown, forms: Forms, status: 200 | 409 | 422) =>
  page(
    c,
    "@questionnaires/checking/clarifications",
    clarificationsPage(shown, await clarificationsOf(c.var.deps.db, shown.assessment.id), forms),
    status,
  );

const one = params(z.object({ id }));

clarifications.get(
  "/:id/clarifications",
  reading(
    "measure:enter",
    { id },
    (c, asked) => findAnswered(c, asked.id),
    (c, { assessment }) => looked(c.var.actor, "clarifications", assessment.id, assessment.familyId),
    (c, shown) => shownPage(c, shown, {}, 200),
  ),
);

clarifications.post("/:id/clarifications", can("measure:enter"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const shown = await findAnswered(c, c.req.valid("param").id);
  if (!shown) return c.notFound();
  const { assessment, responseId } = shown;
  const data = await c.req.formData();
  const form = parseAsking(data, shown.questions);
  if (!form.ok) return shownPage(c, shown, { asking: form.error }, 422);
  const given = {
    id: deps.newId(),
    assessmentId: assessment.id,
    responseId,
    organisationId: assessment.organisationId,
  };
  const writes = recordClarification(deps.db, { by: actor.userId, at: now }, { ...given, ...form.value });
  const entry = wrote(actor, "clarification", given.id, { ...form.value }, { familyId: assessment.familyId });
  try {
    return await save(c, entry, writes, `${assessmentPaths.clarifications(assessment.id)}?did=asked`);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return shownPage(c, shown, { asking: problem(typedValues(data), "item", ALREADY) }, 409);
  }
});

const ofClarification = params(z.object({ id, clarificationId: id }));

clarifications.post(
  "/:id/clarifications/:clarificationId/answering",
  can("measure:enter"),
  ofClarification,
  once(),
  async (c) => {
    const { deps, actor, now } = c.var;
    const { id: assessmentId, clarificationId } = c.req.valid("param");
    const shown = await findAnswered(c, assessmentId);
    const clarification =
      shown && (await clarificationsOf(deps.db, assessmentId)).find((one) => one.id === clarificationId);
    if (!shown || !clarification) return c.notFound();
    const data = await c.req.formData();
    const form = parseClarification(data);
    if (!form.ok) return shownPage(c, shown, { answering: { id: clarificationId, form: form.error } }, 422);
    const meanwhile = () => {
      const kept = problem(typedValues(data), "form", `${MEANWHILE}: ${form.value.note}`);
      return shownPage(c, shown, { answering: { id: clarificationId, form: kept } }, 409);
    };
    if (clarification.state !== "asked" || clarification.version !== form.value.version) return meanwhile();
    const writes = recordClarificationEnd(
      deps.db,
      { by: actor.userId, at: now },
      clarification,
      "answered",
      form.value.note,
    );
    const entry = wrote(
      actor,
      "clarification",
      clarificationId,
      { state: "answered" },
      { familyId: shown.assessment.familyId },
    );
    try {
      return await save(c, entry, writes, `${assessmentPaths.clarifications(assessmentId)}?did=answered`);
    } catch (error) {
      if (error instanceof Conflict) return meanwhile();
      throw error;
    }
  },
);
