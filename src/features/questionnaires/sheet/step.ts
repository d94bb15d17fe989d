import { err, ok, type Result } from "../../../domain/result.ts";
import type { Assessment, AssessmentState, NotCollectedReason } from "../assessment/assessment.ts";

/** One thing that happens to an assessment. `detail` is kept with it in the history. */
export type Step = {
  verb: "started" | "finished" | "not-collected" | "preferred-not-to" | "reopened";
  state: AssessmentState;
  notCollectedReason: NotCollectedReason | null;
  detail: Readonly<Record<string, string | null>>;
};

export type Refusal = "changed-since" | "preferred-not-to" | "already-done" | "not-ended" | "ended-already";
type Decided = Result<Step[], Refusal>;
type Seen = Pick<Assessment, "version" | "state">;

const step = (verb: Step["verb"], state: AssessmentState, detail: Step["detail"] = {}): Step => ({
  verb,
  state,
  notCollectedReason: null,
  detail,
});

/**
 * A form comes in. What is done already is corrected, with a reason; a form that arrives after "not collected" opens it
 * again; after "preferred not to" somebody must first say that the carer changed their mind.
 */
export function finish(seen: Seen, version: number, response: { id: string; reason: string | null }): Decided {
  if (version !== seen.version) return err("changed-since");
  if (seen.state === "preferred-not-to") return err("preferred-not-to");
  const finished = step("finished", "done", { response: response.id });
  if (seen.state === "done")
    return ok([step("reopened", "open", { why: "correction", reason: response.reason }), finished]);
  if (seen.state === "not-collected") return ok([step("reopened", "open", { why: "form-arrived" }), finished]);
  return ok(seen.state === "open" ? [finished] : [step("started", "open"), finished]);
}

/** Answers that a second keying showed to be wrong were set right on the sheet in use; the assessment stays done. */
export const setRight = (responseId: string, reason: string): Step[] => [
  step("finished", "done", { response: responseId, why: "second-keying", reason }),
];

/** It will not be answered, for a coded reason. What is the service's doing is counted apart (docs/rules/reasons.md). */
export function markNotCollected(seen: Seen, version: number, reason: NotCollectedReason): Decided {
  const refusal = refusedEnding(seen, version);
  if (refusal) return err(refusal);
  return ok([{ ...step("not-collected", "not-collected", { reason }), notCollectedReason: reason }]);
}

/** The carer said that they would rather not: they are not asked again. */
export function preferNotTo(seen: Seen, version: number): Decided {
  const refusal = refusedEnding(seen, version);
  return refusal ? err(refusal) : ok([step("preferred-not-to", "preferred-not-to")]);
}

/** Undoes "not collected" and "preferred not to", with a reason: it may be asked again. */
export function reopen(seen: Seen, version: number, reason: string): Decided {
  if (version !== seen.version) return err("changed-since");
  if (seen.state !== "not-collected" && seen.state !== "preferred-not-to") return err("not-ended");
  return ok([step("reopened", "scheduled", { why: "undone", reason })]);
}

function refusedEnding(seen: Seen, version: number): Refusal | null {
  if (version !== seen.version) return "changed-since";
  if (seen.state === "done") return "already-done";
  return seen.state === "scheduled" || seen.state === "open" ? null : "ended-already";
}
