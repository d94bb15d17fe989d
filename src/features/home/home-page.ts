import type { Role } from "../../domain/actor.ts";
import type { LookPanel } from "../concerns/index.ts";
import type { ReachCard } from "../families/index.ts";

/** One thing that waits for somebody: how many, in words, and where to do it. */
export type Waiting = { count: number; text: string; href: string };

export type HomeLink = { text: string; href: string };
/** Somebody to ring: who, why, and how they may be reached now. */
export type ToRing = HomeLink & { card: ReachCard | null };
export type HomeLists = { registers: HomeLink[]; toRing: ToRing[] };

/** Where a role without casework begins: its one list is its home. */
export const FIRST_PAGES: Partial<Record<Role, string>> = {
  evaluator: "/cohorts",
  administrator: "/users",
  auditor: "/audit",
  "co-leader": "/sessions",
};

/** "What needs me today": what waits first, and quiet lines for what is simply there. */
export function homePage(
  person: string,
  look: LookPanel,
  waiting: readonly Waiting[],
  there: readonly Waiting[],
  lists: HomeLists,
) {
  const due = waiting.filter(({ count }) => count > 0);
  return {
    title: "What needs you today",
    person,
    look,
    due,
    nothing: look.length + due.length + lists.registers.length + lists.toRing.length === 0,
    there,
    ...lists,
  };
}
