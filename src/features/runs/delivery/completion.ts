import { attended, isMadeUp, type Marks } from "./attendance.ts";
import type { SessionFacts } from "./session.ts";

export type Completion = {
  /** Core sessions that count: those cancelled by the service are left out. */
  core: number;
  /** Of them attended, in whole or in part. */
  attended: number;
  /** Of them missed and made up for. */
  caughtUp: number;
  /** Core sessions that the service cancelled. */
  cancelled: number;
  /** The programme's completion share, above 0 and at most 1. */
  share: number;
  /** Sessions, attended or caught up, that completion takes. */
  needed: number;
  isMet: boolean;
};

/**
 * Has somebody completed? Attended at least the programme's share of core sessions, catch-ups counted, sessions cancelled by
 * the service left out of the denominator (docs/rules/completion.md). With no core session held or planned nobody has completed.
 */
export function completionOf(sessions: readonly SessionFacts[], marks: Marks, share: number): Completion {
  const planned = sessions.filter((session) => session.kind === "planned" && session.core === "yes");
  const counted = planned.filter((session) => session.status !== "cancelled");
  const came = counted.filter((session) => attended(marks, session.id));
  const madeUp = counted.filter((session) => !attended(marks, session.id) && isMadeUp(session, sessions, marks));
  // 0.7 x 10 is a hair above 7 in floating point: a tenth of a session is never what is missing.
  const needed = Math.ceil(share * counted.length - 1e-9);
  return {
    core: counted.length,
    attended: came.length,
    caughtUp: madeUp.length,
    cancelled: planned.length - counted.length,
    share,
    needed,
    isMet: counted.length > 0 && came.length + madeUp.length >= needed,
  };
}
