import type { Mounts } from "../../web/factory.ts";
import { concerns } from "./concerns-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [["/concerns", concerns]];
