import { looked } from "../../../domain/audit-entry.ts";
import type { AppContext } from "../../../web/factory.ts";
import type { Assessment } from "./assessment.ts";
import { findAssessment } from "./assessment-queries.ts";

/** The assessment that an address names, of those that whoever asks sees. */
export const askedAssessment = (c: AppContext, { id }: { id: string }) =>
  findAssessment(c.var.deps.db, c.var.actor, id);

/** What the trail keeps of a page about an assessment, but for its answers. */
export const lookAtAssessment = (c: AppContext, { id, familyId }: Assessment) =>
  looked(c.var.actor, "assessment", id, familyId);

/** What the trail keeps of a page that shows what was answered. */
export const lookAtAnswers = (c: AppContext, { id, familyId }: Assessment) =>
  looked(c.var.actor, "answers", id, familyId);
