import type { Mounts } from "../../web/factory.ts";
import { fhirOfAssessments } from "./fhir-routes.ts";

/** Where this feature answers: addresses of one part come before those with a parameter. */
export const routes: Mounts = [["/assessments", fhirOfAssessments]];
