import type { Temporal } from "temporal-polyfill";
import { Conflict } from "../../../db/conflict.ts";
import type { Deps } from "../../../deps.ts";
import { type AuditEntry, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText, startsAt } from "../../../domain/calendar.ts";
import { nextWorkingDay, workingDayFrom } from "../../../domain/working-time.ts";
import { type Job, ROUND_MINUTES, timer } from "../../../jobs/job.ts";
import { hoursOf } from "../../duty/index.ts";
import { isHeard, type Moment, toldNext } from "../concern/telling.ts";
import { type Due, escalate, knownOf, listDue, lookAgain, markUnheard } from "./escalation-queries.ts";
import { thereFor } from "./raising-queries.ts";

const momentOf = ({ dueAt }: Due, now: Temporal.Instant): Moment => (dueAt <= instantText(now) ? "due" : "half-time");

/** When it is looked at next: when its time is over; after that each working day when work begins, as long as nobody looks at it. */
async function nextOf(deps: Deps, concern: Due, now: Temporal.Instant): Promise<string> {
  if (momentOf(concern, now) === "half-time") return concern.dueAt;
  const hours = await hoursOf(deps.db, concern.organisationId, dayOf(now));
  return instantText(startsAt(nextWorkingDay(dayOf(now), hours), hours.opens));
}

const audit = (concern: Due, act: string, told: readonly string[]): AuditEntry => ({
  ...wrote(timer(concern.organisationId), "concern", concern.id, { told }, { familyId: concern.familyId }),
  facts: { act, told: told.length },
});

/** Moves one concern on. False where somebody decided something in this moment, or nobody can be told of it. */
async function isMoved(deps: Deps, concern: Due, now: Temporal.Instant): Promise<boolean> {
  const hours = await hoursOf(deps.db, concern.organisationId, dayOf(now));
  const [there, known] = await Promise.all([
    thereFor(deps.db, concern, workingDayFrom(now, hours)),
    knownOf(deps.db, concern.id),
  ]);
  const told = toldNext(momentOf(concern, now), there, known);
  if (told.length === 0 && !isHeard(there, known)) {
    deps.log("concern-unheard", { concern: concern.id });
    if (concern.unheardAt === null)
      await deps.commit(audit(concern, "unheard", []), [markUnheard(deps.db, concern, instantText(now))]);
    return false;
  }
  const nextAt = await nextOf(deps, concern, now);
  const at = instantText(now);
  const step = { told, by: timer().userId, at, nextAt };
  const entry = audit(
    concern,
    told.length > 0 ? "escalated" : "looked-again",
    told.map(({ userId }) => userId),
  );
  try {
    await deps.commit(
      entry,
      told.length > 0 ? escalate(deps.db, concern, step) : [lookAgain(deps.db, concern, nextAt)],
    );
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/**
 * Moves concerns that nobody says they look at to further people: to the deputy at half the time, to the team manager when it is over
 * (docs/rules/concerns.md). The only one that sets `escalated`. One that nobody can be told of stays due, and /health says so.
 */
export const escalation: Job = {
  name: "concerns that wait",
  every: ROUND_MINUTES,
  run: async (deps, budget) => {
    const now = deps.clock.now();
    let moved = 0;
    for (const concern of await listDue(deps.db, instantText(now), budget))
      if (await isMoved(deps, concern, now)) moved += 1;
    return moved;
  },
};
