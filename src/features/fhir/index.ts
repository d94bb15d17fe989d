/** What others may use of the FHIR export: the command line prints what the download gives. */
export { bundleOf } from "./bundle.ts";
export { BEHAVIOURS_ASKED, findExport } from "./fhir-queries.ts";
export { fhirPaths } from "./paths.ts";
export { questionnaireOf } from "./questionnaire.ts";
