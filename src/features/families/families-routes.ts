import { factory } from "../../web/factory.ts";
import { agreementRoutes } from "./agreements/agreement-routes.ts";
import { arrangementRoutes } from "./care/arrangement-routes.ts";
import { contactRoutes } from "./people/contact-routes.ts";
import { listRoutes } from "./finding/list-routes.ts";
import { needsRoutes } from "./needs/needs-routes.ts";
import { openingRoutes } from "./opening/opening-routes.ts";
import { peopleRoutes } from "./people/people-routes.ts";
import { stateRoutes } from "./state/state-routes.ts";

/** Everything about families but the file's front page, which brings other features together (family-file). */
export const families = factory.createApp();

for (const routes of [
  listRoutes,
  openingRoutes,
  peopleRoutes,
  contactRoutes,
  arrangementRoutes,
  agreementRoutes,
  needsRoutes,
  stateRoutes,
])
  families.route("/", routes);
