import { longDay } from "../../../domain/calendar.ts";
import { DECIDED_BY, isServiceReason, LEFT_REASONS } from "../../../domain/leaving-reasons.ts";
import { OUTCOMES, STAGES } from "../delivery/enrolment.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";

/** How somebody’s time on the run ended, a row each; null while they are on it. */
export function endingOf({ outcome, toOn, leftReason, leftStage, decidedBy, backOnListOn }: Enrolment) {
  if (outcome === null || toOn === null) return null;
  if (backOnListOn !== null)
    return [{ key: { text: "Now" }, value: { text: `Back on the waiting list, ${longDay(backOnListOn)}` } }];
  const why = leftReason && `${LEFT_REASONS[leftReason]}${isServiceReason(leftReason) ? " (ours, counted apart)" : ""}`;
  return [
    { key: { text: "Outcome" }, value: { text: `${OUTCOMES[outcome]}, ${longDay(toOn)}` } },
    why && { key: { text: "Why" }, value: { text: why } },
    leftStage && { key: { text: "When in the course" }, value: { text: STAGES[leftStage] } },
    decidedBy && { key: { text: "Who decided" }, value: { text: DECIDED_BY[decidedBy] } },
  ];
}
