/** Every address of this feature. */
export const fhirPaths = { ofAssessment: (id: string) => `/assessments/${id}/fhir` };
