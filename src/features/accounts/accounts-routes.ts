import { factory } from "../../web/factory.ts";
import { account } from "./account/account-routes.ts";
import { invitations } from "./invitation/invitation-routes.ts";
import { chooseRole } from "./sign-in/role-routes.ts";
import { secondFactor } from "./second-factor/second-factor-routes.ts";
import { signIn } from "./sign-in/sign-in-routes.ts";

/** Signing in and out, one's own account, and joining: mounted at the root, since these addresses stand for themselves. */
export const accounts = factory.createApp();

accounts.route("/", signIn);
accounts.route("/", chooseRole);
accounts.route("/", account);
accounts.route("/", secondFactor);
accounts.route("/", invitations);
