import { Conflict } from "../../../db/conflict.ts";
import type { Deps } from "../../../deps.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { addDays, dayOf, instantText, startsAt } from "../../../domain/calendar.ts";
import { type Job, timer } from "../../../jobs/job.ts";
import { DRAFT_DAYS } from "./draft-keeping.ts";
import { deleteDraft, type ForgottenDraft, listForgottenDrafts } from "./draft-keeping-queries.ts";

async function isDeleted(deps: Deps, draft: ForgottenDraft, at: string): Promise<boolean> {
  const by = timer(draft.organisationId);
  const entry = wrote(by, "referral", draft.id, { deleted: draft.reference }, { familyId: draft.familyId });
  try {
    await deps.commit(entry, deleteDraft(deps.db, draft, { id: deps.newId(), by: by.userId, at }));
    return true;
  } catch (error) {
    // Somebody went on with it in this moment: it is not forgotten any more.
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** Deletes drafts of referrals that nobody wrote on for 90 days (docs/rules/main-job.md 5). The trail keeps that there was one. */
export const forgottenDrafts: Job = {
  name: "forgotten drafts",
  every: 60,
  run: async (deps, budget) => {
    const now = deps.clock.now();
    // To the end of the day that its page names.
    const before = instantText(startsAt(addDays(dayOf(now), -DRAFT_DAYS), "00:00"));
    let deleted = 0;
    for (const draft of await listForgottenDrafts(deps.db, before, budget))
      if (await isDeleted(deps, draft, instantText(now))) deleted += 1;
    return deleted;
  },
};
