import { attended, type Marks } from "../delivery/attendance.ts";
import type { SessionFacts } from "../delivery/session.ts";

type Given = Marks extends ReadonlyMap<string, infer Mark> ? Mark : never;

/**
 * What somebody came to on an earlier run stands for the session of the same number on this one, so that nobody comes twice to
 * have completed (docs/rules/completion.md). A mark of this run goes before. `earlier` are sessions of other runs of theirs.
 */
export function carriedOver(
  sessions: readonly SessionFacts[],
  earlier: readonly SessionFacts[],
  marks: Marks,
): Map<string, Given> {
  const carried = new Map(marks);
  const cameTo = new Map(
    earlier
      .filter(({ id, kind }) => kind === "planned" && attended(marks, id))
      .map(({ id, number }) => [number, marks.get(id)!]),
  );
  for (const session of sessions) {
    const before = cameTo.get(session.number);
    if (before && session.kind === "planned" && !attended(marks, session.id)) carried.set(session.id, before);
  }
  return carried;
}
