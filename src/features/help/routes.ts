import type { Mounts } from "../../web/factory.ts";
import { development, help } from "./help-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/", help],
  ["/", development],
];
