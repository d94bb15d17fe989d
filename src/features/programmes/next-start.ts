import { type Day, weekdayOf } from "../../domain/calendar.ts";

/** The first session of a run that has not begun: when and where a carer who is referred now could start. */
export type NextStart = {
  programmeId: string;
  runName: string;
  day: Day;
  /** "09:30", in London. */
  time: string;
  /** Null where the place is confidential: whoever is enrolled is told it. */
  venue: string | null;
  places: number;
  free: number;
};

export type PartOfDay = "morning" | "afternoon" | "evening";

/** The part of a day in which a session begins: before midday, before 5pm, or later. */
export function partOf(time: string): PartOfDay {
  if (time < "12:00") return "morning";
  return time < "17:00" ? "afternoon" : "evening";
}

export type Free = { day: number; part: PartOfDay };

/** Can somebody come at that time, by what they said? Null where nobody asked them: not asked is not "no". */
export const canCome = (start: Pick<NextStart, "day" | "time">, free: readonly Free[]): boolean | null =>
  free.length === 0 ? null : free.some(({ day, part }) => day === weekdayOf(start.day) && part === partOf(start.time));
