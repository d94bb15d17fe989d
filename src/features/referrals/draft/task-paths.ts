import { referralPaths } from "../paths.ts";
import { isTask, type Missing, type Task } from "../referral/tasks.ts";

/** Where each page of a draft is. */
export const TASK_PATHS: Readonly<Record<Task, (id: string) => string>> = {
  "carer-and-child": referralPaths.people,
  reason: referralPaths.reason,
  agreements: referralPaths.agreements,
  needs: referralPaths.needs,
  availability: referralPaths.availability,
  goals: referralPaths.goals,
};

/**
 * Where a draft goes on: the first page that is still to be done; once nothing is missing, the check of all answers; the task list,
 * which says so, when the carer has not agreed.
 */
export function goesOnAt(id: string, missing: readonly Missing[]): string {
  const task = missing.find(isTask);
  if (task) return TASK_PATHS[task](id);
  return missing.length === 0 ? referralPaths.checkAnswers(id) : referralPaths.show(id);
}
