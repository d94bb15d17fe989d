export { keyedHash, tokenHash } from "./hash.ts";
export { INVITATION_DAYS } from "./invitation.ts";
export { insertInvitation, insertMembership } from "./invitation-queries.ts";
export { accountPaths } from "./paths.ts";
export { NO_ROLE, NOBODY } from "./person.ts";
export { clearSecondFactor } from "./second-factor-queries.ts";
export { endAllSessions } from "./session-queries.ts";
