import type { Temporal } from "temporal-polyfill";
import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { dueAfterCheck, listConcernsOf, raiseConcern } from "../../concerns/index.ts";
import { concernsRaisedBy } from "./check.ts";
import type { CheckToKeep } from "./check-queries.ts";

type Kept = { check: CheckToKeep; earlier: readonly string[]; now: Temporal.Instant };

/** The writes that raise a check's concerns; a correction raises only what the checks before it did not. */
export async function raiseForCheck(
  deps: Pick<Deps, "db" | "newId">,
  actor: Actor,
  { check, earlier, now }: Kept,
): Promise<Write[]> {
  const before = earlier.length > 0 ? await listConcernsOf(deps.db, actor, "behaviour-check", earlier) : [];
  const known = new Set(before.map(({ kind }) => kind));
  return concernsRaisedBy(check.items)
    .filter(({ kind }) => !known.has(kind))
    .flatMap(({ kind, summary }) =>
      raiseConcern(deps.db, {
        id: deps.newId(),
        familyId: check.familyId,
        aboutId: check.childId,
        organisationId: actor.organisationId,
        forUserId: null,
        source: "behaviour-check",
        sourceId: check.id,
        kind,
        summary,
        dueAt: dueAfterCheck(now),
        at: now,
        by: actor.userId,
      }),
    );
}
