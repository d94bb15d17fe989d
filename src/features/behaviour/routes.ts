import type { Mounts } from "../../web/factory.ts";
import { decisions } from "./deciding/decision-routes.ts";
import { letters } from "./deciding/letter-routes.ts";
import { familyNeeds, needAssessments } from "./need/need-routes.ts";
import { checks, familyChecks } from "./recording/checks-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [
  ["/families", familyChecks],
  ["/families", familyNeeds],
  ["/checks", checks],
  ["/checks", decisions],
  ["/decisions", letters],
  ["/need-assessments", needAssessments],
];
