import type { Mounts } from "../../web/factory.ts";
import { team } from "./team-routes.ts";

/** Where this feature answers. */
export const routes: Mounts = [["/team", team]];
