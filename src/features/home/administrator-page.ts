import type { Deps } from "../../deps.ts";
import { BANK_HOLIDAYS_KNOWN_TO, isToldOfEnd } from "../../domain/bank-holidays.ts";
import { type Day, longDay } from "../../domain/calendar.ts";
import { settingPaths } from "../settings/index.ts";
import type { ServiceLine } from "./home-page.ts";

/** A form that was drawn to be keyed again and has waited so long waits for somebody who will not come by themself. */
export const STUCK_DAYS = 14;

type Health = Awaited<ReturnType<Deps["health"]>>;
type Service = { health: Health; stuck: number; today: Day };

const TIMER: Readonly<Record<Health["timer"], string>> = {
  well: "The timer goes off as it should: nothing that it does is late.",
  late: "The timer is late: concerns are not moved on, and what it clears away stays.",
  "not yet run": "The timer has never gone off here: concerns are not moved on by themselves.",
  "not known": "Whether the timer goes off is not known: the database does not answer.",
};

const lateJobs = ({ late }: Health): string => (late.length > 0 ? ` Late: ${late.join(", ")}.` : "");

/** How the service itself is: the timer, bank holidays, forms that wait to be keyed again. */
export function serviceLines({ health, stuck, today }: Service): ServiceLine[] {
  const lines: (ServiceLine | false)[] = [
    { text: `${TIMER[health.timer]}${lateJobs(health)}`, isLate: health.timer !== "well" },
    {
      text: `Bank holidays are known up to ${longDay(BANK_HOLIDAYS_KNOWN_TO)}.${isToldOfEnd(today) ? " Bring an update before then." : ""}`,
      isLate: isToldOfEnd(today),
      href: settingPaths.list,
    },
    stuck > 0 && {
      text: `Forms that were drawn more than ${STUCK_DAYS} days ago and not keyed again: ${stuck}.`,
      isLate: true,
      href: settingPaths.secondKeying,
    },
  ];
  return lines.filter((line) => line !== false);
}
