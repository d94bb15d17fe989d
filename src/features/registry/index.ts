/** What other features may ask of the registry: which measures are on, whether a channel is permitted today, and the wording that may be shown. */

export { measurePaths } from "./paths.ts";
export { allowedChannels, countEnding, mayUse } from "./permission/licence-queries.ts";
export { type Offered, offeredToPlans } from "./switching/offered-queries.ts";
export { seriesOn } from "./switching/switching-queries.ts";
export { LARGEST_PACK } from "./wording/questionnaire.ts";
export {
  editionNumber,
  importPack,
  readPack,
  type ShownWording,
  wordingShown,
  wordingsOf,
} from "./wording/wording-queries.ts";
