import type { Db, Write } from "../../../deps.ts";
import { addDays, type Day } from "../../../domain/calendar.ts";
import type { Assessment, AssessmentState } from "../assessment/assessment.ts";
import { ONCE_WITHIN_DAYS } from "../schedule/asked-once-queries.ts";
import { type By, recordSteps } from "./recording-queries.ts";
import type { Step } from "./step.ts";

/** Another place in a plan that one answer serves. */
export type Companion = {
  id: string;
  version: number;
  state: AssessmentState;
  timepoint: string;
  opensOn: Day;
  closesOn: Day;
};

/** What is asked once with these, and is not answered or ended with another outcome than theirs. */
export async function askedWith(db: Db, leads: readonly Pick<Assessment, "id" | "state">[]): Promise<Companion[]> {
  const found = await db
    .selectFrom("assessment")
    .where(
      "asked_with_id",
      "in",
      leads.map(({ id }) => id),
    )
    .where("replaced_at", "is", null)
    .select(["id", "version", "state", "timepoint", "opens_on as opensOn", "closes_on as closesOn", "asked_with_id"])
    .execute();
  const isWaiting = (state: AssessmentState) => state === "scheduled" || state === "open";
  return found.filter(({ asked_with_id, state }) => {
    const lead = leads.find(({ id }) => id === asked_with_id)!;
    return isWaiting(lead.state) ? isWaiting(state) : state === lead.state;
  });
}

/** What else the sheet in use of this assessment serves. */
export const servedBesides = (
  db: Db,
  { id, responseId }: Pick<Assessment, "id" | "responseId">,
): Promise<Companion[]> =>
  db
    .selectFrom("response_assessment as ra")
    .innerJoin("assessment as a", "a.id", "ra.assessment_id")
    .where("ra.response_id", "=", responseId)
    .where("ra.superseded_at", "is", null)
    .where("a.id", "<>", id)
    .select(["a.id", "a.version", "a.state", "a.timepoint", "a.opens_on as opensOn", "a.closes_on as closesOn"])
    .execute();

/**
 * Does an answer given on this day serve it too? While it is open, or so near before that it would be asked twice; what closed before
 * stays unanswered, and what opens later is asked again (docs/rules/burden.md).
 */
export const serves = ({ opensOn, closesOn }: Pick<Companion, "opensOn" | "closesOn">, completedOn: Day): boolean =>
  completedOn >= addDays(opensOn, -ONCE_WITHIN_DAYS) && completedOn <= closesOn;

/** What a sheet that comes in serves besides the assessment that it was filled in for. */
export async function servedToo(db: Db, assessment: Assessment, completedOn: Day): Promise<Companion[]> {
  if (assessment.responseId !== null) return servedBesides(db, assessment);
  return (await askedWith(db, [assessment])).filter((one) => serves(one, completedOn));
}

/** The same steps for each that is asked once with another, with what is said of that in its history. */
export const recordStepsToo = (db: Db, who: By, companions: readonly Companion[], steps: readonly Step[]): Write[] =>
  companions.flatMap((one) =>
    recordSteps(
      db,
      who,
      one,
      steps.map((step) => ({ ...step, detail: { ...step.detail, once: "yes" } })),
    ),
  );

/** Takes these out of every pair, for a reason, or back in. */
export const recordUnpaired = (db: Db, ids: readonly string[], reason: string | null): Write =>
  db.updateTable("assessment").set({ unpaired_reason: reason }).where("id", "in", ids);
