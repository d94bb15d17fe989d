import type { Mounts } from "../../web/factory.ts";
import { licences } from "./licence/licence-routes.ts";
import { measures } from "./show/registry-routes.ts";
import { switching } from "./switching/switching-routes.ts";
import { wordings } from "./wording/wording-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/measures", switching],
  ["/measures", licences],
  ["/measures", wordings],
  ["/measures", measures],
];
