import type { Mounts } from "../../web/factory.ts";
import { concernActs } from "./show/acts-routes.ts";
import { concerns } from "./show/concerns-routes.ts";
import { waiting } from "./show/waiting-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/concerns", waiting],
  ["/concerns", concerns],
  ["/concerns", concernActs],
];
