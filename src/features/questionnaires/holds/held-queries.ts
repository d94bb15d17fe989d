import type { Write } from "../../../deps.ts";
import { held, heldDaysOf, type KeptHold } from "../schedule/held.ts";
import { movable, moveTo, type Outside, recordMoves } from "../schedule/moving-queries.ts";
import { holdsOf, withoutHolds } from "../schedule/window-now-queries.ts";

type Kept = KeptHold & { id: string };

/**
 * The writes that let what somebody is asked wait, `change` being what becomes of their holds: what a hold touches closes that length
 * and 28 days later, begun or not; what it does not touch any more closes as it did (docs/rules/windows.md).
 */
export async function moveOnHold(
  outside: Outside,
  by: string,
  personId: string,
  change: (kept: readonly Kept[]) => readonly KeptHold[],
  why: "hold" | "hold-lifted",
): Promise<Write[]> {
  const [rows, kept] = await Promise.all([
    movable(outside.db).where("a.informant_id", "=", personId).execute(),
    holdsOf(outside.db, personId),
  ]);
  const holds = heldDaysOf(change(kept));
  return recordMoves(
    outside,
    by,
    rows.flatMap((row) => moveTo(row, held(withoutHolds(row), holds)) ?? []),
    why,
  );
}
