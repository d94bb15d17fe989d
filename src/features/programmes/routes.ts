import type { Mounts } from "../../web/factory.ts";
import { newProgramme } from "./new-programme-routes.ts";
import { asking } from "./plan/asking-routes.ts";
import { leading } from "./plan/leading-routes.ts";
import { programmes } from "./programme-routes.ts";
import { newVersion } from "./version-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/programmes", newProgramme],
  ["/programmes", newVersion],
  ["/programmes", asking],
  ["/programmes", leading],
  ["/programmes", programmes],
];
