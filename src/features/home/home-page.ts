import type { Role } from "../../domain/actor.ts";
import type { LookPanel } from "../concerns/index.ts";
import type { ReachCard } from "../families/index.ts";
import type { ChangedRecord } from "./changes-page.ts";
import { homePaths } from "./paths.ts";

/** How something waits: its time is over, it is for today, or it can wait. */
export type Urgency = "late" | "today" | "small";

/** One thing that waits for somebody: how many, in words, and where to do it. */
export type Waiting = { count: number; text: string; href: string; urgency: Urgency };

export type HomeLink = { text: string; href: string };
/** Somebody to ring: who, why, and how they may be reached now. */
export type ToRing = HomeLink & { card: ReachCard | null };
export type HomeLists = { registers: HomeLink[]; toRing: ToRing[] };

export const NO_LISTS: HomeLists = { registers: [], toRing: [] };

export const one = (count: number, singular: string, plural: string): string => (count === 1 ? singular : plural);

/** Where a role without casework or settings begins: its one list is its home. */
export const FIRST_PAGES: Partial<Record<Role, string>> = {
  evaluator: "/cohorts",
  auditor: "/audit",
  "co-leader": "/sessions",
};

/** So many changed records stand on the first page; the rest are a press away. */
const SHOWN_CHANGES = 5;

/** How the service itself is, for whoever looks after it: a line each, loud where it is not well. */
export type ServiceLine = { text: string; isLate: boolean; href?: string };

type Home = {
  person: string;
  look: LookPanel;
  waiting: readonly Waiting[];
  there: readonly Waiting[];
  lists: HomeLists;
  changed: readonly ChangedRecord[];
  service?: readonly ServiceLine[];
  /** Where else this role looks, without a number. */
  also?: readonly HomeLink[];
};

/** "What needs me today": what is late first and loud, then what changed, then today's, and the rest in lines. */
export function homePage({ person, look, waiting, there, lists, changed, service = [], also = [] }: Home) {
  const due = waiting.filter(({ count }) => count > 0);
  const of = (wanted: Urgency) => due.filter(({ urgency }) => urgency === wanted);
  return {
    title: "What needs you today",
    person,
    look,
    late: of("late"),
    today: of("today"),
    changed: changed.slice(0, SHOWN_CHANGES),
    allChanges:
      changed.length > SHOWN_CHANGES
        ? { text: `All ${changed.length} that changed`, href: homePaths.changes }
        : { text: "Mark these as looked at", href: homePaths.changes },
    service: service.filter(({ isLate }) => !isLate),
    notWell: service.filter(({ isLate }) => isLate),
    nothing:
      look.length +
        due.length +
        service.filter(({ isLate }) => isLate).length +
        changed.length +
        lists.registers.length +
        lists.toRing.length ===
      0,
    there: [...of("small"), ...there],
    also,
    ...lists,
  };
}
