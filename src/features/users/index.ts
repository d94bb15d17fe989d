/** What other features may use of users: where they are listed, and how many there are. */

export { userPaths } from "./paths.ts";
export { countUsers, listInvitations } from "./user-queries.ts";
