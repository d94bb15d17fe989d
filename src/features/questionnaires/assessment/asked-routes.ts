import { looked } from "../../../domain/audit-entry.ts";
import type { AppContext } from "../../../web/factory.ts";
import type { Assessment } from "./assessment.ts";
import { findAssessment } from "./assessment-queries.ts";

/** The assessment that an address names, of those that whoever asks sees. */
export const askedAssessment = (c: AppContext, { id }: { id: string }) =>
  findAssessment(c.var.deps.db, c.var.actor, id);

/** The same where it is answered: what is asked once with another is answered, or ended, in that one's place (docs/rules/burden.md). */
export async function answeredAssessment(c: AppContext, asked: { id: string }): Promise<Assessment | undefined> {
  const one = await askedAssessment(c, asked);
  return one?.askedWith ? ((await askedAssessment(c, one.askedWith)) ?? one) : one;
}

/** What the trail keeps of a page about an assessment, but for its answers. */
export const lookAtAssessment = (c: AppContext, { id, familyId }: Assessment) =>
  looked(c.var.actor, "assessment", id, familyId);

/** What the trail keeps of a page that shows what was answered. */
export const lookAtAnswers = (c: AppContext, { id, familyId }: Assessment) =>
  looked(c.var.actor, "answers", id, familyId);
