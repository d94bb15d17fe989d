import type { Mounts } from "../../web/factory.ts";
import { account } from "./account/account-routes.ts";
import { invitations } from "./invitation/invitation-routes.ts";
import { secondFactor } from "./second-factor/second-factor-routes.ts";
import { chooseRole } from "./sign-in/role-routes.ts";
import { signIn } from "./sign-in/sign-in-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/", signIn],
  ["/", chooseRole],
  ["/", account],
  ["/", secondFactor],
  ["/", invitations],
];
