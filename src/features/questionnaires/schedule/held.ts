import { Temporal } from "temporal-polyfill";
import { addDays, type Day, dayOf, daysBetween } from "../../../domain/calendar.ts";
import { type Anchors, type Window, type WindowRule, windowOf } from "./window.ts";

/** The days on which nothing is asked of somebody: both belong to it. */
export type HeldDays = { fromOn: Day; untilOn: Day };

/** So many days more than it lasted does a window stay open that a hold touches (docs/rules/windows.md). */
export const LONGER_AFTER_A_HOLD = 28;

/** A hold as it was kept; one that was lifted lasted to the day before, and one lifted on its first day never was. */
export type KeptHold = HeldDays & { liftedAt: string | null };

export const heldDaysOf = (kept: readonly KeptHold[]): HeldDays[] =>
  kept.flatMap(({ fromOn, untilOn, liftedAt }) => {
    const lastDay = liftedAt === null ? untilOn : earlier(untilOn, addDays(dayOf(Temporal.Instant.from(liftedAt)), -1));
    return lastDay < fromOn ? [] : [{ fromOn, untilOn: lastDay }];
  });

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** Holds that overlap, or follow day on day, are one. */
function joined(holds: readonly HeldDays[]): HeldDays[] {
  const all: HeldDays[] = [];
  for (const hold of [...holds].sort((a, b) => a.fromOn.localeCompare(b.fromOn))) {
    const last = all.at(-1);
    if (last && hold.fromOn <= addDays(last.untilOn, 1)) last.untilOn = later(last.untilOn, hold.untilOn);
    else all.push({ ...hold });
  }
  return all;
}

/** A window that a hold touches closes that length and 28 days later; it opens and is due on the days it had. */
export function held(window: Window, holds: readonly HeldDays[]): Window {
  const closesOn = joined(holds).reduce((closes, { fromOn, untilOn }) => {
    const touches = untilOn >= window.opensOn && fromOn <= closes;
    return touches ? addDays(closes, daysBetween(fromOn, untilOn) + 1 + LONGER_AFTER_A_HOLD) : closes;
  }, window.closesOn);
  return closesOn === window.closesOn
    ? window
    : { ...window, closesOn, heldDays: daysBetween(window.closesOn, closesOn) };
}

/** The last day of the hold that lasts today; null where none does. */
export const heldUntil = (holds: readonly HeldDays[], today: Day): Day | null =>
  joined(holds).find(({ fromOn, untilOn }) => fromOn <= today && untilOn >= today)?.untilOn ?? null;

/** Of what is asked: the rule of its plan, the window that it was frozen in (without what holds added), and the holds of who answers. */
export type Hanging = {
  rule: WindowRule;
  number?: number | undefined;
  frozen: Window | null;
  holds: readonly HeldDays[];
};

/**
 * The window of what is asked, from its plan, the dates it hangs on and the holds: nothing else decides it. Once it was begun only
 * leaving moves it, and a hold (docs/rules/windows.md). Null while what it hangs on has no date.
 */
export function windowNow({ rule, number, frozen, holds }: Hanging, anchors: Anchors): Window | null {
  const isFreed = anchors.leftOn !== null && (rule.rule === "T2" || rule.rule === "T3");
  const window = frozen !== null && !isFreed ? frozen : windowOf(rule, anchors, number);
  return window && held(window, holds);
}
