import type { Temporal } from "temporal-polyfill";
import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { concernsKnownOf, raiseConcern, recordCorrection } from "../../concerns/index.ts";
import { concernsRaisedBy } from "./check.ts";
import type { CheckToKeep } from "./check-queries.ts";

type Kept = { check: CheckToKeep; earlier: readonly string[]; now: Temporal.Instant };

/**
 * The writes that raise a check's concerns; a correction raises only what the checks before it did not, and says of what they did what it
 * says now. Whoever recorded the check is named (docs/rules/concerns.md).
 */
export async function raiseForCheck(
  deps: Pick<Deps, "db" | "newId">,
  actor: Actor,
  { check, earlier, now }: Kept,
): Promise<Write[]> {
  const { db } = deps;
  const before = await concernsKnownOf(db, "behaviour-check", earlier);
  const raised = concernsRaisedBy(check.items);
  const known = new Set(before.map(({ kind }) => kind));
  const fresh = await Promise.all(
    raised
      .filter(({ kind }) => !known.has(kind))
      .map(({ kind, summary }) =>
        raiseConcern(db, {
          id: deps.newId(),
          familyId: check.familyId,
          aboutId: check.childId,
          organisationId: actor.organisationId,
          source: "behaviour-check",
          sourceId: check.id,
          kind,
          summary,
          named: "recorder",
          at: now,
          by: actor.userId,
        }),
      ),
  );
  const corrected = before.map(({ id, kind }) => {
    const now = raised.find((one) => one.kind === kind);
    const said = now?.summary ?? "This is not reported any more";
    const reason = check.corrects?.reason ?? "";
    return { concernId: id, recordId: check.id, still: now !== undefined, said, reason };
  });
  const who = { by: actor.userId, at: now };
  return [...fresh.flat(), ...corrected.map((one) => recordCorrection(db, who, one))];
}
