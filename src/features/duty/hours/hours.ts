import { z } from "zod";
import { clockTime, weekdayName } from "../../../domain/calendar.ts";
import type { WorkingHours } from "../../../domain/working-time.ts";

/** The name under which an organisation's working hours are kept among the settings. */
export const hoursSetting = (organisationId: string): string => `working-hours:${organisationId}`;

/** Working hours as they are kept: with where they come from, since the default is a proposal until somebody has said so. */
export const workingHours = z.object({
  days: z.array(z.number().int().min(1).max(7)).min(1),
  opens: z.string().regex(/^\d\d:\d\d$/),
  closes: z.string().regex(/^\d\d:\d\d$/),
  source: z.string(),
});
export type KeptHours = z.output<typeof workingHours>;

/** "Monday, Tuesday and Friday, 9am to 5pm". */
export function hoursSaid({ days, opens, closes }: WorkingHours): string {
  const names = [...days].sort((a, b) => a - b).map(weekdayName);
  const last = names.pop() ?? "";
  const all = names.length === 0 ? last : `${names.join(", ")} and ${last}`;
  return `${all}, ${clockTime(opens)} to ${clockTime(closes)}`;
}
