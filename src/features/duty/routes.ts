import type { Mounts } from "../../web/factory.ts";
import { hoursRoutes } from "./hours/hours-routes.ts";
import { ownLeave, teamLeave } from "./leave/leave-routes.ts";
import { rota } from "./rota/rota-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/leave", ownLeave],
  ["/duty", teamLeave],
  ["/duty", hoursRoutes],
  ["/duty", rota],
];
