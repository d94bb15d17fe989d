import type { Mounts } from "../../web/factory.ts";
import { agreementRoutes } from "./agreements/agreement-routes.ts";
import { arrangementRoutes } from "./care/arrangement-routes.ts";
import { listRoutes } from "./finding/list-routes.ts";
import { needsRoutes } from "./needs/needs-routes.ts";
import { openingRoutes } from "./opening/opening-routes.ts";
import { contactRoutes } from "./people/contact-routes.ts";
import { peopleRoutes } from "./people/people-routes.ts";
import { stateRoutes } from "./state/state-routes.ts";
import { workerRoutes } from "./worker/worker-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/families", listRoutes],
  ["/families", openingRoutes],
  ["/families", peopleRoutes],
  ["/families", contactRoutes],
  ["/families", arrangementRoutes],
  ["/families", agreementRoutes],
  ["/families", needsRoutes],
  ["/families", stateRoutes],
  ["/families", workerRoutes],
];
