import { factory } from "../../web/factory.ts";
import { agreementRoutes } from "./agreement-routes.ts";
import { arrangementRoutes } from "./arrangement-routes.ts";
import { contactRoutes } from "./contact-routes.ts";
import { listRoutes } from "./list-routes.ts";
import { needsRoutes } from "./needs-routes.ts";
import { openingRoutes } from "./opening-routes.ts";
import { peopleRoutes } from "./people-routes.ts";
import { stateRoutes } from "./state-routes.ts";

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
