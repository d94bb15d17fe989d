import { type Day, longDay } from "../../../domain/calendar.ts";
import { type AssessmentState, STATES, timepointSaid } from "../assessment/assessment.ts";
import { heldDaysOf, heldUntil, type KeptHold } from "./held.ts";
import { inTimeTo, timingOf, type Window } from "./window.ts";

type Standing = Omit<Window, "anchor"> & {
  state: AssessmentState;
  lateDays?: number | null;
  timepoint?: string;
  anchor?: string;
  askedWith?: { timepoint: string } | null;
  holds?: readonly KeptHold[];
};

const WAITING: readonly AssessmentState[] = ["scheduled", "open"];

/**
 * Where something that is asked stands today, in words: what is not answered says when it opens, by when it is due, that it is overdue,
 * or that nobody answered before it closed; a state that follows from a date is read from the date (docs/rules/windows.md).
 */
export function stateSaid(one: Standing, today: Day): { text: string; classes: string } {
  if (!WAITING.includes(one.state)) {
    const late = one.state === "done" && one.lateDays ? ", late" : "";
    return { text: `${STATES[one.state]}${late}`, classes: one.state === "done" ? "" : "govuk-tag--grey" };
  }
  if (one.askedWith)
    return { text: `Asked once, with “${timepointSaid(one.askedWith.timepoint)}”`, classes: "govuk-tag--grey" };
  const until = heldUntil(heldDaysOf(one.holds ?? []), today);
  if (until !== null) return { text: `On hold until ${longDay(until)}`, classes: "govuk-tag--grey" };
  const begun = one.state === "open" ? "Begun. " : "";
  const last = inTimeTo({ timepoint: "", anchor: "", ...one });
  const dueBy = { text: `${begun}Due by ${longDay(one.dueOn)}`, classes: "govuk-tag--orange" };
  switch (timingOf(one, today, last)) {
    case "not-open":
      return { text: `${begun}Opens ${longDay(one.opensOn)}`, classes: "govuk-tag--grey" };
    case "open":
      return dueBy;
    case "closed":
      return { text: `${begun}Closed ${longDay(one.closesOn)}, not answered`, classes: "govuk-tag--grey" };
    default:
      if (today > last) return { text: `${begun}Overdue since ${longDay(last)}`, classes: "govuk-tag--orange" };
      return today > one.dueOn
        ? { text: `${begun}Due since ${longDay(one.dueOn)}`, classes: "govuk-tag--orange" }
        : dueBy;
  }
}
