export type { Added } from "./catalogue-queries.ts";
export { canCome, type Free, type NextStart, type PartOfDay } from "./next-start.ts";
export { listNextStarts } from "./next-start-queries.ts";
export { programmePaths } from "./paths.ts";
export { defaultPlan } from "./plan/asked.ts";
export { primariesOf } from "./plan/leading-queries.ts";
export {
  BURDEN,
  defaultWindow,
  type PlanItem,
  type PlanTimepoint,
  type PlanWindow,
  windowSchema,
} from "./plan/plan.ts";
export { planOf } from "./plan/plan-queries.ts";
export {
  type CatalogueEntry,
  FORMATS,
  type Format,
  isMadeFor,
  type Programme,
  type ProgrammeVersion,
  ROUTES,
  type Route,
  type VersionFacts,
} from "./programme.ts";
export { findProgramme, findVersion, getVersion, listProgrammesOfRoute } from "./programme-queries.ts";
export { STARTER_CATALOGUE, type StarterProgramme } from "./starter/starter-catalogue.ts";
export { type StarterAdded, seedProgrammes } from "./starter/starter-queries.ts";
export {
  dayOffsets,
  doseOf,
  type Evidence,
  type FidelityComponent,
  type Template,
  type TemplateSession,
  templateSchema,
} from "./template.ts";
