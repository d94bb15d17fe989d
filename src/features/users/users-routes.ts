import { factory } from "../../web/factory.ts";
import { invitationsOfUsers } from "./invitation-routes.ts";
import { users } from "./user-routes.ts";

/** The administrator's people: mounted at /users. */
export const usersAndInvitations = factory.createApp();

usersAndInvitations.route("/", invitationsOfUsers);
usersAndInvitations.route("/", users);
