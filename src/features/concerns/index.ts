/** What other features may use of concerns: raise one in the same commit as what it comes from, list and count them, and whom they wait for. */
export type { Concern, ConcernKind, NewConcern } from "./concern/concern.ts";
export { CONCERN_KINDS, isOverdue, isWaiting, kindSaid } from "./concern/concern.ts";
export {
  countConcerns,
  countOpen,
  findConcern,
  listConcernsOf,
  listFamilyConcerns,
} from "./concern/concern-queries.ts";
export { dueSaid } from "./concern/concern-words.ts";
export { concernsFor, type ToLookAt, waitsUnnamed } from "./moving/concerns-for-queries.ts";
export { concernsKnownOf, type Known, raiseConcern, recordCorrection } from "./moving/raising-queries.ts";
export { concernPaths } from "./paths.ts";
export { type LookPanel, lookPanel } from "./show/look-page.ts";
