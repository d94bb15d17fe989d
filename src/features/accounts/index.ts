export { keyedHash, tokenHash } from "../../tokens/hash.ts";
export { INVITATION_DAYS } from "./invitation/invitation.ts";
export { insertInvitation, insertMembership } from "./invitation/invitation-queries.ts";
export { accountPaths } from "./paths.ts";
export { checkKeys } from "./person/keys-queries.ts";
export { NO_ROLE, NOBODY } from "./person/person.ts";
export { endAllSessions } from "./person/session-queries.ts";
export { clearSecondFactor } from "./second-factor/second-factor-queries.ts";
