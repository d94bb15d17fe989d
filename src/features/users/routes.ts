import type { Mounts } from "../../web/factory.ts";
import { invitationsOfUsers } from "./invitation-routes.ts";
import { users } from "./user-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/users", invitationsOfUsers],
  ["/users", users],
];
