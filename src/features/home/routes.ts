import type { Mounts } from "../../web/factory.ts";
import { changes } from "./changes-routes.ts";
import { home } from "./home-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/changes", changes],
  ["/", home],
];
