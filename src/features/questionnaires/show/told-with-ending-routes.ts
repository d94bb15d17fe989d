import type { Write } from "../../../deps.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import { findSubject, type NewFact, recordFact, standingOf } from "../../families/index.ts";
import type { Assessment } from "../assessment/assessment.ts";

/** What is told of a person with the ending of one form, if anything: it is not the form's alone, so it acts on all of them (docs/rules/reaching.md). */
export type Told = { kind: "died" | "moved-out" | "not-asked-again"; personId: string };

/** The write that says it once for everybody; nothing where it stands already, or was never told. */
export async function factOf(c: AppContext, assessment: Assessment, told: Told | null): Promise<Write[]> {
  const { deps, actor, now } = c.var;
  if (told === null) return [];
  const { informantId: personId, familyId } = assessment;
  const subject = await findSubject(deps.db, actor, { personId, familyId }, dayOf(now));
  const fact: NewFact = {
    ...told,
    id: deps.newId(),
    contactId: null,
    onDay: dayOf(now),
    language: null,
    note: "Told with a questionnaire. The day is the day it was told",
    before: null,
    at: instantText(now),
  };
  return subject === undefined || standingOf(subject.facts, fact) ? [] : recordFact(deps.db, actor, fact);
}
