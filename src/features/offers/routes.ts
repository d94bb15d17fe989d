import type { Mounts } from "../../web/factory.ts";
import { familyOffers, offers } from "./offers-routes.ts";
import { telling } from "./telling-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/families", familyOffers],
  ["/families", telling],
  ["/offers", offers],
];
