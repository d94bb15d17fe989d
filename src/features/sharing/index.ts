/** What other features may use of sharing: what a provider sees of a family that is not its own. */

export { type NotLive, notLiveSaid } from "./sharing-page.ts";
export {
  findKept,
  isLive,
  isShared,
  isSharingAgreed,
  type Joined,
  mayReachBy,
  NO_NAME,
  seen,
  seenAsOn,
  seenFullName,
  seenGivenName,
  seenInFamily,
  seenInterpreter,
  sightOf,
} from "./sharing-queries.ts";
export { AT_WORK, type Kept, type KeptNeeds, SEEN_IN, type Sight } from "./sight.ts";
