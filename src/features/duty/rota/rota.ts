import { Temporal } from "temporal-polyfill";
import { type Day, longDay, weekdayName } from "../../../domain/calendar.ts";

/** A day of the week ("1" is Monday) or one date, which goes before it. */
export type Slot = string;

export const weekdaySlot = (day: Day): Slot => String(Temporal.PlainDate.from(day).dayOfWeek);

export const isWeekday = (slot: Slot): boolean => slot.length === 1;

export const slotSaid = (slot: Slot): string => (isWeekday(slot) ? `${weekdayName(Number(slot))}s` : longDay(slot));

/** What stands in a slot: who is on duty and who is their deputy. 'cleared' is nobody, or for a date as in the week. */
export type Entry = {
  slot: Slot;
  version: number;
  state: "set" | "cleared";
  dutyId: string | null;
  dutyName: string | null;
  deputyId: string | null;
  deputyName: string | null;
  at: string;
  byName: string | null;
};

export type OnDutyIds = { dutyId: string | null; deputyId: string | null };

/** Whom the rota names for a day: the date's entry where it is set, else the weekday's, else nobody. */
export function namedFor(day: Day, entries: readonly Entry[]): OnDutyIds {
  const entryOf = (slot: Slot) => entries.find((one) => one.slot === slot && one.state === "set");
  const entry = entryOf(day) ?? entryOf(weekdaySlot(day));
  return { dutyId: entry?.dutyId ?? null, deputyId: entry?.deputyId ?? null };
}

/** Who is there to be told: on leave or without the role is left out before. */
export type Person = { userId: string; name: string };

export type OnDuty = {
  duty: Person | null;
  deputy: Person | null;
  /** Team managers who are at work, or who covers for them. */
  managers: Person[];
  /** Every administrator, on leave or not: there is nobody after them. */
  administrators: Person[];
  /** The ids of everybody there who may look at concerns or is an administrator, on leave or not. */
  members: string[];
};

type Member = Person & { roles: readonly string[]; isLooker: boolean };

/**
 * Who is on duty on a day. Somebody on leave, or who may not look at concerns (any more), never is: the deputy is then, and where
 * there is none nobody is, and the managers are told (docs/rules/duty.md). `away` has who covers.
 */
export function onDutyAmong(
  named: OnDutyIds,
  members: readonly Member[],
  away: ReadonlyMap<string, string | null>,
): OnDuty {
  const isThere = (id: string | null) => id !== null && !away.has(id);
  const looker = (id: string | null) =>
    members.find(({ userId, isLooker }) => userId === id && isLooker && isThere(id));
  const [duty, deputy] = [looker(named.dutyId), looker(named.deputyId)].filter((one) => one !== undefined);
  const managers = members.filter(({ roles }) => roles.includes("team-manager"));
  const standIns = managers.map(({ userId }) => looker(isThere(userId) ? userId : (away.get(userId) ?? null)));
  const all = new Map(standIns.flatMap((one) => (one ? [[one.userId, one] as const] : [])));
  return {
    duty: duty ?? null,
    deputy: deputy ?? null,
    managers: [...all.values()],
    administrators: members.filter(({ roles }) => roles.includes("administrator")),
    members: members
      .filter(({ isLooker, roles }) => isLooker || roles.includes("administrator"))
      .map(({ userId }) => userId),
  };
}
