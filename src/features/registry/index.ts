/** What other features may ask of the registry: whether a channel is permitted today, and the wording that may be shown. */
export { allowedChannels, mayUse } from "./licence-queries.ts";
export { measurePaths } from "./paths.ts";
export { LARGEST_PACK } from "./questionnaire.ts";
export {
  editionNumber,
  importPack,
  readPack,
  type ShownWording,
  wordingShown,
  wordingsOf,
} from "./wording-queries.ts";
