/** What other features may use of concerns: raise one in the same commit as what it comes from, list and count them. */
export type { Concern, NewConcern } from "./concern.ts";
export {
  close,
  dueAfterCheck,
  dueAfterRiskAnswer,
  dueAfterSession,
  isOverdue,
  kindSaid,
} from "./concern.ts";
export {
  countOpen,
  findConcern,
  listConcernsOf,
  listFamilyConcerns,
  raiseConcern,
  recordConcernEvent,
} from "./concern-queries.ts";
export { concernPaths } from "./paths.ts";
